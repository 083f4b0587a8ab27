import { buildProgram } from './program';
import { reportFailure } from './report-failure';

// whoever read it has gone, perhaps before all is printed; the exit status still counts
process.stdout.on('error', () => undefined);

async function main(): Promise<void> {
  const program = buildProgram();
  if (process.argv[2] === 'complete') {
    const { completeCommands } = require('./complete') as typeof import('./complete');
    await completeCommands(program);
  }
  await program.parseAsync();
}

main()
  .catch(reportFailure)
  // a name that is still being looked up must not keep the command waiting, but a pipe takes what was written piece by piece
  .finally(() => {
    // whoever read it has gone
    process.stdout.on('error', () => process.exit());
    process.stdout.write('', () => process.stderr.write('', () => process.exit()));
  });
