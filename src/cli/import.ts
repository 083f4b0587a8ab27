import type { Command } from '@commander-js/extra-typings';
import { printJson, printResult } from './output';
import { printNext } from './print-next';

/** `lockstep import <files...>`: from the manifests people have to one declaration. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('turn manifests, a Compose file or a Procfile into an app')
    .argument('[files...]', 'manifests, a Compose file or a Procfile: files, folders, or - for standard input')
    .option('-o, --out <dir>', 'folder of the new project (default: the name of the release)')
    .option('--env <name=path>', 'environment and its manifests; give one for each', collect)
    .option('--name <name>', "name of the release (default: the image's)")
    .option('--image <repository>', 'the image that the release is about (default: the one most containers share)')
    .option('--tag <version>', 'the version that is meant, where containers run several')
    .option('--keep-drift', 'keep containers of other versions as exceptions')
    .option('--force', 'write into a folder that has files, and replace those of the same name')
    .option('--dry-run', 'prove everything, say what would be written, write nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
The app synthesizes the same objects as the input: that is seen before the first file is written, so the first
kubectl apply changes nothing. What is no part of a release is kept word for word in manifests/, Secrets always.

Examples:
  lockstep import k8s/ --out shop
  kubectl kustomize overlays/production | lockstep import -
  lockstep import --env staging=k8s/staging --env production=k8s/production --out shop
  lockstep import compose.yaml
  lockstep import Procfile --image registry.example.com/team/shop:1.4.2`,
    )
    .action(async (paths, { json, ...options }, command) => {
      if (paths.length === 0 && options.env === undefined) command.error("error: missing required argument 'files'");
      const { runImport } = require('../operations/run-import') as typeof import('../operations/run-import');
      const result = await runImport({ ...options, paths });
      const next = printNext(result.folder);
      if (json) {
        const { toImportJson } =
          require('../operations/print-import-json') as typeof import('../operations/print-import-json');
        printJson({ ...toImportJson(result), dryRun: options.dryRun === true, next });
        return;
      }
      const { printImport } = require('../operations/print-import') as typeof import('../operations/print-import');
      const changed = result.files.filter(({ outcome }) => outcome !== 'unchanged').length;
      printResult(
        [
          printImport(result),
          options.dryRun
            ? `would write ${changed} files into ${result.folder}`
            : `wrote ${changed} files into ${result.folder}\nnext: ${next}`,
        ].join('\n'),
      );
    });
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
