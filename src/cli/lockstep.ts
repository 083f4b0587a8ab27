#!/usr/bin/env node
import { Command } from '@commander-js/extra-typings';
import { addAppCommand } from './app';
import { reportFailure } from './report-failure';

/** Wrong usage: an unknown command, flag or argument. */
const EXIT_USAGE = 2;

const program = new Command('lockstep')
  .description('One container image, many binaries, one version.')
  .showHelpAfterError("('lockstep --help' lists the commands)")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));

addAppCommand(program);
program.parseAsync().catch(reportFailure);
