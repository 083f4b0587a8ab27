import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors';

/** The file that says that somebody writes into the folder. */
export const LOCK_NAME = '.lockstep-lock';
const WAIT_MILLISECONDS = 10_000;
const PAUSE_MILLISECONDS = 10;

/**
 * Keeps other synths out of a folder while files are renamed, and waits for one that is at it. A lock whose process is
 * gone does not count.
 *
 * @returns what gives the folder free again
 * @throws UserError DIST_BUSY after 10 seconds
 */
export function lockDist(dist: string): () => void {
  const path = join(dist, LOCK_NAME);
  const own = join(dist, `${LOCK_NAME}.${process.pid}.lockstep-tmp`);
  const end = Date.now() + WAIT_MILLISECONDS;
  for (;;) {
    try {
      // the lock comes into being with the number of its owner in it
      writeFileSync(own, String(process.pid));
      linkSync(own, path);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(own, { force: true });
    }
    const owner = readOwner(path);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > end) {
      throw new UserError({
        code: 'DIST_BUSY',
        what: `another synth writes into ${dist}`,
        why: `process ${owner ?? 'unknown'} holds ${path} for more than ${WAIT_MILLISECONDS / 1000} seconds`,
        fix: `wait for it, or remove ${path} if there is no such process`,
      });
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
  }
}

/** The process that holds the lock; undefined when it has just let go. */
function readOwner(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
