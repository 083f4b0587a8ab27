import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors';

/** What puts one step back, and the path it is about. */
interface Undo {
  readonly path: string;
  readonly run: () => void;
}

/**
 * Writes files, all or none. Every text is on disk under a temporary name before the first file gets its own; a file
 * that is replaced is kept aside until the last one has. When a step fails, all before it are put back.
 *
 * @param files from path, relative and with slashes, to text
 * @throws UserError PROJECT_WRITE_FAILED
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const undos: Undo[] = [];
  const renames: [from: string, to: string][] = [];
  const aside: string[] = [];
  let place = folder;
  try {
    for (const [path, text] of files) {
      place = join(folder, path);
      makeFolder(dirname(place), undos);
      const temporary = besides(place);
      undos.push(removal(temporary));
      writeFileSync(temporary, text, { flag: 'wx' });
      renames.push([temporary, place]);
    }
    for (const [temporary, target] of renames) {
      place = target;
      if (existsSync(target)) aside.push(keepAside(target, undos));
      else undos.push(removal(target));
      renameSync(temporary, target);
    }
  } catch (error) {
    throw writeFailed(place, error, putBack(undos));
  }
  for (const copy of aside) rmSync(copy, { force: true });
}

/** A name in the same folder, so that a rename stays on one disk. */
function besides(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
}

function removal(path: string): Undo {
  return { path, run: () => rmSync(path, { force: true }) };
}

function makeFolder(folder: string, undos: Undo[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), undos);
  mkdirSync(folder);
  undos.push({ path: folder, run: () => rmdirSync(folder) });
}

/** Copies a file that is about to be replaced; gives the path of the copy. */
function keepAside(path: string, undos: Undo[]): string {
  const copy = besides(path);
  undos.push(removal(copy));
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  undos.push({ path, run: () => renameSync(copy, path) });
  return copy;
}

/** The last step first; gives the paths where that failed. */
function putBack(undos: readonly Undo[]): string[] {
  return [...undos].reverse().flatMap(({ path, run }) => {
    try {
      run();
      return [];
    } catch {
      return [path];
    }
  });
}

/** Whatever the system did not say is our bug, and goes on as it is. */
function writeFailed(path: string, error: unknown, left: readonly string[]): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const state = left.length === 0 ? 'everything is as it was before' : `this could not be put back: ${left.join(', ')}`;
  return new UserError({
    code: 'PROJECT_WRITE_FAILED',
    what: `${path} cannot be written`,
    why: `the system says ${code}; ${state}`,
    fix: 'see to it that there is room and permission, and run the command again',
  });
}
