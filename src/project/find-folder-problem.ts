import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '../errors';

/** Why no project can be written into a folder: it is a file, or the system does not let us. A folder need not exist. */
export function findFolderProblem(folder: string): Problem | undefined {
  const place = nearestThatExists(resolve(folder));
  const problem = (why: string): Problem => ({
    code: 'PROJECT_FOLDER_UNUSABLE',
    what: `no project can be written into ${folder}`,
    why,
    fix: 'give another folder',
  });
  try {
    if (!statSync(place).isDirectory()) return problem(`${place} is no folder`);
    accessSync(place, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return problem(`the system says ${(error as NodeJS.ErrnoException).code} of ${place}`);
  }
}

function nearestThatExists(path: string): string {
  try {
    statSync(path);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    return isMissing && dirname(path) !== path ? nearestThatExists(dirname(path)) : path;
  }
}
