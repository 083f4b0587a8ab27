import type { Ruler } from './ruler';

/** What some version of Unicode may take for an identifier. */
const IDENTIFIER = /^(?!\d)[\w$\u0080-\u{10ffff}]+$/u;
/** Latin, Cyrillic, Han and Hangul: letters in every version of Unicode. */
const PLAIN_IDENTIFIER = /^(?!\d)[\w$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u4e00-\u9fa5\uac00-\ud7a3]+$/;

/** The key of a field as formatters leave it: in quotes only where it needs them. */
export function printKey(key: string, ruler: Ruler): string {
  // otherwise it would be the prototype of the map
  if (key === '__proto__') return "['__proto__']";
  if (PLAIN_IDENTIFIER.test(key)) return key;
  if (!IDENTIFIER.test(key)) return ruler.printLiteral(key);
  // whether such letters need quotes depends on the formatter, but quotes around an escape always stay
  return ruler.printLiteral(key).replace(/[^ -~]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}
