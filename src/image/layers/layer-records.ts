import type { LayerEntry } from './layer-index';

/**
 * One record for each path that a layer says something about, as columns. A record's parent comes before it; the first one
 * is the root. Names, links and facts are places of texts, 0 for none.
 */
export interface LayerRecords {
  readonly size: Float64Array;
  readonly parent: Uint32Array;
  readonly name: Uint32Array;
  /** Where a symlink leads, or the target of a hard link. */
  readonly link: Uint32Array;
  readonly facts: Uint32Array;
  readonly uid: Uint32Array;
  readonly gid: Uint32Array;
  readonly mode: Uint16Array;
  /** {@link TYPES} in the lowest three bits, and the flags below. */
  readonly flags: Uint8Array;
}

export const ROOT = 0;
/** By their numbers. A path without a type is one that is only hidden. */
export const TYPES: readonly (LayerEntry['type'] | undefined)[] = [undefined, 'file', 'directory', 'symlink', 'other'];
export const [NOTHING, FILE, DIRECTORY, SYMLINK, OTHER] = [0, 1, 2, 3, 4] as const;
export const TYPE_MASK = 7;
export const IMPLIED = 8;
export const HIDES_CONTENT = 16;
export const HIDES_ITSELF = 32;
/** A hard link whose target is not in the layer. */
export const UNRESOLVED = 64;
/** A hard link that is being followed; only while the index is made. */
export const FOLLOWED = 128;
/** Bytes of one record in all columns. */
const RECORD_BYTES = 8 + 6 * 4 + 2 + 1;

/** Bytes that columns of that many records take, a multiple of 8. */
export function recordsBytes(count: number): number {
  return Math.ceil((RECORD_BYTES * count) / 8) * 8;
}

/** The columns in a buffer; `offset` is a multiple of 8. The widest come first, so that all are aligned. */
export function viewRecords(buffer: ArrayBufferLike, offset: number, count: number): LayerRecords {
  const words = (index: number) => new Uint32Array(buffer, offset + 8 * count + 4 * count * index, count);
  const halves = offset + 32 * count;
  return {
    size: new Float64Array(buffer, offset, count),
    parent: words(0),
    name: words(1),
    link: words(2),
    facts: words(3),
    uid: words(4),
    gid: words(5),
    mode: new Uint16Array(buffer, halves, count),
    flags: new Uint8Array(buffer, halves + 2 * count, count),
  };
}

/** Copies the first `count` records. */
export function copyRecords(from: LayerRecords, to: LayerRecords, count: number): void {
  to.size.set(from.size.subarray(0, count));
  to.parent.set(from.parent.subarray(0, count));
  to.name.set(from.name.subarray(0, count));
  to.link.set(from.link.subarray(0, count));
  to.facts.set(from.facts.subarray(0, count));
  to.uid.set(from.uid.subarray(0, count));
  to.gid.set(from.gid.subarray(0, count));
  to.mode.set(from.mode.subarray(0, count));
  to.flags.set(from.flags.subarray(0, count));
}
