import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isOwn } from './is-trusted';
import { makeFolder } from './make-folder';

/** What a file begins with; one that the system has filled with zeros does not. */
const MAGIC = Buffer.from('LOCKSTEP');
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The content of a file that {@link writeCacheFile} wrote; undefined when it is missing, not whole, or not this user's own.
 * Its time of change is set once a day when it is read, so that what is no longer used can be told.
 */
export function readCacheFile(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    // a named pipe must not keep the command waiting
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    const length = (stat.size - MAGIC.length) / 2;
    if (!stat.isFile() || !isOwn(stat) || length < 1 || !Number.isInteger(length)) return undefined;
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    if (readSync(file, bytes) !== bytes.length || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const content = bytes.subarray(MAGIC.length, MAGIC.length + length);
    if (!content.equals(bytes.subarray(MAGIC.length + length))) return undefined;
    markUsed(file, stat);
    return content;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The times of files are this user's to set, also through a file that is open for reading. */
function markUsed(file: number, { mtimeMs }: Stats): void {
  const now = Date.now();
  if (Math.abs(now - mtimeMs) < DAY_MILLISECONDS) return;
  try {
    futimesSync(file, now / 1000, now / 1000);
  } catch {
    // the disk can only be read
  }
}

/**
 * Keeps content twice in one file, since comparing two copies takes a twentieth of the time of any checksum that does not
 * have to be loaded first. The file is written to a temporary name and renamed, and is for its owner only, since it may be
 * code that will be run. When it cannot be written nothing happens.
 */
export function writeCacheFile(path: string, content: Buffer): void {
  // containers that share a cache have the same process ids
  const temporary = `${path}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
  try {
    makeFolder(dirname(path));
    writeFileSync(temporary, Buffer.concat([MAGIC, content, content]), { mode: 0o600, flag: 'wx' });
    renameOver(temporary, path);
  } catch {
    remove(temporary);
  }
}

function renameOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // a folder may have taken the place
    rmSync(to, { recursive: true, force: true });
    renameSync(from, to);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // there is no such folder
  }
}
