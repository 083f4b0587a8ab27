import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** One folder after the other: with `recursive`, Node never returns where the system makes up the folders (`/proc`). */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // another run was faster
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
