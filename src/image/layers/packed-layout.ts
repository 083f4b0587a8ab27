import { ImageFault } from '../image-fault';
import { copyRecords, type LayerRecords, recordsBytes, viewRecords } from './layer-records';

/** All that is known of a layer. */
export interface LayerParts {
  readonly records: LayerRecords;
  /** How many of the records are in use; the columns may be longer. */
  readonly recordCount: number;
  /** How many of the records are entries. */
  readonly entryCount: number;
  /** The hash table over the records. */
  readonly slots: Uint32Array;
  readonly strings: Buffer;
  readonly seed: number;
  readonly unpackedBytes: number;
}

/** Begins the buffer; where bytes have another order it is another number. Raise it when anything below changes. */
const MARK = 0x4c4b_0001;
const HEADER_BYTES = 32;
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Header, columns, hash table, texts: one after the other in one buffer.
 *
 * @throws ImageFault `unknown` beyond 2 GiB
 */
export function packLayer(parts: LayerParts): Buffer {
  const { records, recordCount, entryCount, slots, strings, seed, unpackedBytes } = parts;
  const slotsAt = HEADER_BYTES + recordsBytes(recordCount);
  const stringsAt = slotsAt + 4 * slots.length;
  const packedBytes = stringsAt + strings.length;
  if (packedBytes > MOST_BYTES) throw new ImageFault('unknown', 'what is known of its files takes more than 2 GiB');
  const bytes = Buffer.alloc(packedBytes);
  new Uint32Array(bytes.buffer, bytes.byteOffset, 6).set([
    MARK,
    recordCount,
    entryCount,
    slots.length,
    strings.length,
    seed,
  ]);
  new Float64Array(bytes.buffer, bytes.byteOffset + 24, 1)[0] = unpackedBytes;
  copyRecords(records, viewRecords(bytes.buffer, bytes.byteOffset + HEADER_BYTES, recordCount), recordCount);
  new Uint32Array(bytes.buffer, bytes.byteOffset + slotsAt, slots.length).set(slots);
  strings.copy(bytes, stringsAt);
  return bytes;
}

/** The parts in such a buffer, which is not copied; undefined when it is none. */
export function viewLayer(bytes: Buffer): LayerParts | undefined {
  const { buffer, byteOffset } = bytes;
  if (bytes.length < HEADER_BYTES || byteOffset % 8 !== 0) return undefined;
  const header = new Uint32Array(buffer, byteOffset, 6);
  const [mark, recordCount = 0, entryCount = 0, slotCount = 0, stringBytes = 0, seed = 0] = header;
  const slotsAt = HEADER_BYTES + recordsBytes(recordCount);
  const stringsAt = slotsAt + 4 * slotCount;
  if (mark !== MARK || bytes.length !== stringsAt + stringBytes) return undefined;
  return {
    records: viewRecords(buffer, byteOffset + HEADER_BYTES, recordCount),
    recordCount,
    entryCount,
    slots: new Uint32Array(buffer, byteOffset + slotsAt, slotCount),
    strings: bytes.subarray(stringsAt),
    seed,
    unpackedBytes: new Float64Array(buffer, byteOffset + 24, 1)[0] ?? 0,
  };
}
