import { hashBytes, isSameText, mix } from './string-area';

/** A hash table of records by parent and name. */
export interface RecordTable {
  /** Records plus one; 0 for a free slot. Their number is a power of two. */
  readonly slots: Uint32Array;
  readonly parent: Uint32Array;
  readonly name: Uint32Array;
  /** What `name` points into. */
  readonly strings: Buffer;
  readonly seed: number;
}

/** The longest name of a file that Linux knows. */
export const MOST_NAME_BYTES = 255;
const scratch = Buffer.alloc(4 * MOST_NAME_BYTES);

/** Bytes of a name, valid until the next call; undefined when there are too many. */
export function encodeName(name: string): Buffer | undefined {
  if (name.length > MOST_NAME_BYTES) return undefined;
  const length = scratch.write(name);
  return length > MOST_NAME_BYTES ? undefined : scratch.subarray(0, length);
}

/** The slot with the record of that name, or the free one where it belongs. */
export function findSlot(table: RecordTable, parent: number, name: Buffer, begin = 0, length = name.length): number {
  const { slots, strings, seed } = table;
  const mask = slots.length - 1;
  let slot = mix(hashBytes(name, begin, length, seed) ^ Math.imul(parent, 0x9e3779b1)) & mask;
  for (let found = slots[slot]; found; found = slots[slot]) {
    const isIt = table.parent[found - 1] === parent;
    if (isIt && isSameText(strings, table.name[found - 1] as number, name, begin, length)) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}
