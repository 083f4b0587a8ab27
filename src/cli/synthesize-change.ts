import { printDiff } from '../diff/print-diff';
import type { ReleaseTextChange } from '../operations/change-plan';
import { applyChange, previewChange, requireOnlyImage } from '../operations/change-releases';
import { describePinned } from '../synth/describe-synth';
import { readProject } from '../synth/project';
import type { ChangeFlags } from './change-command';
import { hasColor, printJson, printResult, say } from './output';

/** How a change is told. */
export interface ToldChange {
  /** What `--json` has beside the diff. */
  readonly report: object;
  /** What stands above it otherwise. */
  readonly sentences: readonly string[];
}

/**
 * Synthesizes what comes out of changed release files, says it, and writes: release files first, then dist/. Nothing is
 * written before all of it is known to work. In the package, this and all that it needs is one file.
 */
export async function synthesizeChange(
  changes: readonly ReleaseTextChange[],
  { report, sentences }: ToldChange,
  flags: ChangeFlags,
): Promise<void> {
  const project = readProject();
  const outcome = await previewChange(project, changes);
  if (flags.onlyImage) requireOnlyImage(outcome);
  const dist = flags.dryRun ? undefined : applyChange(changes, project.dist, outcome.after);
  if (flags.json) {
    printJson({ ...report, diff: outcome.diff, dist });
    return;
  }
  for (const sentence of sentences) say(sentence);
  // the headline is the result, and stands at the end on standard output
  const details = printDiff({ ...outcome.diff, headlines: [] }, { color: hasColor(process.stderr) }).trim();
  if (details !== '') say(`${details}\n`);
  for (const sentence of describePinned(outcome.after.releases)) say(sentence);
  for (const headline of outcome.diff.headlines) printResult(headline);
}
