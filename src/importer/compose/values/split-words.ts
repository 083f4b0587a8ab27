/** The words of a command that is written as one text. */
export interface SplitCommand {
  readonly words: readonly string[];
  /** The sign at which Compose stops reading: one of `; & | < >` outside quotes. */
  readonly stoppedAt?: string | undefined;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
]);

/**
 * Splits a command as Compose does: quotes and backslashes as in a shell, but no variables and no operators. What stands
 * behind an operator is not run by Compose either. Undefined when a quote is not closed, or a parenthesis stands outside
 * quotes.
 *
 * @see https://github.com/mattn/go-shellwords what Compose splits with
 */
export function splitCommand(text: string): SplitCommand | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\' && quote !== "'") {
      const next = text[at + 1];
      if (next === undefined) return undefined;
      const isKept = quote === '`' || quote === ')';
      word = (word ?? '') + (isKept ? `\\${next}` : (ESCAPES.get(next) ?? next));
      at += 1;
    } else if (quote !== '') {
      const isEnd = letter === quote;
      if (!isEnd || /[`)]/.test(letter)) word = (word ?? '') + letter;
      if (isEnd) quote = '';
    } else if (/[ \t\r\n]/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/[;&|<>]/.test(letter)) {
      // the number before > is the file that it would redirect
      const isFile = letter === '>' && /^\d+$/.test(word ?? '');
      return { words: word === undefined || isFile ? words : [...words, word], stoppedAt: letter };
    } else if (/[()]/.test(letter)) {
      if (letter === ')' || !word?.endsWith('$')) return undefined;
      quote = ')';
      word += letter;
    } else {
      if (letter === '`') quote = letter;
      word = (word ?? '') + letter;
    }
  }
  if (quote !== '') return undefined;
  return { words: word === undefined ? words : [...words, word] };
}
