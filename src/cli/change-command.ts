import type { ChangePlan } from '../operations/change-plan';
import type { Project } from '../synth/project';
import { printJson, printResult, say } from './output';

/** Flags that every command has that changes release files. */
export interface ChangeFlags {
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
  readonly synth?: boolean | undefined;
  readonly onlyImage?: true | undefined;
}

/**
 * Synthesizes what would come out, says it, and writes: release files first, then dist/. Nothing is written before all
 * of it is known to work.
 */
export async function carryOut(plan: ChangePlan, flags: ChangeFlags): Promise<void> {
  for (const note of plan.notes) say(`note: ${note}`);
  const changes = plan.changes.filter(({ before, after }) => before !== after);
  const moves = plan.moves.map(({ path, from, to }) => ({ file: path, from: String(from), to: String(to) }));
  if (flags.synth === false || changes.length === 0) {
    const { writeReleaseFile } =
      require('../release/write-release-file') as typeof import('../release/write-release-file');
    if (!flags.dryRun) for (const { path, after } of changes) writeReleaseFile(path, after);
    if (flags.json) printJson({ moves, notes: plan.notes });
    else for (const move of moves) printResult(describeMove(move));
    return;
  }
  const { applyChange, previewChange, requireOnlyImage } =
    require('../operations/change-releases') as typeof import('../operations/change-releases');
  const { readProject } = require('../synth/project') as typeof import('../synth/project');
  const project: Project = readProject();
  const outcome = await previewChange(project, changes);
  if (flags.onlyImage) requireOnlyImage(outcome);
  const dist = flags.dryRun ? undefined : applyChange(changes, project.dist, outcome.after);
  if (flags.json) {
    printJson({ moves, notes: plan.notes, diff: outcome.diff, dist });
    return;
  }
  for (const move of moves) say(describeMove(move));
  const { printDiff } = require('../diff/print-diff') as typeof import('../diff/print-diff');
  const { describePinned } = require('../synth/describe-synth') as typeof import('../synth/describe-synth');
  // the headline is the result, and stands at the end on standard output
  const details = printDiff({ ...outcome.diff, headlines: [] }, { color: hasColor(process.stderr) }).trim();
  if (details !== '') say(`${details}\n`);
  for (const sentence of describePinned(outcome.after.releases)) say(sentence);
  for (const headline of outcome.diff.headlines) printResult(headline);
}

function describeMove({ file, from, to }: { file: string; from: string; to: string }): string {
  return from === to ? `${file}: is at ${to} already` : `${file}: ${from} → ${to}`;
}

/** Whether a stream takes colours: a terminal, unless NO_COLOR says otherwise. */
export function hasColor(stream: { readonly isTTY?: boolean }): boolean {
  if (process.env.NO_COLOR) return false;
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY === true;
}
