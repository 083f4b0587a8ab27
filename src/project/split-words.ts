/**
 * The words of a command line as a shell would cut them: single quotes keep everything, double quotes all but
 * backslashes before `"`, `\`, `$` and a backtick, and a backslash outside of quotes keeps the next character.
 * Nothing is expanded. Undefined when a quote does not end.
 */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let rest = text;
  while (rest !== '') {
    const token = TOKEN.exec(rest);
    // what is left begins with a quote that does not end, or is a backslash with nothing behind it
    if (!token) return undefined;
    const { space, single, double, escaped, plain } = token.groups as Partial<Record<string, string>>;
    if (space === undefined) {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
    rest = rest.slice(token[0].length);
  }
  return word === undefined ? words : [...words, word];
}

const TOKEN =
  /^(?:(?<space>\s+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\]+))/s;
