import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Git } from './git';
import { readLog } from './git-log';
import { gitPath, openRepository } from './git-repository';

/** Changes of a project that are no change of its version. */
export interface OtherChanges {
  /** 40 or 64 hexadecimal digits; undefined for what is not committed. */
  readonly commit: string | undefined;
  /** The first line of the commit's message. */
  readonly subject: string;
  /** From the project's folder on, with `/`; a renamed file under both names. */
  readonly files: readonly string[];
}

/** What a project has beside its configuration: the release files of all its environments, and manifests. */
const NOT_CONFIGURATION = [
  ':(exclude,glob)**/release.yaml',
  ':(exclude,glob)**/release.yml',
  ':(exclude,glob)**/release.*.yaml',
  ':(exclude,glob)**/release.*.yml',
  ':(exclude,glob)**/dist/**',
];

/**
 * What else has changed in a release file's project since a commit: configuration that going back to the version of
 * that time does not bring back. Not counted are release files (this one, and any `release.yaml` or
 * `release.<environment>.yaml`), what is in a folder `dist`, and what git ignores.
 *
 * The project's folder is the nearest one with a `cdk8s.yaml`, upwards from the release file within the repository,
 * or else the release file's own.
 *
 * @param fromCommit an ancestor of HEAD; its own changes do not count
 * @returns newest first: what is not committed, if anything, then the commits of this branch. What a merge brought is
 *   one commit, the merge.
 * @throws UserError GIT_MISSING, GIT_NOT_A_REPOSITORY, GIT_FAILED
 */
export async function findOtherChanges(file: string, fromCommit: string): Promise<OtherChanges[]> {
  // the project is where the file is used, also when it is a link to one elsewhere
  const folder = await realpath(dirname(file));
  const { git } = await openRepository(folder, file);
  const project = findProject(folder, git.folder);
  const own = [join(folder, basename(file)), await realpath(file)].map((path) => gitPath(project, path));
  const scope = ['--', '.', ...NOT_CONFIGURATION, ...own.filter(isBelow).map((path) => `:(exclude,literal)${path}`)];
  const [uncommitted, commits] = await Promise.all([
    findUncommitted(git.in(project), gitPath(git.folder, project), scope),
    readLog(git.in(project), ['--relative', '--no-renames', 'HEAD', `^${fromCommit}`, ...scope]),
  ]);
  return [
    ...(uncommitted.length === 0 ? [] : [{ commit: undefined, subject: 'not committed yet', files: uncommitted }]),
    ...commits.map(({ commit, subject, changes }) => ({ commit, subject, files: changes.map(({ path }) => path) })),
  ];
}

function findProject(from: string, top: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdk8s.yaml'))) return folder;
    if (folder === top || folder === dirname(folder)) return from;
  }
}

/** Git refuses to exclude what is not in its folder. */
function isBelow(path: string): boolean {
  return path !== '..' && !path.startsWith('../');
}

/** Changed, staged, deleted and new files. */
async function findUncommitted(git: Git, project: string, scope: readonly string[]): Promise<string[]> {
  const options = ['--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=none'];
  const output = await git.run('status', [...options, ...scope]);
  // two letters and a space stand before a path, which begins at the top folder
  const before = 3 + (project === '' ? 0 : project.length + 1);
  return output
    .toString()
    .split('\0')
    .slice(0, -1)
    .map((line) => line.slice(before));
}
