import type { Command } from '@commander-js/extra-typings';
import { answerNo, hasColor, printJson, printResult } from './output';

/** `lockstep diff`: what would change. */
export function addDiffCommand(program: Command): void {
  program
    .command('diff')
    .description('say what would change, object by object and field by field')
    .argument('[a]', 'a folder, a file or a git revision (default: dist/)')
    .argument('[b]', 'the other side (default: what the app says now)')
    .option('--exit-code', 'end with 1 when there is a difference')
    .option('--json', 'print the differences as JSON')
    .addHelpText(
      'after',
      `
A git revision stands for the dist/ that is committed there, or for what its app says. Marked are changes that
Kubernetes refuses to make in place, and objects that stay behind because another one took their place.

Examples:
  lockstep diff                  # dist/ against what the app says now
  lockstep diff HEAD~1           # what has changed since the last commit
  lockstep diff v1.3.0 v1.4.0
  lockstep diff old.yaml dist/ --exit-code`,
    )
    .action(async (a, b, options) => {
      const { readDistSide, readFreshSide, readSide } =
        require('../operations/read-side') as typeof import('../operations/read-side');
      const { readProject } = require('../synth/project') as typeof import('../synth/project');
      const before = a === undefined ? readDistSide(readProject()) : await readSide(a, readProject);
      const after = b === undefined ? await readFreshSide(readProject()) : await readSide(b, readProject);
      const { diffManifests } = require('../diff/diff-manifests') as typeof import('../diff/diff-manifests');
      const diff = diffManifests(before.manifests, after.manifests);
      if (options.json) printJson({ from: before.name, to: after.name, ...diff });
      else {
        const { printDiff } = require('../diff/print-diff') as typeof import('../diff/print-diff');
        printResult(printDiff(diff, { color: hasColor(process.stdout) }));
      }
      if (options.exitCode && diff.objects.length > 0) answerNo();
    });
}
