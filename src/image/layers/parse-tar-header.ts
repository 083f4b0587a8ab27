import { parseTarNumber } from './parse-tar-number';

/** A block of 512 bytes: all zero, with a wrong checksum, with a field that is no number, or a header. */
export type TarBlock = 'zero' | 'damaged' | { readonly wrongField: string } | TarHeader;

/** One header as it stands, before extended headers are applied. */
export interface TarHeader {
  readonly wrongField?: undefined;
  /** Character code: 48 for a regular file. */
  readonly type: number;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** May be negative. */
  readonly size: number;
  /** Of old GNU sparse files: bytes with holes, and whether the map goes on in the next block. */
  readonly sparse: { readonly size: number; readonly isExtended: boolean } | undefined;
}

export const BLOCK_BYTES = 512;
const CHECKSUM_AT = 148;
const OLD_GNU_SPARSE = 0x53;

/**
 * Reads the block at `at`, which has to be there as a whole.
 *
 * @see https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function parseTarHeader(bytes: Buffer, at: number): TarBlock {
  let sum = 0;
  for (let i = at; i < at + BLOCK_BYTES; i++) sum += bytes[i] as number;
  if (sum === 0) return 'zero';
  const given = parseTarNumber(bytes, at + CHECKSUM_AT, 8);
  for (let i = at + CHECKSUM_AT; i < at + CHECKSUM_AT + 8; i++) sum += 0x20 - (bytes[i] as number);
  if (given !== sum && given !== signedSum(bytes, at, sum)) return 'damaged';

  const type = bytes[at + 156] as number;
  const mode = parseTarNumber(bytes, at + 100, 8);
  const uid = parseTarNumber(bytes, at + 108, 8);
  const gid = parseTarNumber(bytes, at + 116, 8);
  const size = parseTarNumber(bytes, at + 124, 12);
  const holes = type === OLD_GNU_SPARSE ? parseTarNumber(bytes, at + 483, 12) : 0;
  if (mode === undefined) return { wrongField: 'mode' };
  if (uid === undefined || gid === undefined) return { wrongField: 'owner' };
  if (size === undefined || holes === undefined) return { wrongField: 'size' };
  const name = field(bytes, at, 100);
  const prefix = field(bytes, at + 345, prefixBytes(bytes, at));
  return {
    type,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: field(bytes, at + 157, 100),
    mode,
    uid,
    gid,
    size,
    sparse: type === OLD_GNU_SPARSE ? { size: holes, isExtended: bytes[at + 482] !== 0 } : undefined,
  };
}

// some old archivers took bytes for signed
function signedSum(bytes: Buffer, at: number, unsigned: number): number {
  let sum = unsigned;
  for (let i = at; i < at + BLOCK_BYTES; i++) {
    const isChecksum = i >= at + CHECKSUM_AT && i < at + CHECKSUM_AT + 8;
    if (!isChecksum && (bytes[i] as number) > 127) sum -= 256;
  }
  return sum;
}

/** How much room a header has for the beginning of a long name: POSIX and star know it, version 7 and GNU do not. */
function prefixBytes(bytes: Buffer, at: number): number {
  if (bytes[at + 345] === 0 || bytes.toString('latin1', at + 257, at + 263) !== 'ustar\0') return 0;
  return bytes.toString('latin1', at + 508, at + BLOCK_BYTES) === 'tar\0' ? 131 : 155;
}

/** Text up to the first zero byte. */
function field(bytes: Buffer, at: number, length: number): string {
  let end = at;
  while (end < at + length && bytes[end] !== 0) end++;
  return end === at ? '' : bytes.toString('utf8', at, end);
}
