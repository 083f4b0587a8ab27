import type { Code, ListCode, MapCode, MapEntry } from './code';
import { printComments } from './print-comments';
import { isShorthand, printFlat, printFlatField, printLeaf } from './print-flat';
import { printKey } from './print-key';
import type { Ruler } from './ruler';

export const INDENT = 2;

/** An argument of this many columns does not stand in a line of its own. */
export const MAX_SHORT_ARGUMENT_COLUMNS = 30;

/** A key of this many columns keeps its value beside it, however long that is. */
const MAX_SHORT_KEY_COLUMNS = 4;

/** Where an expression stands: its first line up to it, its last line behind it, and how far that is indented. */
export interface Place {
  readonly before: string;
  readonly after: string;
  readonly indent: number;
}

/** What a value is given to: `key:` or `const name =`, with its indentation. */
export interface Assignment {
  readonly head: string;
  readonly isHeadShort?: boolean;
  readonly value: Code;
  /** The value in one line; undefined where it has to stand in several. */
  readonly flat: string | undefined;
  readonly after: string;
  readonly indent: number;
}

/** Whole lines of an expression: one where it may stand in one, as `flat` says, and fits. */
export function printExpression(code: Code, place: Place, ruler: Ruler, flat: string | undefined): string[] {
  const line = flat === undefined ? undefined : place.before + flat + place.after;
  return line !== undefined && ruler.fits(line) ? [line] : printBroken(code, place, ruler);
}

/** Whole lines of an expression, a list or map with one item a line. */
export function printBroken(code: Code, { before, after, indent }: Place, ruler: Ruler): string[] {
  if (code.kind === 'call') {
    const text: Code = { kind: 'literal', value: code.text };
    const end = `)${code.member === undefined ? '' : `.${code.member}`}${after}`;
    const start = `${before}${code.callee}(`;
    const below: Place = { before: ' '.repeat(indent + INDENT), after: ',', indent: indent + INDENT };
    if (code.field === undefined) return [start, `${below.before}${printLeaf(text, ruler)},`, ' '.repeat(indent) + end];
    const map: MapCode = { kind: 'map', entries: [{ key: code.field, value: text }] };
    if (ruler.fits(`${start}{`)) return printBroken(map, { before: start, after: end, indent }, ruler);
    return [start, ...printExpression(map, below, ruler, printFlat(map, ruler)), ' '.repeat(indent) + end];
  }
  if (code.kind !== 'list' && code.kind !== 'map') return (before + printLeaf(code, ruler) + after).split('\n');
  const [open, close] = bracketsOf(code);
  if (isEmpty(code)) return [before + open + close + after];
  const inside =
    code.kind === 'list' ? printItems(code, indent + INDENT, ruler) : printEntries(code, indent + INDENT, ruler);
  return [before + open, ...inside, ' '.repeat(indent) + close + after];
}

/**
 * Whole lines of `head value`: the value moves below its head where it cannot start beside it.
 *
 * Formatters move texts and names only, never a positive number, true, false or a template text.
 */
export function printAssignment(
  { head, isHeadShort = false, value, flat, after, indent }: Assignment,
  ruler: Ruler,
): string[] {
  const beside: Place = { before: `${head} `, after, indent };
  if (flat !== undefined && ruler.fits(beside.before + flat + after)) return [beside.before + flat + after];
  const canStart =
    canCallStart(value, beside.before, ruler) ||
    ((value.kind === 'list' || value.kind === 'map') &&
      !isEmpty(value) &&
      ruler.fits(beside.before + bracketsOf(value)[0]));
  if (canStart || staysBeside(value, flat, isHeadShort)) return printBroken(value, beside, ruler);
  const below: Place = { before: ' '.repeat(indent + INDENT), after, indent: indent + INDENT };
  return [head, ...printExpression(value, below, ruler, flat)];
}

/** A call around a short text would rather move below its head than be broken. */
function canCallStart(value: Code, before: string, ruler: Ruler): boolean {
  if (value.kind !== 'call' || !ruler.fits(`${before}${value.callee}(`)) return false;
  if (value.field !== undefined) return true;
  return !ruler.fits(printLeaf({ kind: 'literal', value: value.text }, ruler), MAX_SHORT_ARGUMENT_COLUMNS);
}

/** Whether formatters print as many numbers in a line as fit. */
export function isFilled({ items }: ListCode): boolean {
  return items.every(({ value, isSpread }) => !isSpread && value.kind === 'literal' && Number.isFinite(value.value));
}

export function isEmpty(code: ListCode | MapCode): boolean {
  return (code.kind === 'list' ? code.items : code.entries).length === 0;
}

function bracketsOf({ kind }: ListCode | MapCode): readonly [string, string] {
  return kind === 'list' ? ['[', ']'] : ['{', '}'];
}

function staysBeside(value: Code, flat: string | undefined, isHeadShort: boolean): boolean {
  if (flat === undefined || isHeadShort) return isHeadShort || value.kind === 'literal' || value.kind === 'source';
  if (value.kind === 'source') return flat.startsWith('`');
  return value.kind === 'literal' && (typeof value.value === 'boolean' || /^\d/.test(flat));
}

function printItems(list: ListCode, indent: number, ruler: Ruler): string[] {
  const indentation = ' '.repeat(indent);
  if (isFilled(list)) return fillItems(list, indentation, ruler);
  return list.items.flatMap(({ value, isSpread, comments }) => {
    const place: Place = { before: indentation + (isSpread ? '...' : ''), after: ',', indent };
    return [...printComments(comments, indentation), ...printExpression(value, place, ruler, printFlat(value, ruler))];
  });
}

/** As many items in a line as fit; a comment starts a new line, and a too long one also ends the line of its item. */
function fillItems({ items }: ListCode, indentation: string, ruler: Ruler): string[] {
  const lines: string[] = [];
  let isLineFull = true;
  for (const { value, comments } of items) {
    const above = printComments(comments, indentation).map((line) => ruler.printMeasurable(line));
    const item = `${printFlat(value, ruler)},`;
    const filled = `${lines.at(-1)} ${item}`;
    if (!isLineFull && above.length === 0 && ruler.fits(filled)) lines.splice(-1, 1, filled);
    else lines.push(...above, indentation + item);
    isLineFull = above[0] !== undefined && !ruler.fits(above[0]);
  }
  return lines;
}

function printEntries({ entries }: MapCode, indent: number, ruler: Ruler): string[] {
  const indentation = ' '.repeat(indent);
  return entries.flatMap((entry) => [
    ...printComments(entry.comments, indentation),
    ...printEntry(entry, indentation, ruler),
  ]);
}

function printEntry(entry: MapEntry, indentation: string, ruler: Ruler): string[] {
  const indent = indentation.length;
  if ('spread' in entry)
    return printExpression(
      entry.spread,
      { before: `${indentation}...`, after: ',', indent },
      ruler,
      printFlat(entry.spread, ruler),
    );
  if (isShorthand(entry)) return [`${indentation}${entry.key},`];
  const key = printKey(entry.key, ruler);
  const assignment: Assignment = {
    head: `${indentation}${key}:`,
    isHeadShort: ruler.fits(key, MAX_SHORT_KEY_COLUMNS),
    value: entry.value,
    flat: printFlatField(entry.key, entry.value, ruler),
    after: ',',
    indent,
  };
  return printAssignment(assignment, ruler);
}
