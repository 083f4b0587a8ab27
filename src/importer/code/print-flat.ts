import type { Code, ListCode, LiteralCode, MapCode, MapEntry } from './code';
import { printKey } from './print-key';
import { printNumber } from './print-number';
import { printText } from './print-text';
import { readsInOneLine } from './reads-in-one-line';
import type { Ruler } from './ruler';

/** Fields that people add to line by line: two entries in them stand in two lines. */
const GROWING_FIELDS: ReadonlySet<string> = new Set(['annotations', 'data', 'env', 'stringData']);

/** An expression in one line; undefined where it stands in several, however short it is. */
export function printFlat(code: Code, ruler: Ruler): string | undefined {
  if (code.kind === 'list') return printFlatList(code, ruler);
  if (code.kind === 'map') return printFlatMap(code, ruler);
  const text = printLeaf(code, ruler);
  return text.includes('\n') ? undefined : text;
}

/** An expression of its own in one line: a map with two or more fields there has a field a line. */
export function printFlatOutermost(code: Code, ruler: Ruler): string | undefined {
  return code.kind === 'map' && code.entries.length > 1 ? undefined : printFlat(code, ruler);
}

/** The value of a field in one line; undefined where it stands in several. */
export function printFlatField(key: string, value: Code, ruler: Ruler): string | undefined {
  return GROWING_FIELDS.has(key) ? printFlatOutermost(value, ruler) : printFlat(value, ruler);
}

/** A value or source as it stands; with ends of lines inside a template text. */
export function printLeaf(code: Exclude<Code, ListCode | MapCode>, ruler: Ruler): string {
  if (code.kind === 'call') {
    const text = printText(code.text, ruler);
    const given = code.field === undefined ? text : `{ ${code.field}: ${text} }`;
    return `${code.callee}(${given})${code.member === undefined ? '' : `.${code.member}`}`;
  }
  return code.kind === 'source' ? code.text : printValue(code.value, ruler);
}

/** Whether an entry is said by its key alone: `{ namespace }`. */
export function isShorthand(entry: MapEntry): boolean {
  return 'key' in entry && entry.value.kind === 'source' && entry.value.text === entry.key && entry.key !== '__proto__';
}

function printValue(value: LiteralCode['value'], ruler: Ruler): string {
  if (typeof value === 'string') return printText(value, ruler);
  return typeof value === 'number' ? printNumber(value) : String(value);
}

function printFlatList({ items }: ListCode, ruler: Ruler): string | undefined {
  if (items.some(({ comments = [] }) => comments.length > 0) || isTable(items.map(printable))) return undefined;
  const texts = items.map(({ value, isSpread }) => prefix(isSpread ? '...' : '', printFlat(value, ruler)));
  return texts.every(isText) ? `[${texts.join(', ')}]` : undefined;
}

function printFlatMap(code: MapCode, ruler: Ruler): string | undefined {
  if (code.entries.length === 0) return '{}';
  if (!readsInOneLine(code)) return undefined;
  const texts = code.entries.map((entry) => {
    if ('spread' in entry) return prefix('...', printFlat(entry.spread, ruler));
    return isShorthand(entry)
      ? entry.key
      : prefix(`${printKey(entry.key, ruler)}: `, printFlatField(entry.key, entry.value, ruler));
  });
  return texts.every(isText) ? `{ ${texts.join(', ')} }` : undefined;
}

function prefix(before: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : before + text;
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

function printable({ value, isSpread }: ListCode['items'][number]): Code | undefined {
  return isSpread ? undefined : value;
}

/** Formatters print a row a line where all items are maps, or all are lists, of two or more. */
function isTable(rows: readonly (Code | undefined)[]): boolean {
  const kinds = new Set(rows.map((row) => row?.kind));
  return rows.length > 1 && kinds.size === 1 && rows.every((row) => row !== undefined && countParts(row) > 1);
}

function countParts(code: Code): number {
  if (code.kind === 'map') return code.entries.length;
  return code.kind === 'list' ? code.items.length : 0;
}
