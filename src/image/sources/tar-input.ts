import type { FileHandle } from 'node:fs/promises';
import { readAt } from './read-chunks';

/** Bytes of a tar that are read from its start on. */
export interface TarInput {
  /** How many bytes were read or passed over. */
  readonly at: number;
  /** The next bytes; fewer at the end. */
  read(bytes: number): Promise<Buffer>;
  /** Passes over bytes, and answers whether there were so many. */
  skip(bytes: number): Promise<boolean>;
}

/** A file on disk, in which nothing is read that is passed over. */
export class FileInput implements TarInput {
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #fileBytes: number;
  at = 0;

  constructor(file: FileHandle, name: string, fileBytes: number) {
    this.#file = file;
    this.#name = name;
    this.#fileBytes = fileBytes;
  }

  async read(bytes: number): Promise<Buffer> {
    const chunk = await readAt(this.#file, this.#name, this.at, bytes);
    this.at += chunk.length;
    return chunk;
  }

  async skip(bytes: number): Promise<boolean> {
    this.at += bytes;
    return this.at <= this.#fileBytes;
  }
}

/** A stream, of which at most one chunk is held. */
export class StreamInput implements TarInput {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = Buffer.alloc(0);
  at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async read(bytes: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.take(bytes)) parts.push(part);
    return Buffer.concat(parts);
  }

  async skip(bytes: number): Promise<boolean> {
    const end = this.at + bytes;
    for await (const _ of this.take(bytes));
    return this.at === end;
  }

  /** The next bytes as they come; fewer at the end. */
  async *take(bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = bytes; left > 0; ) {
      while (this.#held.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) return;
        this.#held = next.value;
      }
      const part = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(part.length);
      this.at += part.length;
      left -= part.length;
      yield part;
    }
  }

  /** Lets go of the stream, wherever it is. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
