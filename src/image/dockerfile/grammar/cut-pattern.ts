/**
 * `${X#pattern}` and `${X%pattern}`; a doubled `#` or `%` at the front of the pattern takes the longest match.
 *
 * @returns undefined when it is no pattern
 */
export function cutPattern(value: string, pattern: string, side: 'start' | 'end'): string | undefined {
  const isLongest = pattern.startsWith(side === 'start' ? '#' : '%');
  const source = patternSource(isLongest ? pattern.slice(1) : pattern);
  if (source === undefined || isSlow(pattern, value)) return undefined;
  const whole = new RegExp(`^(?:${source})$`, 's');
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  for (const length of isLongest ? lengths.reverse() : lengths) {
    const cut = side === 'start' ? value.slice(0, length) : value.slice(value.length - length);
    if (whole.test(cut)) return side === 'start' ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

/** `${X/pattern/replacement}`; undefined when it is no pattern. */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  isAll: boolean,
): string | undefined {
  const source = patternSource(pattern);
  if (source === undefined || isSlow(pattern, value)) return undefined;
  return value.replace(new RegExp(source, isAll ? 'gs' : 's'), () => replacement);
}

/** Many stars over a long text take for ever; nobody writes that. */
function isSlow(pattern: string, value: string): boolean {
  return pattern.split('*').length > 6 || value.length > 2000 || pattern.length > 500;
}

function patternSource(pattern: string): string | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else if (char === '\\') {
      const next = pattern[++at] ?? '';
      if (next === '}' || next === '/') source += next;
      else if (next !== '' && '*?\\'.includes(next)) source += `\\${next}`;
      else return undefined;
    } else source += char.replace(/[[\]{}.+()|^$]/, '\\$&');
  }
  return source;
}
