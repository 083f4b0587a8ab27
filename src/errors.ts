/** What went wrong, in the words of the user's file: `what` with its place, `why` it is wrong, `fix` to try. */
export interface Problem {
  /** Upper case words joined by `_`, stable, for programs: `RELEASE_UNKNOWN_KEY`. */
  readonly code: string;
  /** The value and its place: `release.yaml:3: unknown key 'tags'`. */
  readonly what: string;
  /** The fact that makes it wrong. */
  readonly why: string;
  /** A command, an edit or a "did you mean". */
  readonly fix: string;
}

const MARK = Symbol.for('cdk8s-lockstep.UserError');

/**
 * A mistake in what the user gave us: a release file, props, flags, manifests.
 * Anything else that escapes is a bug of Lockstep.
 */
export class UserError extends Error implements Problem {
  /** Also for an error of another copy of this library: the command line, the app and the package each have one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Every problem that was found, at least one. */
  readonly problems: readonly Problem[];

  /** @param problems at least one; the first gives the error its code */
  constructor(...problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(printProblem).join('\n'));
    this.name = 'UserError';
    const [first] = problems;
    this.code = first.code;
    this.what = first.what;
    this.why = first.why;
    this.fix = first.fix;
    this.problems = problems;
    Object.defineProperty(this, MARK, { value: true });
  }
}

/**
 * Nothing, or all the problems at once.
 *
 * @throws UserError when there is any problem
 */
export function requireNone(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new UserError(first, ...rest);
}

/** Three lines: code and what, why, fix. */
export function printProblem(problem: Problem): string {
  return `${problem.code}: ${problem.what}\n  why: ${problem.why}\n  fix: ${problem.fix}`;
}
