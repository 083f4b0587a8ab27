/** A part of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What a reading asks for next. */
export interface RangeRequest {
  /** All of these are answered at once, undefined for one that cannot be had. */
  readonly read: readonly ByteRange[];
  /** What may be asked for later, once it is known: it is kept when it goes by. */
  readonly keep?: readonly ByteRange[];
}

/** Reads a file by asking for parts of it. It must ask for no more than may be held in memory. */
export type RangeReading<T> = Generator<RangeRequest, T, readonly (Buffer | undefined)[]>;

interface Span {
  readonly start: number;
  readonly end: number;
}

const BLOCK_BYTES = 64 * 1024;

/**
 * Runs a reading on a file that streams by once. The begin of the file is kept, and what was asked for before it came; the
 * answers depend on the file alone, never on how it is cut into chunks.
 */
export class StreamedRanges<T> {
  readonly #reading: RangeReading<T>;
  readonly #blocks = new Map<number, Buffer>();
  readonly #spans: Span[];
  #fileBytes: number;
  /** How far the reading has looked: a chunk is taken piecemeal. */
  #position = 0;
  #wanted: readonly ByteRange[] = [];
  /** The position at which all that was asked for and will come has come. */
  #enough = 0;
  #result: { readonly value: T } | undefined;

  /** @param keptBytes how much of the begin of the file is kept */
  constructor(reading: RangeReading<T>, fileBytes: number, keptBytes: number) {
    this.#reading = reading;
    this.#fileBytes = fileBytes;
    this.#spans = [{ start: 0, end: keptBytes }];
    this.#take(reading.next());
    this.#run();
  }

  /** @returns false when the reading is over */
  push(chunk: Uint8Array): boolean {
    let rest = chunk;
    while (!this.#result && rest.length > 0) {
      const part = rest.subarray(0, this.#enough - this.#position);
      this.#store(part);
      this.#position += part.length;
      rest = rest.subarray(part.length);
      this.#run();
    }
    return !this.#result;
  }

  /** What the reading makes of the file, or of as much as came. */
  end(): T {
    this.#fileBytes = this.#position;
    this.#enough = this.#position;
    for (;;) {
      this.#run();
      if (this.#result) return this.#result.value;
    }
  }

  #run(): void {
    while (!this.#result && this.#position >= this.#enough) {
      this.#take(this.#reading.next(this.#wanted.map((range) => this.#find(range))));
    }
  }

  #take(step: IteratorResult<RangeRequest, T>): void {
    if (step.done) {
      this.#result = { value: step.value };
      this.#blocks.clear();
      return;
    }
    const { read, keep = [] } = step.value;
    this.#wanted = read;
    const coming = read.filter((range) => this.#isHad(range));
    this.#enough = Math.max(0, ...coming.map(({ offset, length }) => offset + length));
    for (const { offset, length } of [...coming, ...keep]) {
      const start = Math.max(offset, this.#position);
      if (offset + length > start) this.#spans.push({ start, end: offset + length });
    }
  }

  /** Whether a part is kept as far as it went by, and will come as far as it did not. */
  #isHad({ offset, length }: ByteRange): boolean {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.#fileBytes)) return false;
    const end = Math.min(offset + length, this.#position);
    let at = offset;
    while (at < end) {
      const span = this.#spans.find(({ start, end: spanEnd }) => start <= at && at < spanEnd);
      if (!span) return false;
      at = span.end;
    }
    return true;
  }

  #find(range: ByteRange): Buffer | undefined {
    if (!this.#isHad(range) || range.offset + range.length > this.#position) return undefined;
    const parts = pieces(range.offset, range.length).map(({ block, from, length }) =>
      (this.#blocks.get(block) ?? Buffer.alloc(BLOCK_BYTES)).subarray(from, from + length),
    );
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  #store(part: Uint8Array): void {
    const partEnd = this.#position + part.length;
    for (const { start, end } of this.#spans) {
      const from = Math.max(start, this.#position);
      const length = Math.min(end, partEnd) - from;
      let done = from - this.#position;
      for (const piece of pieces(from, length)) {
        this.#block(piece.block).set(part.subarray(done, done + piece.length), piece.from);
        done += piece.length;
      }
    }
  }

  #block(index: number): Buffer {
    const known = this.#blocks.get(index);
    if (known) return known;
    const block = Buffer.alloc(Math.min(BLOCK_BYTES, this.#fileBytes - index * BLOCK_BYTES));
    this.#blocks.set(index, block);
    return block;
  }
}

/** A range, cut at the borders of blocks; nothing for a length that is not positive. */
function pieces(offset: number, length: number): { block: number; from: number; length: number }[] {
  const cut = [];
  for (let at = offset; at < offset + length; ) {
    const block = Math.floor(at / BLOCK_BYTES);
    const from = at - block * BLOCK_BYTES;
    const pieceBytes = Math.min(BLOCK_BYTES - from, offset + length - at);
    cut.push({ block, from, length: pieceBytes });
    at += pieceBytes;
  }
  return cut;
}
