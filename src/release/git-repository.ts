import { relative, resolve, sep } from 'node:path';
import { Git } from './git';

/** A repository, submodule or worktree. */
export interface GitRepository {
  /** Runs in the top folder. */
  readonly git: Git;
  /** Whether the clone is shallow, so that older commits are missing. */
  readonly isShallow: boolean;
  /** False right after `git init`. */
  readonly hasCommits: boolean;
}

/**
 * The repository that a folder is in.
 *
 * @param folder exists, without symbolic links
 * @param file the release file as it was given, for messages
 * @throws UserError GIT_MISSING, GIT_NOT_A_REPOSITORY, GIT_FAILED
 */
export async function openRepository(folder: string, file: string): Promise<GitRepository> {
  const git = new Git(folder, file);
  const answer = await git.run('rev-parse', ['--is-shallow-repository', '--show-cdup', '--revs-only', 'HEAD']);
  // the way up is dots and slashes, so it has no line end, which the top folder's name may have
  const [isShallow, up = '', head = ''] = answer.toString().split('\n');
  return { git: git.in(resolve(folder, up)), isShallow: isShallow === 'true', hasCommits: head !== '' };
}

/** The way from one folder to a file as git writes it: with `/` on every system. */
export function gitPath(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}
