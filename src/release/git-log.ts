import type { Git } from './git';

/** What a commit did to one file. */
export interface LoggedChange {
  /** Added, Copied, Deleted, Modified, Renamed or another Type of file. */
  readonly status: string;
  /** Six octal digits; a plain file's begin with 100. */
  readonly mode: string;
  /** The id of the contents after it; zeros for a deleted file. */
  readonly blob: string;
  /** After it. */
  readonly path: string;
}

export interface LoggedCommit {
  /** 40 hexadecimal digits, 64 in a repository of SHA-256. */
  readonly commit: string;
  /** Empty for a first commit, and where a shallow clone ends. */
  readonly parents: readonly string[];
  /** When it was committed, ISO 8601 with offset. */
  readonly when: string;
  /** The author's name. */
  readonly who: string;
  /** The first line of its message. */
  readonly subject: string;
  readonly changes: readonly LoggedChange[];
}

const FIELDS = ['%H', '%P', '%cI', '%aN', '%s'];
// a merge is what it brought to the branch: its difference from its first parent
const SHAPE = ['--first-parent', '-m', '--raw', '--no-abbrev', '-z', '--no-color', '--encoding=UTF-8'];

/**
 * The commits of this branch that changed certain files, newest first. The branch is the line of first parents;
 * what came in by a merge came in at that merge.
 *
 * @param args further options, revisions and, behind `--`, files
 * @throws UserError GIT_FAILED
 */
export async function readLog(git: Git, args: readonly string[]): Promise<LoggedCommit[]> {
  const output = await git.run('log', [...SHAPE, `--format=${FIELDS.join('%x00')}`, ...args]);
  return parseLog(output.toString());
}

/** Fields and changes follow each other, each ended by NUL; a line end stands between a commit's and its changes. */
function parseLog(text: string): LoggedCommit[] {
  const words = text.split('\0');
  const commits: LoggedCommit[] = [];
  let next = 0;
  const take = () => words[next++] ?? '';
  while (next + FIELDS.length < words.length) {
    const [commit, parents, when, who, subject] = [take(), take(), take(), take(), take()];
    const changes: LoggedChange[] = [];
    while (/^\n?:/.test(words[next] ?? '')) {
      const [, mode = '', , blob = '', letter = ''] = take().split(' ');
      const status = letter.slice(0, 1);
      // a rename and a copy name the file before, too
      if (status === 'R' || status === 'C') take();
      changes.push({ status, mode, blob, path: take() });
    }
    commits.push({ commit, parents: parents === '' ? [] : parents.split(' '), when, who, subject, changes });
  }
  return commits;
}
