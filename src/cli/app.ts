import type { Command } from '@commander-js/extra-typings';
import { runApp } from '../app-runner/run-app';

/** `lockstep app main.ts`: what `app:` in cdk8s.yaml calls. */
export function addAppCommand(program: Command): void {
  program
    .command('app')
    .description('run a cdk8s app written in TypeScript; this is what app: in cdk8s.yaml calls')
    .argument('<file>', 'the app, for example main.ts')
    .action((file) => runApp(file));
}
