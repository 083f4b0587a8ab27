import { printLiteral } from '../../project/print-literal';

/** A text with escapes for what nobody sees: controls, ends of lines, marks that turn the direction of writing. */
export function printVisible(text: string): string {
  // quotes and backslashes stay, so the quotes around a literal have no say in what is escaped
  return text.replace(/[^'"\\]+/g, (part) => printLiteral(part).slice(1, -1));
}
