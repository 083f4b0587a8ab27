import type { ChangePlan } from '../operations/change-plan';
import { printJson, printResult, say } from './output';

/** Flags that every command has that changes release files. */
export interface ChangeFlags {
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
  readonly synth?: boolean | undefined;
  readonly onlyImage?: true | undefined;
}

/**
 * Writes what a plan says, and what is synthesized from it, unless the flags say otherwise. Nothing is written before all
 * of it is known to work.
 */
export async function carryOut(plan: ChangePlan, flags: ChangeFlags): Promise<void> {
  for (const note of plan.notes) say(`note: ${note}`);
  const changes = plan.changes.filter(({ before, after }) => before !== after);
  const moves = plan.moves.map(({ path, from, to }) => ({ file: path, from: String(from), to: String(to) }));
  const report = { moves, notes: plan.notes };
  const sentences = moves.map(describeMove);
  if (flags.synth === false || changes.length === 0) {
    const { writeReleaseFile } =
      require('../release/write-release-file') as typeof import('../release/write-release-file');
    if (!flags.dryRun) for (const { path, after } of changes) writeReleaseFile(path, after);
    if (flags.json) printJson(report);
    else for (const sentence of sentences) printResult(sentence);
    return;
  }
  const { synthesizeChange } = require('./synthesize-change') as typeof import('./synthesize-change');
  await synthesizeChange(changes, { report, sentences }, flags);
}

function describeMove({ file, from, to }: { file: string; from: string; to: string }): string {
  return from === to ? `${file}: is at ${to} already` : `${file}: ${from} → ${to}`;
}
