import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MINUTE = 60 * 1000;
/** What was not used for so long is removed: thirty days. */
const UNUSED_MILLISECONDS = 30 * 24 * 60 * MINUTE;
/** What was used within this time may be in use by another run. */
const IN_USE_MILLISECONDS = 10 * MINUTE;
/** More than so many are left for the next time, since somebody is waiting. */
const AT_ONCE = 100;

/** What may stay in a folder. */
export interface PruneLimits {
  /** So many entries may stay; when there are more, those are removed that were not used for the longest time. */
  readonly entries: number;
  /** Since when an entry is not used, in milliseconds since 1970. Default: its time of change. */
  readonly usedAt?: (path: string) => number;
}

/**
 * Removes from a folder of the cache what was not used for thirty days and what is beyond the limit. Runs at the same time
 * find what they have opened, and make again what has gone. A clock that went back makes things seem old, not new.
 *
 * @returns how many entries were removed; 0 as well when the folder cannot be read
 */
export function pruneFolder(folder: string, { entries, usedAt = changedAt }: PruneLimits): number {
  let removed = 0;
  try {
    const now = Date.now();
    const aged = readdirSync(folder).map((name) => {
      const path = join(folder, name);
      return { path, age: Math.abs(now - usedAt(path)), isPart: name.endsWith('.tmp') };
    });
    aged.sort((a, b) => b.age - a.age);
    for (const [index, { path, age, isPart }] of aged.entries()) {
      if (age < IN_USE_MILLISECONDS || removed === AT_ONCE) break;
      if (age < UNUSED_MILLISECONDS && !isPart && aged.length - index <= entries) continue;
      rmSync(path, { recursive: true, force: true });
      removed++;
    }
  } catch {
    // another run is at it, or the disk can only be read
  }
  return removed;
}

/** The time of change of a file; 0 when it has gone. */
export function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
