import { CST, Lexer } from 'yaml';

/** A comment of a YAML text. */
export interface SourceComment {
  /** Offset of its `#`. */
  readonly offset: number;
  /** From 0. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Without `#` and one space, and without what is white at its end. */
  readonly text: string;
}

// signs of the lexer, which are not in the text
const NO_TEXT: ReadonlySet<string> = new Set(['doc-mode', 'flow-error-end']);

/**
 * The lines of a YAML text, and what of it is a comment: a `#` in a text or in a block is none. All lines count from 0,
 * and an offset belongs to the line that it is in, its end of line included.
 */
export class SourceLines {
  /** In their order. */
  readonly comments: readonly SourceComment[];
  /** Offsets of the dashes that begin items of block lists. */
  readonly dashes: readonly number[];
  /** Offset of the begin of each line. */
  private readonly starts: readonly number[];
  private readonly ownLines = new Map<number, SourceComment>();

  constructor(private readonly text: string) {
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const comments: SourceComment[] = [];
    const dashes: number[] = [];
    for (const { type, offset, source } of lex(text)) {
      if (type === 'seq-item-ind') dashes.push(offset);
      if (type === 'comment') comments.push(this.toComment(offset, source));
    }
    this.comments = comments;
    this.dashes = dashes;
    for (const comment of comments) {
      // what stands behind --- is above all fields of the document
      if (/^(?:---)?\s*$/.test(this.read(comment.line).slice(0, comment.column))) {
        this.ownLines.set(comment.line, comment);
      }
    }
  }

  get count(): number {
    return this.starts.length;
  }

  lineAt(offset: number): number {
    return lastAtMost(this.starts, offset);
  }

  columnAt(offset: number): number {
    return offset - this.startOf(this.lineAt(offset));
  }

  /** The last dash before an offset. */
  findDash(before: number): number | undefined {
    return this.dashes[lastAtMost(this.dashes, before - 1)];
  }

  /** Without its end of line. */
  read(line: number): string {
    return this.slice(line, line + 1).replace(/\r?\n$/, '');
  }

  /** The text from one line to before another, word for word. */
  slice(from: number, to: number): string {
    return this.text.slice(this.startOf(from), this.startOf(to));
  }

  /** The comment that is all that a line has. */
  findOwnComment(line: number): SourceComment | undefined {
    return this.ownLines.get(line);
  }

  /** Whether a line has something else than a comment. */
  hasContent(line: number): boolean {
    return !this.ownLines.has(line) && this.read(line).trim() !== '';
  }

  /** The comments from one line to before another. */
  commentsIn(from: number, to: number): readonly SourceComment[] {
    const offsets = [this.startOf(from), this.startOf(to)];
    const [first = 0, last = 0] = offsets.map((offset) => firstFrom(this.comments, offset));
    return this.comments.slice(first, last);
  }

  private startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  private toComment(offset: number, source: string): SourceComment {
    const line = this.lineAt(offset);
    return { offset, line, column: offset - this.startOf(line), text: source.replace(/^# ?/, '').trimEnd() };
  }
}

function* lex(text: string): Generator<{ type: CST.TokenType | null; offset: number; source: string }> {
  let offset = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | null = isScalar ? null : CST.tokenType(source);
    isScalar = type === 'scalar';
    if (isScalar || (type !== null && NO_TEXT.has(type))) continue;
    yield { type, offset, source };
    offset += source.length;
  }
}

/** The index of the last number that is at most as large as another; -1 for none. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function firstFrom(comments: readonly SourceComment[], offset: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
