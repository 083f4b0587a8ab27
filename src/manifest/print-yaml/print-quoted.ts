import { hasControls } from './is-plain-text';

/** A text whose JSON is shorter than this stays in one line. */
const MIN_MULTI_LINE_LENGTH = 40;
/** What JSON escapes, taken as a whole, so that no backslash is taken for the beginning of what follows it. */
const ESCAPES = /( ?)((?:\\n)+)|\\u([0-9a-f]{4})|\\./g;
/** The escapes that YAML has a letter for, and JSON has not. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['0000', '\\0'],
  ['0007', '\\a'],
  ['000b', '\\v'],
  ['001b', '\\e'],
]);

/** A text of one line in quotes: single ones where it has double ones in it, and neither single ones nor controls. */
export function printQuoted(text: string): string {
  return text.includes('"') && !text.includes("'") && !hasControls(text) ? `'${text}'` : printDoubleQuoted(text);
}

/**
 * A text in double quotes. A long one is written in lines, each line end as an empty line.
 *
 * @param indent the spaces before its further lines; none where it has to stay in one line
 */
export function printDoubleQuoted(text: string, indent?: string): string {
  const json = JSON.stringify(text);
  const isInLines = indent !== undefined && json.length >= MIN_MULTI_LINE_LENGTH;
  return json.replace(
    ESCAPES,
    (found: string, space: string, newlines: string | undefined, code: string | undefined, offset: number) => {
      if (code !== undefined) return LETTERS.get(code) ?? (code.startsWith('00') ? `\\x${code.slice(2)}` : found);
      if (newlines === undefined) return found;
      // a space at the end of a line would be folded away
      const before = space === '' ? '' : '\\ ';
      const end = offset + found.length;
      // the very last line end is written as an escape
      const isLast = end === json.length - 1;
      const lineCount = newlines.length / 2 - (isLast ? 1 : 0);
      if (!isInLines || lineCount === 0) return before + newlines;
      const after = json[end] === ' ' ? '\\' : '';
      return `${before}\n${'\n'.repeat(lineCount)}${indent}${isLast ? '\\n' : after}`;
    },
  );
}
