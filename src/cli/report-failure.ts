import { printProblem, UserError } from '../errors';

const EXIT_NO = 1;
const EXIT_BUG = 70;

/** Tells a failure on standard error and sets the exit status: 1 for the user's mistakes, 70 for ours. */
export function reportFailure(error: unknown): void {
  if (error instanceof UserError) {
    for (const problem of error.problems) process.stderr.write(`error ${printProblem(problem)}\n`);
    process.exitCode = EXIT_NO;
    return;
  }
  process.stderr.write(
    `this is a bug of lockstep, please report it:\n${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = EXIT_BUG;
}
