/** What stands for what behind a backslash. `\_` is a space that keeps together in double quotes and separates elsewhere. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...['\\', '"', "'", '#', '$'].map((letter): [string, string] => [letter, letter]),
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/**
 * Splits the text of `env -S` into words; undefined when it is not one, or takes a variable that is not known.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html#g_t_002dS_002f_002d_002dsplit_002dstring-usage-in-scripts
 */
export function splitEnvString(text: string, env: ReadonlyMap<string, string | undefined>): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === quote && quote !== '') {
      quote = '';
    } else if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= '';
    } else if (quote === '' && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' && word === undefined && letter === '#') {
      return words;
    } else if (letter === '\\' && (quote !== "'" || /[\\']/.test(text[at + 1] ?? ''))) {
      at += 1;
      const escaped = text[at] ?? '';
      if (escaped === 'c' && quote === '') break;
      if (escaped === '_' && quote === '') {
        if (word !== undefined) words.push(word);
        word = undefined;
        continue;
      }
      const meant = escaped === '_' ? ' ' : ESCAPES.get(escaped);
      if (meant === undefined) return undefined;
      word = (word ?? '') + meant;
    } else if (letter === '$' && quote !== "'") {
      const [reference, name = ''] = /^\$\{([A-Za-z_]\w*)\}/.exec(text.slice(at, at + 300)) ?? [];
      const value = env.get(name);
      if (reference === undefined || value === undefined) return undefined;
      word = (word ?? '') + value;
      at += reference.length - 1;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}
