import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder';

/** What a file begins with; one that the system has filled with zeros does not. */
const MAGIC = Buffer.from('LOCKSTEP');

/**
 * The content of a file that {@link writeCacheFile} wrote; undefined when it is missing or not whole.
 */
export function readCacheFile(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const length = (bytes.length - MAGIC.length) / 2;
    if (!Number.isInteger(length) || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const content = bytes.subarray(MAGIC.length, MAGIC.length + length);
    return content.equals(bytes.subarray(MAGIC.length + length)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps content twice in one file, since comparing two copies takes a twentieth of the time of any checksum that does not
 * have to be loaded first. The file is written to a temporary name and renamed, and is for its owner only, since it may be
 * code that will be run. When it cannot be written nothing happens.
 */
export function writeCacheFile(path: string, content: Buffer): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(path));
    writeFileSync(temporary, Buffer.concat([MAGIC, content, content]), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // there is no such folder
    }
  }
}
