import { isUtf8 } from 'node:buffer';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors';
import type { Git } from './git';
import { readBlobs } from './git-blobs';
import { type LoggedChange, type LoggedCommit, readLog } from './git-log';
import { gitPath, openRepository } from './git-repository';
import type { ImageReference } from './image-reference';
import { PastReleaseReader, parsePastRelease } from './parse-past-release';
import { readReleaseText } from './release-file';

/** One version that a release file has had. */
export interface HistoryEntry {
  /** The commit that brought it: 40 hexadecimal digits, 64 in a repository of SHA-256. */
  readonly commit: string;
  /** When it was committed, ISO 8601 with offset: the time at which it came to the branch, also when it was rebased. */
  readonly when: string;
  /** The name of the commit's author. */
  readonly who: string;
  /** The first line of the commit's message. */
  readonly subject: string;
  /** The release file at that commit, from the top folder of the repository on. */
  readonly path: string;
  /** Undefined when the file named none. A moving tag, or none, is an image here. */
  readonly image: ImageReference | undefined;
  /** Why there is no image: the file was deleted, or could not be read. */
  readonly problem?: string;
}

/** The versions that a release file has had on this branch. */
export interface History {
  /** Newest first. Two neighbours never name the same image; the same image may come again later. */
  readonly entries: readonly HistoryEntry[];
  /** The image in the working tree. */
  readonly present: ImageReference;
  /** Whether the file in the working tree is that of HEAD. */
  readonly isCommitted: boolean;
  /** False when a shallow clone ends before the file began, so that there may be older versions. */
  readonly isComplete: boolean;
}

/** A release file is a few lines; what is larger than this many bytes was another file. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads from git which images a release file has named.
 *
 * The line of versions is that of the branch: what a merge brought is one version, that of the merge, however many
 * commits led to it elsewhere. So a `git pull` that merges hides the versions in between which others pushed.
 * Renames are followed. A copy is a new file: its history begins with it.
 *
 * It starts git as often for one version as for thousands: `rev-parse`, `log`, `cat-file`; `log` again for a file that
 * began as a copy, and `diff` when the working tree's bytes are not those of HEAD.
 *
 * @param file relative to the working folder, or absolute
 * @throws UserError GIT_MISSING, GIT_NOT_A_REPOSITORY, GIT_FAILED; GIT_FILE_UNTRACKED when no commit has the file; and
 *   what reading the file itself throws, except that its tag may move
 */
export async function readHistory(file: string): Promise<History> {
  const text = readReleaseText(file);
  const present = parsePastRelease(text, file);
  const real = await realpath(file);
  const { git, isShallow, hasCommits } = await openRepository(dirname(real), file);
  const path = gitPath(git.folder, real);
  const commits = hasCommits ? await readFileLog(git, path) : [];
  const [newest] = commits;
  if (!newest) throw untracked(file);
  const files = commits.filter(({ change }) => isFile(change));
  const blobs = await readBlobs(
    git,
    files.map(({ change }) => change.blob),
  );
  return {
    entries: findVersions(commits, blobs),
    present,
    isCommitted: newest.change.status !== 'D' && (await isCommitted(git, path, text, blobs.get(newest.change.blob))),
    isComplete: !(isShallow && commits.at(-1)?.parents.length === 0),
  };
}

/** What a commit did to the release file. */
interface FileCommit extends LoggedCommit {
  readonly change: LoggedChange;
}

/** Newest first. */
async function readFileLog(git: Git, path: string): Promise<FileCommit[]> {
  const commits: FileCommit[] = [];
  for (let from = 'HEAD', name = path; ; ) {
    const older = (await readLog(git, ['--follow', from, '--', literal(name)])).flatMap((commit) =>
      commit.changes.map((change) => ({ ...commit, change })),
    );
    // git follows copies, too; what came before belongs to the file that was copied
    const copy = older.findIndex(({ change }) => change.status === 'C');
    const copied = older[copy];
    commits.push(...(copied ? older.slice(0, copy + 1) : older));
    if (!copied) return commits;
    // a file of this name may have been there earlier, and deleted
    from = `${copied.commit}^`;
    name = copied.change.path;
  }
}

/** A name in which nothing is a pattern. */
function literal(path: string): string {
  return `:(top,literal)${path}`;
}

function findVersions(commits: readonly FileCommit[], blobs: ReadonlyMap<string, Buffer>): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const reader = new PastReleaseReader();
  for (const { change, commit, when, who, subject } of [...commits].reverse()) {
    const version = readVersion(reader, change, blobs.get(change.blob));
    const last = entries.at(-1);
    if (!last || String(last.image) !== String(version.image)) {
      entries.push({ commit, when, who, subject, path: change.path, ...version });
    }
  }
  return entries.reverse();
}

function readVersion(
  reader: PastReleaseReader,
  change: LoggedChange,
  bytes: Buffer | undefined,
): Pick<HistoryEntry, 'image' | 'problem'> {
  const { path } = change;
  if (change.status === 'D') return { image: undefined, problem: `${path} was deleted` };
  if (!isFile(change)) return { image: undefined, problem: `${path} was no file but a link` };
  if (!bytes) return { image: undefined, problem: `${path} is not in this clone as it was then` };
  if (bytes.length > MAX_BYTES) return { image: undefined, problem: `${path} was ${bytes.length} bytes long` };
  if (!isUtf8(bytes)) return { image: undefined, problem: `${path} was not UTF-8 text` };
  try {
    return { image: reader.parse(bytes.toString(), path) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { image: undefined, problem: error.what };
  }
}

/** Neither deleted nor a symbolic link or a submodule. */
function isFile({ mode }: LoggedChange): boolean {
  return mode.startsWith('100');
}

/** Other bytes may be the same text to git: line ends, filters. */
async function isCommitted(git: Git, path: string, text: string, head: Buffer | undefined): Promise<boolean> {
  if (head?.equals(Buffer.from(text))) return true;
  const changed = await git.run('diff', ['--name-only', '-z', '--no-ext-diff', 'HEAD', '--', literal(path)]);
  return changed.length === 0;
}

function untracked(file: string): UserError {
  return new UserError({
    code: 'GIT_FILE_UNTRACKED',
    what: `no commit of this branch has ${file}`,
    why: 'the versions of a release file are those of its git history',
    fix: `commit it: 'git add -- ${file}', then 'git commit'`,
  });
}
