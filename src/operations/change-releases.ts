import { type Diff, diffManifests } from '../diff/diff-manifests';
import { UserError } from '../errors';
import { writeReleaseFile } from '../release/write-release-file';
import type { Project } from '../synth/project';
import { type Synthesized, synthesize } from '../synth/synthesize';
import { type DistChange, writeDist } from '../synth/write-dist';
import type { ReleaseTextChange } from './change-plan';
import { readSynthesized } from './read-synthesized';

/** What comes out of other release files. */
export interface Outcome {
  readonly before: Synthesized;
  readonly after: Synthesized;
  readonly diff: Diff;
}

/**
 * Synthesizes the app as it is and as it would be, without touching a file.
 *
 * @throws UserError what either synthesis throws
 */
export async function previewChange(project: Project, changes: readonly ReleaseTextChange[]): Promise<Outcome> {
  const options = { wantsFiles: true };
  const before = await synthesize(project, new Map(changes.map(({ file, before: text }) => [file, text])), options);
  const after = await synthesize(project, new Map(changes.map(({ file, after: text }) => [file, text])), options);
  return { before, after, diff: diffManifests(readSynthesized(before), readSynthesized(after)) };
}

/**
 * Fails unless nothing but images, version labels and names of Jobs would change.
 *
 * @throws UserError CHANGE_NOT_ONLY_IMAGE
 */
export function requireOnlyImage({ diff }: Outcome): void {
  if (diff.onlyImage) return;
  throw new UserError({
    code: 'CHANGE_NOT_ONLY_IMAGE',
    what: 'more than the image would change',
    why: diff.headlines.join('; '),
    fix: 'look at it with --dry-run, or leave out --only-image',
  });
}

/** Writes the release files first and the manifests after them; each file is whole at every moment. */
export function applyChange(changes: readonly ReleaseTextChange[], dist: string, { files }: Synthesized): DistChange {
  for (const { path, before, after } of changes) {
    if (before !== after) writeReleaseFile(path, after);
  }
  return writeDist(dist, files);
}
