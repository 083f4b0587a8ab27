const OLD_MAGIC = 'ld.so-1.7.0';
const OLD_HEADER_BYTES = 16;
const OLD_ENTRY_BYTES = 12;
const NEW_MAGIC = 'glibc-ld.so.cache1.1';
const NEW_HEADER_BYTES = 48;
const NEW_ENTRY_BYTES = 24;
// the longest path that Linux takes
const MAX_PATH_BYTES = 4096;
// texts may share their ends, so all of them together may be longer than the file
const MAX_TEXT_FACTOR = 4;

/**
 * The libraries that `/etc/ld.so.cache` names: absolute paths by name, in the order of the file.
 *
 * A newer cache may stand alone or behind one of the form before glibc 2.2, and then it alone counts.
 *
 * @returns undefined for what is no such file, and for a damaged one
 * @see https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/generic/dl-cache.h;hb=glibc-2.38
 */
export function parseLibraryCache(bytes: Buffer): Readonly<Record<string, readonly string[]>> | undefined {
  if (hasText(bytes, 0, NEW_MAGIC)) return parseNew(bytes);
  if (!hasText(bytes, 0, OLD_MAGIC) || bytes.length < OLD_HEADER_BYTES) return undefined;
  for (const littleEndian of [true, false]) {
    const count = readUint32(bytes, 12, littleEndian);
    const end = OLD_HEADER_BYTES + count * OLD_ENTRY_BYTES;
    if (end > bytes.length) continue;
    // it is aligned as the widest number in it, which differs between architectures
    const start = [4, 8].map((unit) => Math.ceil(end / unit) * unit).find((at) => hasText(bytes, at, NEW_MAGIC));
    if (start !== undefined) return parseNew(bytes.subarray(start));
    const table = { start: OLD_HEADER_BYTES, entryBytes: OLD_ENTRY_BYTES, count, textStart: end };
    const paths = parseTable(bytes, table, littleEndian);
    if (paths) return paths;
  }
  return undefined;
}

function parseNew(bytes: Buffer): Record<string, readonly string[]> | undefined {
  if (bytes.length < NEW_HEADER_BYTES) return undefined;
  for (const littleEndian of byteOrders(bytes[28] ?? 0)) {
    const count = readUint32(bytes, 20, littleEndian);
    const table = { start: NEW_HEADER_BYTES, entryBytes: NEW_ENTRY_BYTES, count, textStart: 0 };
    const paths = parseTable(bytes, table, littleEndian);
    if (paths) return paths;
  }
  return undefined;
}

/** By the flags of the header; before glibc 2.33 they say nothing. */
function byteOrders(flags: number): readonly boolean[] {
  const order = flags & 3;
  return order === 2 ? [true] : order === 3 ? [false] : order === 0 ? [true, false] : [];
}

interface Table {
  readonly start: number;
  readonly entryBytes: number;
  readonly count: number;
  /** What the entries count their texts from. */
  readonly textStart: number;
}

function parseTable(bytes: Buffer, table: Table, littleEndian: boolean): Record<string, readonly string[]> | undefined {
  const { start, entryBytes, count, textStart } = table;
  if (start + count * entryBytes > bytes.length) return undefined;
  const found = new Map<string, Set<string>>();
  let remaining = bytes.length * MAX_TEXT_FACTOR;
  for (let index = 0; index < count; index += 1) {
    // flags, then where the name and the path are
    const at = start + index * entryBytes;
    const name = findText(bytes, textStart + readUint32(bytes, at + 4, littleEndian));
    const path = findText(bytes, textStart + readUint32(bytes, at + 8, littleEndian));
    if (!name || !path?.startsWith('/')) return undefined;
    remaining -= name.length + path.length;
    if (remaining < 0) return undefined;
    const paths = found.get(name);
    if (paths) paths.add(path);
    else found.set(name, new Set([path]));
  }
  const byName: Record<string, readonly string[]> = Object.create(null);
  for (const [name, paths] of found) byName[name] = [...paths];
  return byName;
}

function findText(bytes: Buffer, offset: number): string | undefined {
  const length = bytes.subarray(offset, offset + MAX_PATH_BYTES).indexOf(0);
  return length < 0 ? undefined : bytes.toString('utf8', offset, offset + length);
}

function readUint32(bytes: Buffer, offset: number, littleEndian: boolean): number {
  return littleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
}

function hasText(bytes: Buffer, offset: number, text: string): boolean {
  return bytes.toString('latin1', offset, offset + text.length) === text;
}
