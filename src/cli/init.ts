import type { Command } from '@commander-js/extra-typings';
import type { FileOutcome, ProjectFile } from '../project/write-project';
import { answerNo, printJson, printResult, say } from './output';
import { printNext } from './print-next';

const MORE = `
In a terminal, what is not given is asked for. Everything is checked before the first file is written, and all of them
are written or none. Other files in the folder are left alone.

Examples:
  lockstep init shop --image registry.example.com/team/shop:1.4.2 \\
    --service 'web:8080=/web' --service 'worker=/worker --verbose'
  lockstep init shop    # asks`;

/** What a dry run says of a file. */
const VERBS: Record<FileOutcome, string> = { written: 'write', replaced: 'replace', unchanged: 'leave' };

/** `lockstep init [dir]`: a new project that synthesizes at once. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('write a new project that synthesizes at once')
    .argument('[dir]', 'folder of the project; made when it is not there', '.')
    .option('--name <name>', "name of the release (default: the folder's)")
    .option('--image <repository:tag>', 'image that all services run')
    .option('--service <name=command>', 'service, as name[:port][=command]; can be repeated', collect)
    .option('--namespace <namespace>', 'namespace of every object (default: none)')
    .option('--no-workflow', 'leave .github/workflows/lockstep.yaml out')
    .option('--force', 'replace files that have other content')
    .option('--dry-run', 'check everything, say what would be written, write nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', MORE)
    .action(async (folder, { service: services, force, dryRun = false, json, ...flags }) => {
      const { requireAnswers } = require('../project/require-answers') as typeof import('../project/require-answers');
      const { planProject } = require('../project/plan-project') as typeof import('../project/plan-project');
      const { writeProject } = require('../project/write-project') as typeof import('../project/write-project');

      const terminal = { input: process.stdin, output: process.stderr };
      const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
      const answers = await requireAnswers({ ...flags, folder, services }, isTerminal ? terminal : undefined);
      if (!answers) {
        say('nothing was written');
        answerNo();
        return;
      }
      const files = writeProject(folder, planProject(answers), { force, dryRun });
      warnOfRepositoryAround(folder);
      const next = printNext(folder);
      if (json) printJson({ folder, dryRun, files, next });
      else printResult(dryRun ? printDryRun(files) : `${printWritten(folder, files)}\nnext: ${next}`);
    });
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

function printDryRun(files: readonly ProjectFile[]): string {
  return files.map(({ path, outcome }) => `would ${VERBS[outcome]} ${path}`).join('\n');
}

function printWritten(folder: string, files: readonly ProjectFile[]): string {
  const changed = files.filter(({ outcome }) => outcome !== 'unchanged').length;
  const same = files.length - changed;
  const count = (n: number) => `${n} ${n === 1 ? 'file' : 'files'}`;
  return `wrote ${count(changed)} into ${folder}${same === 0 ? '' : `, left ${count(same)} as before`}`;
}

/** GitHub and Renovate look at the top of a repository only, and say nothing of what lies below. */
function warnOfRepositoryAround(folder: string): void {
  const { findEnclosingRepository } =
    require('../project/find-enclosing-repository') as typeof import('../project/find-enclosing-repository');
  const top = findEnclosingRepository(folder);
  if (top === undefined) return;
  say(
    `${folder} lies in the git repository ${top}: .github/ and renovate.json count only at its top, so move them there`,
  );
}
