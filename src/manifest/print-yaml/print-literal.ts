import { printDoubleQuoted } from './print-quoted';

/**
 * A text of several lines as a literal block, its header included; in double quotes when its last line has nothing but
 * spaces in it, which a block cannot keep.
 *
 * @param indent the spaces before each line; at least two
 * @see https://yaml.org/spec/1.1/#id928806 indentation and chomping
 */
export function printLiteral(text: string, indent: string): string {
  if (/\n[\t ]+$/.test(text)) return printDoubleQuoted(text, indent);
  const size = sizeWithoutBlanks(text);
  const content = text.slice(0, size);
  const blanks = text.slice(size);
  // without the number, a reader would take the first line's spaces for the indent
  const indentation = /^\n* /.test(content) ? '2' : '';
  const newline = `\n${indent}`;
  // empty lines stay empty
  const body = content.replace(/\n(?!\n)/g, newline);
  // the header stands for the last line end
  const end = (blanks.endsWith('\n') ? blanks.slice(0, -1) : blanks).replace(/\n(?=[\t ])/g, newline);
  return `|${indentation}${chompingOf(content, blanks)}${newline}${body}${end}`;
}

/** `-` for no line end, nothing for one, `+` for more, or when there is nothing else. */
function chompingOf(content: string, blanks: string): string {
  const newline = blanks.indexOf('\n');
  if (newline === -1) return '-';
  return content === '' || newline < blanks.length - 1 ? '+' : '';
}

/** How long the text is up to its last character that is no newline, tab or space. */
function sizeWithoutBlanks(text: string): number {
  let size = text.length;
  while (size > 0 && '\n\t '.includes(text.charAt(size - 1))) size--;
  return size;
}
