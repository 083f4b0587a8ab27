import { lstatSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Problem, requireNone } from '../errors';
import { findFolderProblem } from './find-folder-problem';
import { writeFiles } from './write-files';

/** What happens to a file: a new one is written, one with other content is replaced, the same content stays. */
export type FileOutcome = 'written' | 'replaced' | 'unchanged';

/** One file of a project, with its path in the folder. */
export interface ProjectFile {
  readonly path: string;
  readonly outcome: FileOutcome;
}

export interface WriteOptions {
  /** Replace files that have other content. Default: false, which refuses all of them at once. */
  readonly force?: boolean | undefined;
  /** Check everything and write nothing. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Writes the files of a project, all or none: everything is checked before the first byte, each file gets a temporary
 * name and is renamed, and when that fails halfway everything is put back as it was. The folder is made if need be;
 * other files in it stay as they are.
 *
 * @param files from path, relative and with slashes, to text
 * @throws UserError PROJECT_FOLDER_UNUSABLE or PROJECT_FILE_EXISTS, all at once, or PROJECT_WRITE_FAILED
 */
export function writeProject(
  folder: string,
  files: ReadonlyMap<string, string>,
  { force = false, dryRun = false }: WriteOptions = {},
): ProjectFile[] {
  const folderProblem = findFolderProblem(folder);
  if (folderProblem) requireNone([folderProblem]);
  const problems: Problem[] = [];
  const planned = [...files].map(([path, text]): ProjectFile => {
    if (isAbsolute(path) || path.split('/').includes('..')) throw new Error(`${path} leads out of the project`);
    const outcome = compare(folder, path, text, force);
    if (typeof outcome === 'string') return { path, outcome };
    problems.push(outcome);
    return { path, outcome: 'unchanged' };
  });
  requireNone(unique(problems));
  const changed = planned.filter(({ outcome }) => outcome !== 'unchanged');
  if (!dryRun) writeFiles(folder, new Map(changed.map(({ path }) => [path, files.get(path) ?? ''])));
  return planned;
}

function compare(folder: string, path: string, text: string, force: boolean): FileOutcome | Problem {
  const target = join(folder, path);
  try {
    const blocked = findParentProblem(folder, path);
    if (blocked) return blocked;
    const kind = kindOf(target);
    if (kind === 'nothing') return 'written';
    if (kind !== 'a file') return inTheWay(target, `it is ${kind}, not a file`);
    if (readFileSync(target).equals(Buffer.from(text))) return 'unchanged';
  } catch (error) {
    return inTheWay(target, `it cannot be looked at: the system says ${(error as NodeJS.ErrnoException).code}`);
  }
  if (force) return 'replaced';
  return {
    code: 'PROJECT_FILE_EXISTS',
    what: `${target} is there already, with other content`,
    why: 'what somebody wrote is not overwritten unasked',
    fix: 'move it away, or overwrite it with --force',
  };
}

/** A file where the path has a folder, or a link, which could lead out of the project. */
function findParentProblem(folder: string, path: string): Problem | undefined {
  const parents = path.split('/').slice(0, -1);
  for (const [index] of parents.entries()) {
    const parent = join(folder, ...parents.slice(0, index + 1));
    const kind = kindOf(parent);
    if (kind === 'nothing') return undefined;
    if (kind !== 'a folder') return inTheWay(parent, `it is ${kind}, not a folder`);
  }
  return undefined;
}

function inTheWay(path: string, why: string): Problem {
  return { code: 'PROJECT_FILE_EXISTS', what: `${path} is in the way`, why, fix: 'move it away' };
}

function kindOf(path: string): 'nothing' | 'a folder' | 'a file' | 'a symbolic link' | 'a device' {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return 'nothing';
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a symbolic link';
  return found.isFile() ? 'a file' : 'a device';
}

/** Two files below one folder that is none say so once. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.what, problem])).values()];
}
