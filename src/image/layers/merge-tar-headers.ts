import type { TarHeader } from './parse-tar-header';
import type { TarEntry } from './tar-entry';
import type { TarExtensions } from './tar-extensions';

type EntryType = TarEntry['type'];
const TYPES: ReadonlyMap<string, EntryType> = new Map<string, EntryType>([
  ['0', 'file'],
  ['\0', 'file'],
  ['7', 'file'],
  ['S', 'file'],
  ['1', 'hard-link'],
  ['2', 'symlink'],
  ['3', 'other'],
  ['4', 'other'],
  ['6', 'other'],
  ['5', 'directory'],
  // GNU's folders of incremental archives, with a list of names for content
  ['D', 'directory'],
]);
/** Nothing follows these, whatever size their header says. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6']);

/** An entry with what follows its header. */
export interface MergedEntry {
  readonly name: string;
  /** Bytes that the archive keeps, which are fewer than the file's where it has holes; below zero when they make no sense. */
  readonly contentBytes: number;
  /** Undefined for a type that is none of a file system: volume labels and what others have invented. */
  readonly entry: TarEntry | undefined;
}

/** A header with the extended headers in front of it. */
export function mergeTarHeaders(header: TarHeader, { records = {}, longName, longLink }: TarExtensions): MergedEntry {
  const letter = String.fromCharCode(header.type);
  const name = longName || records.sparseName || records.path || header.name;
  const stored = WITHOUT_CONTENT.has(letter) ? 0 : (records.size ?? header.size);
  // version 7 has no letter for folders
  const type = letter === '\0' && name.endsWith('/') ? 'directory' : TYPES.get(letter);
  if (type === undefined) return { name, contentBytes: safe(stored), entry: undefined };
  const isSparse = type === 'file' && (header.sparse !== undefined || records.isSparse === true);
  const size = header.sparse?.size ?? (isSparse ? records.sparseSize : undefined) ?? stored;
  const entry: TarEntry = {
    name,
    type,
    mode: header.mode & 0o7777,
    // owners have 32 bits
    uid: (records.uid ?? header.uid) >>> 0,
    gid: (records.gid ?? header.gid) >>> 0,
    size: type === 'file' ? size : 0,
    linkName: longLink || records.linkpath || header.linkName,
    isSparse,
    ...(records.capabilities && { capabilities: records.capabilities }),
  };
  return { name, contentBytes: Math.min(safe(stored), safe(size)) < 0 ? -1 : stored, entry };
}

function safe(bytes: number): number {
  return Number.isSafeInteger(bytes) ? bytes : -1;
}
