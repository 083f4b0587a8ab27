import type { Command } from '@commander-js/extra-typings';

/** `lockstep rollback`: back to an earlier version, of every workload at once. */
export function addRollbackCommand(program: Command): void {
  program
    .command('rollback')
    .description('go back to the version before the present one, or to an earlier one')
    .argument('[tag]', 'the version to go back to (default: the one before)')
    .option('--redo', 'go forward again to the version that the last rollback came from')
    .option('--with-config', 'name the commit whose configuration belongs to that version')
    .option('-f, --file <path>', 'the release file', 'release.yaml')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--no-synth', 'leave dist/ as it is')
    .option('--json', 'print the change as JSON')
    .addHelpText(
      'after',
      `
The versions are those of the release file in git. Each rollback goes one version further back; --redo goes forward.
Only the image is restored, with the digest it had then; when other files have changed since, rollback says so.
Nothing is committed, and nothing is applied.

Examples:
  lockstep rollback
  lockstep rollback 1.3.0 --dry-run
  lockstep rollback --redo`,
    )
    .action(async (tag, options, command) => {
      if (tag !== undefined && options.redo) command.error('error: a tag and --redo exclude each other');
      const { planRollback } = require('../operations/rollback') as typeof import('../operations/rollback');
      const { carryOut } = require('./change-command') as typeof import('./change-command');
      await carryOut(await planRollback({ ...options, tag }), options);
    });
}
