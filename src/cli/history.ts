import type { Command } from '@commander-js/extra-typings';
import { printJson, printResult, say } from './output';

/** `lockstep history`: the versions of a release file. */
export function addHistoryCommand(program: Command): void {
  program
    .command('history')
    .description('list the versions of the release file, newest first')
    .option('-f, --file <path>', 'the release file', 'release.yaml')
    .option('-n, --number <count>', 'at most so many versions', parseCount)
    .option('--offline', 'do not ask the registry which ones are still there')
    .option('--json', 'print the versions as JSON')
    .addHelpText('after', '\nExamples:\n  lockstep history\n  lockstep history -n 5 --offline --json')
    .action(async (options) => {
      const { listVersions } = require('../operations/list-versions') as typeof import('../operations/list-versions');
      const { printVersions } =
        require('../operations/print-versions') as typeof import('../operations/print-versions');
      const list = await listVersions(options);
      for (const note of list.notes) say(`note: ${note}`);
      if (options.json) printJson(list.versions);
      else printResult(printVersions(list.versions));
    });
}

function parseCount(text: string): number {
  const { InvalidArgumentError } =
    require('@commander-js/extra-typings') as typeof import('@commander-js/extra-typings');
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It is a number from 1.');
  return Number(text);
}
