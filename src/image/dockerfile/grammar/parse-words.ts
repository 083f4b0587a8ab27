/** The strings of a JSON array; undefined when the text is no JSON array. `invalid` holds where something else is in it. */
export function parseJsonStrings(text: string): { readonly words: readonly string[] } | 'invalid' | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  return value.every((each): each is string => typeof each === 'string') ? { words: value } : 'invalid';
}

/** Words with their quotes, which still are to be expanded: those of ENV, ARG and LABEL. */
export function parseQuotedWords(text: string, escapeChar: string): string[] {
  const words: string[] = [];
  let word = '';
  let isOpen = false;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote === '' && /\s/.test(char)) {
      if (isOpen) words.push(word);
      word = '';
      isOpen = false;
      continue;
    }
    if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
      isOpen = true;
    } else if (char === quote) quote = '';
    else if (char === escapeChar && quote !== "'") {
      const next = text[++at];
      if (next === undefined) break;
      word += char + next;
      isOpen = true;
      continue;
    }
    word += char;
    isOpen = true;
  }
  if (isOpen) words.push(word);
  return words;
}

/** `NAME=value …`, or the older `NAME value`; a text is what is wrong with it. */
export function parsePairs(text: string, escapeChar: string): readonly (readonly [string, string])[] | string {
  const words = parseQuotedWords(text, escapeChar);
  const [first] = words;
  if (first === undefined) return 'it needs a name and a value';
  if (!first.includes('=')) {
    const space = /[\t\v\f\r ]+/.exec(text);
    if (space === null) return `'${first}' has no value`;
    return [[text.slice(0, space.index), text.slice(space.index + space[0].length)]];
  }
  const pairs: (readonly [string, string])[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals === -1) return `'${word}' has no '='`;
    if (equals === 0) return `'${word}' has no name`;
    pairs.push([word.slice(0, equals), word.slice(equals + 1)]);
  }
  return pairs;
}

/** Split at spaces, quotes not looked at: the words of COPY, FROM, EXPOSE. */
export function splitAtSpaces(text: string): string[] {
  return text === '' ? [] : text.split(/[\t\v\f\r ]+/);
}
