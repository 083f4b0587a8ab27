import type { ParsedManifest } from '../../manifest/parsed-manifest';
import type { SourceLines } from './source-lines';

/** Lines of a text, from 0: those from `from` to before `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
  /** Offset of the dash that begins the item of a block list; undefined for a document. */
  readonly dash: number | undefined;
}

/**
 * The lines of an object and of the comments that belong to it: those of its document, or of its item in a block list.
 * Comments between two items belong to the one before as far as they are indented deeper than the dashes. Undefined for
 * what shares its lines with others: an item of a list in brackets, or behind an alias.
 */
export function findObjectLines({ source }: ParsedManifest, lines: SourceLines): LineRange | undefined {
  const { list, documentRange, node } = source;
  if (node === undefined) return undefined;
  if (list === undefined) {
    const [start, end] = documentRange;
    const last = lines.lineAt(end);
    // without an end of line, the last document has no line behind it
    return { from: lines.lineAt(start), to: end > start && lines.columnAt(end) > 0 ? last + 1 : last, dash: undefined };
  }
  const { items, index } = list;
  const dashes = [items.items[index], items.items[index + 1]].map((item) => findItemDash(item, lines));
  const [dash, nextDash] = dashes;
  if (items.flow === true || dash === undefined) return undefined;
  const column = lines.columnAt(dash);
  const isFirst = index === 0;
  const head = lines.lineAt(dash);
  return {
    from: isFirst ? skipBack(head, lines) : splitBetween(head, column, lines),
    to:
      nextDash === undefined
        ? endOfList(items.range?.[1] ?? 0, column, lines)
        : splitBetween(lines.lineAt(nextDash), column, lines),
    dash,
  };
}

function findItemDash(item: unknown, lines: SourceLines): number | undefined {
  const offset = (item as { range?: readonly number[] | null } | undefined)?.range?.[0];
  return offset === undefined ? undefined : lines.findDash(offset);
}

/** The first of the lines without content that stand directly above a line. */
function skipBack(line: number, lines: SourceLines): number {
  let first = line;
  while (first > 0 && !lines.hasContent(first - 1)) first -= 1;
  return first;
}

/** Where the item that begins in a line takes over from the one before it. */
function splitBetween(head: number, column: number, lines: SourceLines): number {
  return skipDeeper(skipBack(head, lines), head, column, lines);
}

function endOfList(end: number, column: number, lines: SourceLines): number {
  const behind = skipBack(lines.columnAt(end) > 0 ? lines.lineAt(end) + 1 : lines.lineAt(end), lines);
  return skipDeeper(behind, lines.count, column, lines);
}

/** The first line that is not blank, and no comment that is indented deeper than a column; or the line `to`. */
function skipDeeper(from: number, to: number, column: number, lines: SourceLines): number {
  let line = from;
  while (line < to && !lines.hasContent(line) && (lines.findOwnComment(line)?.column ?? column + 1) > column) line += 1;
  return line;
}
