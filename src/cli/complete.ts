import type { Command } from '@commander-js/extra-typings';

/** `lockstep complete bash`, as it stands in the help. */
export function addCompleteCommand(program: Command): void {
  program
    .command('complete')
    .description('print a script that completes commands and flags in your shell')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText(
      'after',
      '\nExamples:\n  source <(lockstep complete bash)\n  lockstep complete fish > ~/.config/fish/completions/lockstep.fish',
    );
}

/** Lets the shell's question, and the request for its script, be answered out of the commands themselves. */
export async function completeCommands(program: Command): Promise<void> {
  const commands = program.commands as Command[];
  commands.splice(
    commands.findIndex((command) => command.name() === 'complete'),
    1,
  );
  const { default: tab } = await import('@bomb.sh/tab/commander');
  tab(program as unknown as Parameters<typeof tab>[0]);
}
