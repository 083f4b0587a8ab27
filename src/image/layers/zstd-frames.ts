import { ImageFault } from '../image-fault';

const MIB = 2 ** 20;
const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
/** As much as `zstd` and Node take, the window of `--ultra -22`. */
const MOST_WINDOW_BYTES = 128 * MIB;
const MOST_BLOCK_BYTES = 128 * 1024;
const RAW = 0;
const RUN = 1;
const COMPRESSED = 2;
const CHECKSUM_FLAG = 0x04;

type Part = 'magic' | 'skippable size' | 'skippable' | 'descriptor' | 'header' | 'block header' | 'block' | 'checksum';
/** What has just come to its end. */
export type ZstdEvent = 'header' | 'block' | 'last block' | 'frame' | undefined;

/**
 * Finds the borders of frames and blocks in zstd data as it streams by, and refuses what nobody should decompress.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export class ZstdFrames {
  #part: Part = 'magic';
  #left = 4;
  /** The bytes of a part that has to be understood. */
  #small: number[] = [];
  #header: number[] = [];
  #isLast = false;
  readonly #mostWindowBytes: number;

  /** @param mostWindowBytes how far back the data may refer, and so what has to be kept of it; 128 MiB when not given */
  constructor(mostWindowBytes = MOST_WINDOW_BYTES) {
    this.#mostWindowBytes = mostWindowBytes;
  }

  /** The header of the frame, as if it had no checksum behind it. */
  get header(): Uint8Array {
    const header = Uint8Array.from(this.#header);
    header[4] = (header[4] ?? 0) & ~CHECKSUM_FLAG;
    return header;
  }

  get isBetweenFrames(): boolean {
    return this.#part === 'magic' && this.#left === 4;
  }

  /**
   * Goes on from `at` to the end of a part, or of the chunk.
   *
   * @throws ImageFault `broken` when it is no zstd data, `unknown` when it needs too much memory
   */
  advance(chunk: Uint8Array, at: number): { readonly at: number; readonly event: ZstdEvent } {
    const length = Math.min(this.#left, chunk.length - at);
    const isUnderstood = this.#part !== 'skippable' && this.#part !== 'block' && this.#part !== 'checksum';
    if (isUnderstood) this.#small.push(...chunk.subarray(at, at + length));
    this.#left -= length;
    return { at: at + length, event: this.#left === 0 ? this.#endPart() : undefined };
  }

  /** @throws ImageFault `broken` when the data may not end here */
  end(): void {
    if (!this.isBetweenFrames) throw new ImageFault('broken', 'it ends in the middle of its compressed data');
  }

  #endPart(): ZstdEvent {
    const bytes = this.#small;
    this.#small = [];
    switch (this.#part) {
      case 'magic':
        return this.#takeMagic(bytes);
      case 'skippable size':
        return this.#expect('skippable', number(bytes));
      case 'descriptor':
        this.#header.push(...bytes);
        return this.#expect('header', headerBytes(bytes[0] ?? 0));
      case 'header':
        this.#header.push(...bytes);
        this.#requireModest();
        this.#expect('block header', 3);
        return 'header';
      case 'block header':
        return this.#takeBlockHeader(number(bytes));
      case 'block':
        return this.#endBlock();
      default:
        this.#expect('magic', 4);
        return 'frame';
    }
  }

  #takeMagic(bytes: number[]): ZstdEvent {
    const magic = number(bytes);
    if (magic >= SKIPPABLE_MAGIC && magic < SKIPPABLE_MAGIC + 16) return this.#expect('skippable size', 4);
    if (magic !== FRAME_MAGIC) throw damaged();
    this.#header = bytes;
    return this.#expect('descriptor', 1);
  }

  #takeBlockHeader(header: number): ZstdEvent {
    const type = (header >> 1) & 3;
    const bytes = header >> 3;
    this.#isLast = (header & 1) === 1;
    if ((type !== RAW && type !== RUN && type !== COMPRESSED) || bytes > MOST_BLOCK_BYTES) throw damaged();
    return this.#expect('block', type === RUN ? 1 : bytes);
  }

  #endBlock(): ZstdEvent {
    if (!this.#isLast) {
      this.#expect('block header', 3);
      return 'block';
    }
    const hasChecksum = ((this.#header[4] ?? 0) & CHECKSUM_FLAG) !== 0;
    if (hasChecksum) this.#expect('checksum', 4);
    else this.#expect('magic', 4);
    return 'last block';
  }

  #requireModest(): void {
    const descriptor = this.#header[4] ?? 0;
    if ((descriptor & 0x08) !== 0) throw damaged();
    if ((descriptor & 3) !== 0) {
      throw new ImageFault('broken', 'it is compressed with a dictionary, which it does not bring');
    }
    if (windowBytes(this.#header) <= this.#mostWindowBytes) return;
    const isOldNode = this.#mostWindowBytes < MOST_WINDOW_BYTES;
    const advice = isOldNode ? '; Node 22.15 and newer can read more' : '';
    const size = `${this.#mostWindowBytes / MIB} MiB`;
    throw new ImageFault('unknown', `its zstd data refers back over more than ${size}${advice}`);
  }

  /** A part may be empty. */
  #expect(part: Part, bytes: number): ZstdEvent {
    this.#part = part;
    this.#left = bytes;
    return bytes === 0 ? this.#endPart() : undefined;
  }
}

/** Bytes of a frame's header after its descriptor. */
function headerBytes(descriptor: number): number {
  const hasWindow = (descriptor & 0x20) === 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [hasWindow ? 0 : 1, 2, 4, 8][descriptor >> 6] ?? 0;
  return (hasWindow ? 1 : 0) + dictionaryBytes + sizeBytes;
}

/** How far back a frame may refer. */
function windowBytes(header: readonly number[]): number {
  const [descriptor = 0, first = 0] = header.slice(4);
  const sizeBytes = header.slice(5);
  // without a window of its own, all of the content
  if ((descriptor & 0x20) !== 0) return number(sizeBytes) + (sizeBytes.length === 2 ? 256 : 0);
  const base = 2 ** (10 + (first >> 3));
  return base + (base / 8) * (first & 7);
}

function number(littleEndian: readonly number[]): number {
  return littleEndian.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

function damaged(): ImageFault {
  return new ImageFault('broken', 'its compressed data is damaged');
}
