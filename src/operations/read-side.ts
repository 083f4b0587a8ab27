import { existsSync, lstatSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { UserError } from '../errors';
import type { Manifest } from '../manifest/manifest';
import type { Git } from '../release/git';
import { readBlobs } from '../release/git-blobs';
import { gitPath, openRepository } from '../release/git-repository';
import { type Project, readProject } from '../synth/project';
import { MANIFEST_ENDING, synthesize } from '../synth/synthesize';
import { parseTexts, readTexts } from './read-manifests';
import { readSynthesized } from './read-synthesized';

/** One side of a comparison: how to speak of it, and its manifests. */
export interface Side {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * What the app says now.
 *
 * @throws UserError what synthesizing throws
 */
export async function readFreshSide(project: Project): Promise<Side> {
  const synthesized = await synthesize(project, new Map(), { wantsFiles: true });
  return { name: 'the app as it is', manifests: readSynthesized(synthesized) };
}

/**
 * What stands in the project's output folder; nothing when there is no such folder yet.
 *
 * @throws UserError what parsing the manifests throws
 */
export function readDistSide(project: Project): Side {
  const name = relative(process.cwd(), project.dist) || '.';
  return existsSync(project.dist) ? toSide(name, readTexts(project.dist, MANIFEST_ENDING)) : { name, manifests: [] };
}

/**
 * The side that a word means: a file or a folder of that name, or else a git revision, as its committed output folder
 * or, where none is committed, as what its app says.
 *
 * @throws UserError DIFF_UNKNOWN_SIDE, and what parsing, git and synthesizing throw
 */
export async function readSide(word: string, project: () => Project): Promise<Side> {
  if (existsSync(word)) return toSide(word, readTexts(word));
  const { folder, dist } = project();
  const { git } = await openRepository(realpathSync(folder), 'cdk8s.yaml');
  const commit = await findCommit(git, word);
  if (commit === undefined) {
    throw new UserError({
      code: 'DIFF_UNKNOWN_SIDE',
      what: `'${word}' is nothing that can be compared`,
      why: 'there is no file, no folder and no git revision of that name',
      fix: 'name a folder with manifests, a file, or a commit, tag or branch',
    });
  }
  const committed = await readCommitted(git, commit, gitPath(git.folder, realpathOrSelf(dist)));
  return committed.size > 0
    ? toSide(word, committed)
    : synthesizeCommit(git, commit, word, gitPath(git.folder, realpathSync(folder)));
}

async function findCommit(git: Git, word: string): Promise<string | undefined> {
  try {
    const output = await git.run('rev-parse', ['--verify', '--quiet', '--end-of-options', `${word}^{commit}`]);
    return output.toString().trim();
  } catch {
    return undefined;
  }
}

async function readCommitted(git: Git, commit: string, folder: string): Promise<Map<string, string>> {
  const listing = await git.run('ls-tree', ['-r', '-z', '--full-tree', commit, '--', folder]);
  const entries = listing
    .toString()
    .split('\0')
    .map((line) => /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line))
    .filter((match) => match?.[2]?.endsWith(MANIFEST_ENDING));
  const blobs = await readBlobs(
    git,
    entries.map((match) => match?.[1] as string),
  );
  return new Map(entries.map((match) => [match?.[2] as string, blobs.get(match?.[1] as string)?.toString() ?? '']));
}

/** Runs the app of a commit in a worktree of its own, with the packages that are installed now. */
async function synthesizeCommit(git: Git, commit: string, word: string, folder: string): Promise<Side> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'lockstep-worktree-'));
  const tree = join(parent, 'tree');
  try {
    await git.run('worktree', ['add', '--quiet', '--detach', tree, commit]);
    const packages = join(git.folder, folder, 'node_modules');
    const target = join(tree, folder, 'node_modules');
    if (existsSync(packages) && !lstatSync(target, { throwIfNoEntry: false })) symlinkSync(packages, target);
    const synthesized = await synthesize(readProject(join(tree, folder)), new Map(), { wantsFiles: true });
    return { name: word, manifests: readSynthesized(synthesized) };
  } finally {
    rmSync(parent, { recursive: true, force: true });
    await git.run('worktree', ['prune']);
  }
}

function toSide(name: string, texts: ReadonlyMap<string, string>): Side {
  return { name, manifests: parseTexts(texts).map(({ manifest }) => manifest) };
}

function realpathOrSelf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
