import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CHECKSUM_LENGTH, checksum } from './checksum';

/** The content of a file that {@link writeCacheFile} wrote; undefined when it is missing or not whole. */
export function readCacheFile(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(CHECKSUM_LENGTH);
    return checksum(content).equals(bytes.subarray(0, CHECKSUM_LENGTH)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps content with its checksum: written to a temporary name and renamed, for its owner only, since it may be code
 * that will be run. When it cannot be written nothing happens.
 */
export function writeCacheFile(path: string, content: Buffer): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([checksum(content), content]), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // there is no such folder
    }
  }
}
