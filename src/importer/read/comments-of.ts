import type { ParsedManifest } from '../../manifest/parsed-manifest';
import type { FieldComments } from '../imported-object';
import { listFields, type SourceField } from './list-fields';
import type { LineRange } from './object-lines';
import type { SourceComment, SourceLines } from './source-lines';

/**
 * The comments of an object by the field that they belong to, each of them once: that which begins in the next line, or
 * stands before them in their own. What is commented out at the end of a map or list stands above the field before it,
 * for there is none behind it. Two blocks with a blank line between them are kept apart by an empty text.
 */
export function commentsOf(object: ParsedManifest, range: LineRange, lines: SourceLines): Map<string, FieldComments> {
  const comments = lines.commentsIn(range.from, range.to);
  if (comments.length === 0) return new Map();
  const fields = listFields(object, lines);
  const kept = new KeptComments();
  const start = fields[0]?.start ?? Number.POSITIVE_INFINITY;
  let before = 0;
  for (let at = 0; at < comments.length; ) {
    const comment = comments[at] as SourceComment;
    while ((fields[before]?.start ?? Number.POSITIVE_INFINITY) < comment.offset) before += 1;
    if (comment.offset < start) {
      kept.addAbove('', comment);
      at += 1;
    } else if (lines.findOwnComment(comment.line) === undefined) {
      kept.addBehind(ownerBehind(fields, before, comment).pointer, comment);
      at += 1;
    } else {
      const block = takeBlock(comments, at, lines);
      const next = fields[before]?.line === nextContent(block, range, lines) ? fields[before] : undefined;
      for (const [owner, each] of ownersOf(block, fields, before, next, range, lines)) kept.addAbove(owner, each);
      at += block.length;
    }
  }
  return kept.byPointer;
}

/** Comments by field, as they come in. */
class KeptComments {
  readonly byPointer = new Map<string, { above: string[]; behind: string | undefined }>();
  private readonly lastLines = new Map<string, number>();

  addAbove(pointer: string, { line, text }: SourceComment): void {
    const { above } = this.at(pointer);
    if (line > (this.lastLines.get(pointer) ?? line) + 1) above.push('');
    above.push(text);
    this.lastLines.set(pointer, line);
  }

  /** A field in brackets may have several; those after the first stand above it. */
  addBehind(pointer: string, comment: SourceComment): void {
    const kept = this.at(pointer);
    if (kept.behind === undefined) kept.behind = comment.text;
    else kept.above.push(comment.text);
  }

  private at(pointer: string): { above: string[]; behind: string | undefined } {
    const kept = this.byPointer.get(pointer) ?? { above: [], behind: undefined };
    this.byPointer.set(pointer, kept);
    return kept;
  }
}

/** Comments in lines of their own, with nothing but blank lines between them. */
function takeBlock(comments: readonly SourceComment[], from: number, lines: SourceLines): SourceComment[] {
  const block = [comments[from] as SourceComment];
  for (let at = from + 1; at < comments.length; at += 1) {
    const comment = comments[at] as SourceComment;
    if (lines.findOwnComment(comment.line) === undefined) break;
    let line = (comments[at - 1] as SourceComment).line + 1;
    while (line < comment.line && !lines.hasContent(line)) line += 1;
    if (line < comment.line) break;
    block.push(comment);
  }
  return block;
}

/** The next line with content behind a block; undefined when the object ends before. */
function nextContent(block: readonly SourceComment[], { to }: LineRange, lines: SourceLines): number | undefined {
  let line = (block.at(-1)?.line ?? to) + 1;
  while (line < to && !lines.hasContent(line)) line += 1;
  return line < to ? line : undefined;
}

/** @param before how many of the fields begin before the block; at least one */
function* ownersOf(
  block: readonly SourceComment[],
  fields: readonly SourceField[],
  before: number,
  next: SourceField | undefined,
  range: LineRange,
  lines: SourceLines,
): Generator<[pointer: string, comment: SourceComment]> {
  const last = fields[before - 1] as SourceField;
  // the value of the field before stands below the comment
  const isInside = next === undefined && nextContent(block, range, lines) !== undefined;
  const column = next?.column ?? -1;
  let isOver = isInside || last.column <= column;
  // a long block asks for the same column again and again
  const owners = new Map<number, SourceField>();
  for (const comment of block) {
    isOver ||= comment.column <= column;
    const known = isOver ? (next ?? last) : owners.get(comment.column);
    const owner = known ?? ownerBefore(fields, before, comment, column);
    if (!isOver) owners.set(comment.column, owner);
    yield [owner.pointer, comment];
  }
}

/** The nearest field before a comment that stands at its column, or left of it, within what ends there. */
function ownerBefore(
  fields: readonly SourceField[],
  before: number,
  comment: SourceComment,
  column: number,
): SourceField {
  let at = before - 1;
  while (at > 0 && (fields[at] as SourceField).column > comment.column) at -= 1;
  const found = fields[at] as SourceField;
  return found.column > column && found.column <= comment.column ? found : (fields[before - 1] as SourceField);
}

/** The field that a comment behind something in its line is about. */
function ownerBehind(fields: readonly SourceField[], before: number, { line }: SourceComment): SourceField {
  let first = before;
  while (first > 0 && fields[first - 1]?.line === line) first -= 1;
  const inLine = fields.slice(first, before);
  const block = inLine.findLast(({ isInBlock }) => isInBlock);
  const inBrackets = inLine.filter(({ isInBlock }) => !isInBlock);
  if (block !== undefined && (!block.hasBrackets || block.endLine === line || inBrackets.length === 0)) return block;
  const outermost = Math.min(...inBrackets.map(({ depth }) => depth));
  const last = fields[before - 1] as SourceField;
  if (inBrackets.length > 0) return inBrackets.findLast(({ depth }) => depth === outermost) ?? last;
  return findEnding(fields, before, line) ?? last;
}

/** The outermost of the fields whose value ends in a line. */
function findEnding(fields: readonly SourceField[], before: number, line: number): SourceField | undefined {
  let found: SourceField | undefined;
  let depth = Number.POSITIVE_INFINITY;
  // on the way back to the block, only what a field is within can end after it
  for (let at = before - 1; at >= 0; at -= 1) {
    const field = fields[at] as SourceField;
    if (field.depth < depth) {
      depth = field.depth;
      if (field.endLine === line) found = field;
      if (field.isInBlock) break;
    }
  }
  return found;
}
