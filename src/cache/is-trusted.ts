import { statSync } from 'node:fs';

/** What is asked of a file or folder: who owns it, and who may write. */
interface Ownership {
  readonly uid: number;
  readonly mode: number;
}

const OTHERS_WRITE = 0o002;

/** Whether nobody but this user can have put what is there: code from anywhere else is not run. */
export function isOwn({ uid, mode }: Ownership): boolean {
  // Windows has neither
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0);
}

/** Whether a folder is this user's own, or is not there yet. */
export function isTrustedFolder(path: string): boolean {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined || (stat.isDirectory() && isOwn(stat));
  } catch {
    return false;
  }
}
