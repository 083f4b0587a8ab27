import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** So much has to be free there, as containers often have a small one. Ten thousand workloads are 30 million bytes. */
const ENOUGH_BYTES = 2 ** 30;

/**
 * Makes a folder for files that live as long as one run, in memory where there is plenty of it: a disk takes many times
 * as long for thousands of files. `TMPDIR` has the last word.
 *
 * @param prefix of the folder's name
 */
export function makeScratchFolder(prefix: string, env: NodeJS.ProcessEnv = process.env): string {
  if (!env.TMPDIR && hasRoom()) {
    try {
      return mkdtempSync(join(MEMORY, prefix));
    } catch {
      // it is there, and not for us
    }
  }
  return mkdtempSync(join(env.TMPDIR || tmpdir(), prefix));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
