import type { Command } from '@commander-js/extra-typings';

/** `lockstep bump`: another version for every workload. */
export function addBumpCommand(program: Command): void {
  program
    .command('bump')
    .description('set the version in the release file, synthesize, and say what will roll')
    .argument('[tag]', 'the tag to run')
    .option('--latest', 'the highest release among the tags of the registry')
    .option('--to <range>', 'the highest tag in a semver range, for example ~1.4')
    .option('-f, --file <path>', 'the release file; can be repeated (default: release.yaml)', collect)
    .option('--digest', 'pin the digest, and refuse when the registry does not tell it')
    .option('--no-digest', 'leave the digest out')
    .option('--strict', 'refuse when the registry cannot be asked')
    .option('--offline', 'do not ask the registry')
    .option('--only-image', 'refuse when anything but images, version labels and names of Jobs would change')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--no-synth', 'leave dist/ as it is')
    .option('--json', 'print the change as JSON')
    .addHelpText(
      'after',
      `
The registry is asked whether the tag is there, and for its digest, which is pinned beside it. When it cannot be asked
within 3 seconds, bump says so and goes on without a digest. What comes out is synthesized first; the release file and
then dist/ are written when all of it has succeeded.

Examples:
  lockstep bump 1.4.2
  lockstep bump --to '~1.4' --dry-run
  lockstep bump 1.4.2 -f release.staging.yaml -f release.production.yaml`,
    )
    .action(async (tag, options, command) => {
      const { chooseVersion } = require('./choose-version') as typeof import('./choose-version');
      const version = chooseVersion(tag, options, (message) => command.error(message));
      const { planBump } = require('../operations/bump') as typeof import('../operations/bump');
      const { carryOut } = require('./change-command') as typeof import('./change-command');
      const plan = await planBump(
        { ...options, files: options.file ?? ['release.yaml'], version },
        options.offline ? undefined : openRegistry(),
      );
      await carryOut(plan, options);
    });
}

function collect(path: string, paths: string[] = []): string[] {
  return [...paths, path];
}

function openRegistry() {
  const { RegistryClient } =
    require('../image/registry/registry-client') as typeof import('../image/registry/registry-client');
  return new RegistryClient();
}
