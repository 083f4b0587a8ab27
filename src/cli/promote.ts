import type { Command } from '@commander-js/extra-typings';

/** `lockstep promote`: what was tested is what ships. */
export function addPromoteCommand(program: Command): void {
  program
    .command('promote')
    .description('copy the image of one release file to another, the digest included')
    .argument('<from>', 'the release file to copy from')
    .argument('<to>', 'the release file to copy to')
    .option('--allow-other-repository', 'also when the two name different repositories')
    .option('--only-image', 'refuse when anything but images, version labels and names of Jobs would change')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--no-synth', 'leave dist/ as it is')
    .option('--json', 'print the change as JSON')
    .addHelpText('after', '\nExamples:\n  lockstep promote release.staging.yaml release.production.yaml')
    .action(async (from, to, options) => {
      const { planPromotion } = require('../operations/promote') as typeof import('../operations/promote');
      const { carryOut } = require('./change-command') as typeof import('./change-command');
      await carryOut(planPromotion(from, to, options), options);
    });
}
