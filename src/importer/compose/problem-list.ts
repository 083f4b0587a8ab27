import { type Problem, requireNone } from '../../errors';

/** Collects what is wrong with a Compose file, so that all of it is said at once. */
export class ProblemList {
  private readonly problems = new Map<string, Problem>();

  /** Keeps a problem once; `what` never holds a value, since a value may be a secret. */
  add(place: string, what: string, reason: { readonly why: string; readonly fix: string }): void {
    const problem = { code: 'COMPOSE_INVALID', what: `${place}: ${what}`, why: reason.why, fix: reason.fix };
    if (!this.problems.has(problem.what)) this.problems.set(problem.what, problem);
  }

  get isEmpty(): boolean {
    return this.problems.size === 0;
  }

  /** @throws UserError COMPOSE_INVALID all problems, in the order of their lines */
  require(): void {
    requireNone([...this.problems.values()].sort((a, b) => lineOf(a.what) - lineOf(b.what)));
  }
}

function lineOf(what: string): number {
  return Number(/^[^\n]*?:(\d+): /.exec(what)?.[1] ?? 0);
}
