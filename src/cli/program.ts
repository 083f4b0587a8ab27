import { Command } from '@commander-js/extra-typings';
import { addAppCommand } from './app';
import { addBumpCommand } from './bump';
import { addCheckCommand } from './check';
import { addCompleteCommand } from './complete';
import { addDiffCommand } from './diff';
import { addHistoryCommand } from './history';
import { addImageCommand } from './image';
import { addImportCommand } from './import';
import { addInitCommand } from './init';
import { addPromoteCommand } from './promote';
import { readVersion } from './read-version';
import { addRollbackCommand } from './rollback';
import { addSynthCommand } from './synth';

/** Wrong usage: an unknown command, flag or argument. */
const EXIT_USAGE = 2;

/** Every command in the order of the help. What a command needs is loaded when it runs. */
const COMMANDS = [
  addSynthCommand,
  addBumpCommand,
  addRollbackCommand,
  addHistoryCommand,
  addPromoteCommand,
  addDiffCommand,
  addCheckCommand,
  addImageCommand,
  addInitCommand,
  addImportCommand,
  addAppCommand,
  addCompleteCommand,
];

/** The command line. */
export function buildProgram(): Command {
  const program = new Command('lockstep')
    .description('One container image, many binaries, one version.')
    .version(readVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError("('lockstep --help' lists the commands)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
  for (const add of COMMANDS) add(program);
  return program as unknown as Command;
}
