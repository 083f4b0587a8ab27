import { statSync } from 'node:fs';

/** A file and what changes when its content does: `[path, mark]`; the mark of a file that is not there is empty. */
export type Stamp = readonly [path: string, mark: string];

/** Takes the stamp of a file. The clock does not matter: marks are compared, never ordered. */
export function takeStamp(path: string): Stamp {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return [path, stat ? `${stat.mtimeNs}:${stat.ctimeNs}:${stat.size}:${stat.ino}` : ''];
}

/** Whether a file is as it was when the stamp was taken. */
export function isUnchanged([path, mark]: Stamp): boolean {
  return takeStamp(path)[1] === mark;
}
