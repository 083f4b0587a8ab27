/** Splits a joined line in keyword, flags (`--name=value` right after the keyword) and the rest, as builders do. */
export function splitInstruction(
  line: string,
  escapeChar: string,
): { readonly word: string; readonly flags: readonly (readonly [string, string])[]; readonly rest: string } {
  const trimmed = line.trim();
  const space = /[\t\v\f\r ]+/.exec(trimmed);
  if (space === null) return { word: trimmed, flags: [], rest: '' };
  const { flags, rest } = splitFlags(trimmed.slice(space.index + space[0].length), escapeChar);
  return { word: trimmed.slice(0, space.index), flags, rest: rest.trim() };
}

function splitFlags(text: string, escapeChar: string): { flags: (readonly [string, string])[]; rest: string } {
  const flags: (readonly [string, string])[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    if (!text.startsWith('--', at)) return { flags, rest: text.slice(at) };
    let word = '';
    let quote = '';
    for (; at < text.length; at++) {
      let char = text[at] ?? '';
      if (quote === '' && /\s/.test(char)) break;
      if (char === quote) {
        quote = '';
        continue;
      }
      if (quote === '' && (char === "'" || char === '"')) {
        quote = char;
        continue;
      }
      if (char === escapeChar) char = text[++at] ?? '';
      word += char;
    }
    // `--` alone ends the flags
    if (word === '--') return { flags, rest: text.slice(at) };
    const equals = word.indexOf('=');
    flags.push(equals === -1 ? [word.slice(2), ''] : [word.slice(2, equals), word.slice(equals + 1)]);
  }
}
