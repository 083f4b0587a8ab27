import { ImageFault } from '../image-fault';
import { mergeTarHeaders } from './merge-tar-headers';
import { BLOCK_BYTES, parseTarHeader, type TarHeader } from './parse-tar-header';
import { printOrdinal } from './print-ordinal';
import { showName } from './show-name';
import type { ContentConsumer, TarVisitor } from './tar-entry';
import { EXTENSION_READERS, type ExtensionReader, type TarExtensions } from './tar-extensions';

/** Go's reader allows as much, and with it the runtimes. */
const MOST_EXTENSION_BYTES = 1024 * 1024;
const SPARSE_MAP_IS_EXTENDED_AT = 504;

/**
 * Goes through a tar archive as it streams by, in the formats that runtimes read: version 7, POSIX with its extended
 * headers, star and GNU. Content is handed on without a copy.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#distributable-format
 */
export class TarWalker {
  readonly #visitor: TarVisitor;
  /** A block that comes in parts. */
  readonly #block = Buffer.alloc(BLOCK_BYTES);
  #blockBytes = 0;
  #zeroBlocks = 0;
  #position = 0;
  #isTar = false;
  #entries = 0;
  #name = '';
  /** Whether blocks of a sparse file's map come before its content. */
  #isInSparseMap = false;
  #contentLeft = 0;
  #paddingLeft = 0;
  #consumer: ContentConsumer | undefined;
  #extension: { readonly read: ExtensionReader; readonly bytes: Buffer } | undefined;
  #extensions: TarExtensions = {};

  constructor(visitor: TarVisitor) {
    this.#visitor = visitor;
  }

  /** Whether the archive has come to its end mark; what follows is not looked at. */
  get isDone(): boolean {
    return this.#zeroBlocks === 2;
  }

  /** Bytes of the archive so far, its end mark included. */
  get position(): number {
    return this.#position;
  }

  /** @throws ImageFault `broken` */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    let at = 0;
    while (at < bytes.length && !this.isDone) {
      if (this.#isInSparseMap) at = this.#readBlock(bytes, at);
      else if (this.#contentLeft > 0) at = this.#readContent(bytes, at);
      else if (this.#paddingLeft > 0) {
        const skipped = Math.min(this.#paddingLeft, bytes.length - at);
        this.#paddingLeft -= skipped;
        at += skipped;
      } else at = this.#readBlock(bytes, at);
    }
    this.#position += at;
  }

  /**
   * Call it when there are no more bytes. An archive without an end mark is whole, as runtimes see it.
   *
   * @throws ImageFault `broken` when it ends within an entry
   */
  end(): void {
    if (this.isDone) return;
    const next = `the header of its ${printOrdinal(this.#entries + 1)} entry`;
    const isInContent = this.#contentLeft > 0 || this.#isInSparseMap;
    if (!isInContent && this.#blockBytes === 0) return;
    const where = isInContent && !this.#extension ? showName(this.#name) : next;
    throw new ImageFault('broken', `it ends in the middle of ${where}`);
  }

  #readContent(bytes: Buffer, at: number): number {
    const length = Math.min(this.#contentLeft, bytes.length - at);
    if (this.#extension) {
      bytes.copy(this.#extension.bytes, this.#extension.bytes.length - this.#contentLeft, at, at + length);
    } else if (this.#consumer && !this.#consumer.push(bytes.subarray(at, at + length))) {
      this.#consumer.end();
      this.#consumer = undefined;
    }
    this.#contentLeft -= length;
    if (this.#contentLeft === 0) this.#endContent();
    return at + length;
  }

  #endContent(): void {
    const extension = this.#extension;
    this.#extension = undefined;
    if (extension && !extension.read(this.#extensions, extension.bytes)) {
      throw this.#headerFault('with records that cannot be read');
    }
    const consumer = this.#consumer;
    this.#consumer = undefined;
    consumer?.end();
  }

  #readBlock(bytes: Buffer, at: number): number {
    if (this.#blockBytes === 0 && bytes.length - at >= BLOCK_BYTES) {
      this.#takeBlock(bytes, at);
      return at + BLOCK_BYTES;
    }
    const copied = bytes.copy(this.#block, this.#blockBytes, at);
    this.#blockBytes += copied;
    if (this.#blockBytes === BLOCK_BYTES) {
      this.#blockBytes = 0;
      this.#takeBlock(this.#block, 0);
    }
    return at + copied;
  }

  #takeBlock(bytes: Buffer, at: number): void {
    if (this.#isInSparseMap) {
      this.#isInSparseMap = bytes[at + SPARSE_MAP_IS_EXTENDED_AT] !== 0;
      return;
    }
    const header = parseTarHeader(bytes, at);
    if (header === 'zero') {
      this.#zeroBlocks++;
      return;
    }
    if (header === 'damaged' && !this.#isTar) throw new ImageFault('broken', 'it is no tar archive');
    if (header === 'damaged') throw this.#headerFault('with a wrong checksum');
    if (header.wrongField !== undefined) throw this.#headerFault(`whose ${header.wrongField} is not a number`);
    this.#isTar = true;
    // a single one means nothing to GNU tar
    this.#zeroBlocks = 0;
    const read = EXTENSION_READERS.get(String.fromCharCode(header.type));
    if (read) this.#takeExtension(header, read);
    else this.#takeEntry(header);
  }

  #takeExtension({ size }: TarHeader, read: ExtensionReader): void {
    if (size > MOST_EXTENSION_BYTES) throw this.#headerFault('that is longer than 1 MiB');
    this.#requireSize(size);
    this.#extension = { read, bytes: Buffer.alloc(size) };
    this.#expectContent(size);
  }

  #takeEntry(header: TarHeader): void {
    const { name, contentBytes, entry } = mergeTarHeaders(header, this.#extensions);
    this.#requireSize(contentBytes);
    this.#extensions = {};
    this.#name = name;
    this.#entries++;
    this.#consumer = entry && this.#visitor.entry(entry);
    this.#isInSparseMap = header.sparse?.isExtended ?? false;
    this.#expectContent(contentBytes);
  }

  #expectContent(contentBytes: number): void {
    this.#contentLeft = contentBytes;
    this.#paddingLeft = (BLOCK_BYTES - (contentBytes % BLOCK_BYTES)) % BLOCK_BYTES;
    if (contentBytes === 0) this.#endContent();
  }

  #requireSize(contentBytes: number): void {
    if (contentBytes < 0) throw this.#headerFault('with an impossible size');
  }

  #headerFault(words: string): ImageFault {
    return new ImageFault('broken', `its ${printOrdinal(this.#entries + 1)} entry has a header ${words}`);
  }
}
