import { relative } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { describePinned, describeSynth } from '../synth/describe-synth';
import { type Project, readProject } from '../synth/project';
import { synthesize } from '../synth/synthesize';
import { compareDist, writeDist } from '../synth/write-dist';
import { printJson, printResult, say } from './output';
import { reportFailure } from './report-failure';

interface SynthOptions {
  readonly output?: string | undefined;
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
  readonly stdout?: true | undefined;
  readonly watch?: true | undefined;
}

/** `lockstep synth`: brings dist/ to what the app says. */
export function addSynthCommand(program: Command): void {
  program
    .command('synth')
    .description('run the app of cdk8s.yaml and bring dist/ to what it says')
    .option('-o, --output <folder>', 'another folder than that of cdk8s.yaml (default: dist)')
    .option('--stdout', 'print the manifests instead of writing them')
    .option('--dry-run', 'say what would change and write nothing')
    .option('-w, --watch', 'do it again on every change')
    .option('--json', 'print what changed as JSON')
    .addHelpText(
      'after',
      `
The app runs into a temporary folder. Only when it has succeeded, and every document is a whole manifest, files in the
output folder are replaced: those with new bytes, one by one. Manifests (*.k8s.yaml) that the app no longer writes are
removed; other files are left alone.

Examples:
  lockstep synth
  lockstep synth --stdout | kubectl diff -f -
  lockstep synth --watch`,
    )
    .action(async (options) => {
      const project = withOutput(readProject(), options.output);
      if (!options.watch) return synth(project, options);
      const { watchProject } = require('../synth/watch-project') as typeof import('../synth/watch-project');
      let saysNothingChanged = true;
      await watchProject(project, () => {
        const run = synth(project, options, { runsAgain: true, saysNothingChanged }).catch(reportFailure);
        saysNothingChanged = false;
        return run;
      });
    });
}

/** One of several runs of `--watch`. */
interface WatchedRun {
  readonly runsAgain: boolean;
  /** False after the first, when most edits change nothing in dist/. */
  readonly saysNothingChanged: boolean;
}

async function synth(
  project: Project,
  options: SynthOptions,
  { runsAgain, saysNothingChanged }: WatchedRun = { runsAgain: false, saysNothingChanged: true },
): Promise<void> {
  const result = await synthesize(project, new Map(), { runsAgain });
  if (options.stdout) {
    printResult([...result.files.values()].join('---\n'));
    return;
  }
  const change = options.dryRun ? compareDist(project.dist, result.files) : writeDist(project.dist, result.files);
  if (!saysNothingChanged && change.written.length + change.removed.length === 0) return;
  if (options.json) {
    printJson({ ...change, releases: result.releases ?? [] });
    return;
  }
  for (const path of change.written) say(`  ${options.dryRun ? 'would write' : 'wrote'} ${place(project, path)}`);
  for (const path of change.removed) say(`  ${options.dryRun ? 'would remove' : 'removed'} ${place(project, path)}`);
  for (const path of change.foreign) say(`  left alone ${place(project, path)}, which is not ours`);
  for (const sentence of describePinned(result.releases)) say(`  ${sentence}`);
  printResult(describeSynth(result, change));
}

/** The path of a manifest as the user would type it. */
function place(project: Project, path: string): string {
  return relative(process.cwd(), `${project.dist}/${path}`);
}

/** The project with another output folder, relative to where the command runs. */
export function withOutput(project: Project, output: string | undefined): Project {
  const { resolve } = require('node:path') as typeof import('node:path');
  return output === undefined ? project : { ...project, dist: resolve(output) };
}
