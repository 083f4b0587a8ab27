import { hasControls, isPlainText, isSurelyPlain } from './is-plain-text';
import { printLiteral } from './print-literal';
import { printDoubleQuoted, printQuoted } from './print-quoted';

/**
 * A text as the value of a key or the item of a list: bare where YAML 1.1 reads it as the same text, lines as a literal
 * block, anything else in quotes.
 *
 * @param indent the spaces before its further lines; at least two
 */
export function printText(text: string, indent: string): string {
  // cdk8s takes the latter for the merge key wherever it stands, and leaves it bare
  if (isSurelyPlain(text) || text === '<<') return text;
  if (!text.includes('\n')) return isPlainText(text) ? text : printQuoted(text);
  return hasControls(text) ? printDoubleQuoted(text, indent) : printLiteral(text, indent);
}
