/** What JSON leaves as it is, and a reader of YAML refuses or takes for the end of a line. */
const UNESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text in double quotes and one line, in which everything that no reader agrees on is an escape. */
export function printEscaped(text: string): string {
  return JSON.stringify(text).replace(
    UNESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
