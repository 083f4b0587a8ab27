import type { Command } from '@commander-js/extra-typings';

/** `lockstep app main.ts`: what `app:` in cdk8s.yaml calls. */
export function addAppCommand(program: Command): void {
  program
    .command('app')
    .description('run a cdk8s app written in TypeScript; this is what app: in cdk8s.yaml calls')
    .argument('<file>', 'the app, for example main.ts')
    .addHelpText('after', '\nExamples:\n  lockstep app main.ts    # with CDK8S_OUTDIR or ./dist as the output folder')
    .action(async (file) => {
      const { runApp } = require('../app-runner/run-app') as typeof import('../app-runner/run-app');
      await runApp(file);
    });
}
