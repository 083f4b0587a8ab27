import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Problem, requireNone, UserError } from '../errors';
import { isAlive, LOCK_NAME, lockDist } from './lock-dist';
import { MANIFEST_ENDING } from './synthesize';

/** What bringing a folder to what an app says would change, by path below the folder, with slashes. */
export interface DistChange {
  /** Files with new bytes, or that were not there. */
  readonly written: readonly string[];
  /** Manifests that the app no longer writes. */
  readonly removed: readonly string[];
  /** Files whose bytes are the same, so that they are left alone. */
  readonly unchanged: readonly string[];
  /** Files that are not ours. */
  readonly foreign: readonly string[];
}

const TEMPORARY = /^\..*\.(\d+)\.lockstep-tmp$/;

/**
 * What {@link writeDist} would do.
 *
 * @throws UserError DIST_NOT_A_FOLDER, DIST_NOT_A_FILE, DIST_UNREADABLE
 */
export function compareDist(dist: string, files: ReadonlyMap<string, string>): DistChange {
  const found = listFiles(dist);
  const problems: Problem[] = [];
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of files) {
    const kind = found.get(path);
    if (kind === 'other') problems.push(notAFile(join(dist, path)));
    else if (kind === 'file' && readFileSync(join(dist, path)).equals(Buffer.from(text))) unchanged.push(path);
    else written.push(path);
  }
  requireNone(problems);
  const rest = [...found.keys()].filter((path) => !files.has(path));
  const isOurs = (path: string) => path.endsWith(MANIFEST_ENDING) && found.get(path) === 'file';
  return { written, removed: rest.filter(isOurs), unchanged, foreign: rest.filter((path) => !isOurs(path)) };
}

/**
 * Brings a folder to what an app says, file by file. All new bytes are on the disk under temporary names before the
 * first file is renamed into its place, and nothing is removed before the last one is.
 *
 * @throws UserError what {@link compareDist} throws, DIST_BUSY, DIST_NOT_WRITABLE; then the folder is as it was
 */
export function writeDist(dist: string, files: ReadonlyMap<string, string>): DistChange {
  const change = compareDist(dist, files);
  if (change.written.length === 0 && change.removed.length === 0) return change;
  const temporary = new Map<string, string>();
  let unlock: (() => void) | undefined;
  let renamed = 0;
  try {
    mkdirSync(dist, { recursive: true });
    unlock = lockDist(dist);
    removeLeftovers(dist);
    for (const path of change.written) {
      const target = join(dist, path);
      mkdirSync(dirname(target), { recursive: true });
      const name = join(dirname(target), `.${path.split('/').at(-1)}.${process.pid}.lockstep-tmp`);
      temporary.set(name, target);
      writeFileSync(name, files.get(path) ?? '');
    }
    // when all of them are written, the system brings most of them to the disk in one go
    for (const name of temporary.keys()) flush(name);
    for (const [name, target] of temporary) {
      renameSync(name, target);
      renamed++;
    }
    for (const path of change.removed) rmSync(join(dist, path));
    return change;
  } catch (error) {
    throw error instanceof UserError ? error : notWritable(dist, error as NodeJS.ErrnoException, renamed);
  } finally {
    for (const name of temporary.keys()) rmSync(name, { force: true });
    unlock?.();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Temporary files of processes that were killed. */
function removeLeftovers(dist: string): void {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const [, pid] = TEMPORARY.exec(entry.name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}

/** Every file below a folder that is not a trace of ours. */
function listFiles(dist: string): Map<string, 'file' | 'other'> {
  try {
    const folder = lstatSync(dist).isSymbolicLink() ? realpathSync(dist) : dist;
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name !== LOCK_NAME && !TEMPORARY.test(entry.name))
      .map(
        (entry) =>
          [
            relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
            entry.isFile() ? 'file' : 'other',
          ] as const,
      );
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isThere = lstatSync(dist, { throwIfNoEntry: false }) !== undefined;
    if (code === 'ENOENT' && !isThere) return new Map();
    throw new UserError({
      code: code === 'ENOTDIR' || code === 'ENOENT' ? 'DIST_NOT_A_FOLDER' : 'DIST_UNREADABLE',
      what: `${dist} cannot be used for the manifests`,
      why:
        code === 'ENOENT'
          ? 'it is a symbolic link that leads nowhere'
          : code === 'ENOTDIR'
            ? 'it is a file'
            : `the system says ${code}`,
      fix: 'remove it, or name another folder with --output',
    });
  }
}

function notAFile(path: string): Problem {
  return {
    code: 'DIST_NOT_A_FILE',
    what: `${path} is not a plain file`,
    why: 'the app writes a manifest of that name, and a symbolic link or a folder would be lost',
    fix: 'remove it, or rename the chart',
  };
}

function notWritable(dist: string, { code, message }: NodeJS.ErrnoException, renamed: number): UserError {
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'your share of the disk is full',
    EACCES: 'you may not write there',
    EPERM: 'you may not write there',
    EROFS: 'it can only be read',
  };
  return new UserError({
    code: 'DIST_NOT_WRITABLE',
    what: `the manifests cannot be written into ${dist}`,
    why: `${reasons[code ?? ''] ?? `the system says ${code ?? message}`}; ${renamed === 0 ? 'nothing in it has changed' : `${renamed} files are new already`}`,
    fix: 'mend that and synthesize again, or name another folder with --output',
  });
}
