import { printVisible } from './print-visible';
import type { Ruler } from './ruler';

/** What a template text cannot hold as it is, and a space at the end of a line, which editors take away. */
const SPECIAL = /([\\`]|\$(?=\{))|( (?=\n))|[^\\`$\n ]+/g;

/**
 * A text as TypeScript: a template text with real ends of lines where two lines or more have something in them,
 * otherwise a string in one line.
 */
export function printText(text: string, ruler: Ruler): string {
  const filled = text.split('\n').filter((line) => line.trim() !== '');
  if (filled.length < 2) return ruler.printLiteral(text);
  const inside = text.replace(SPECIAL, (part, syntax?: string, space?: string) => {
    if (syntax !== undefined) return `\\${syntax}`;
    return space === undefined ? printVisible(part) : '\\u0020';
  });
  return `\`${inside}\``;
}
