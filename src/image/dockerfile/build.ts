import type { Problem } from '../../errors';
import type { BuildContext } from './context/build-context';
import type { Budget } from './files/trace';
import { expandWord, type Lookup, WordFault } from './grammar/expand-word';
import type { Instruction } from './grammar/instruction';
import type { Known } from './known';
import type { Stage } from './stage';

export interface DockerfileOptions {
  /** Path of the Dockerfile as people are shown it. */
  readonly file: string;
  /** The stage that is built, by name or number; the last one when not given. */
  readonly target?: string | undefined;
  /** `--build-arg`. */
  readonly buildArgs?: ReadonlyMap<string, string> | undefined;
  /** The folder that `COPY` copies from; without it what is in folders is not known. */
  readonly context?: BuildContext | undefined;
}

/** A stage before it is read. */
export interface StageOutline {
  readonly from: Instruction;
  /** Lower case. */
  readonly name: string | undefined;
  /** As written. */
  readonly base: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** What is wrong with a line. */
export interface Refusal {
  /** `COPY has no destination`. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

const MOST_PROBLEMS = 100;

/** One reading of a Dockerfile. */
export class Build {
  readonly options: DockerfileOptions;
  readonly escapeChar: '\\' | '`';
  /** The stages read so far. */
  readonly stages: Stage[] = [];
  /** `ARG` before the first `FROM`. */
  readonly globals = new Map<string, Known<string>>();
  readonly budget: Budget = { steps: 20_000_000, depth: 0 };
  /** All stages with their names, those that are not read yet included, and what is after them. */
  readonly outline: readonly StageOutline[];
  /** Whether the stage that is read now is part of what is built: of others builders read the grammar only. */
  isReached = true;
  readonly #isForeign: boolean;
  readonly #problems: Problem[] = [];

  /** @param parsed.syntax what `# syntax=` names; of a frontend that we do not know nothing is refused */
  constructor(
    options: DockerfileOptions,
    parsed: { readonly escapeChar: '\\' | '`'; readonly syntax: string | undefined },
    outline: readonly StageOutline[],
  ) {
    this.options = options;
    this.escapeChar = parsed.escapeChar;
    this.outline = outline;
    this.#isForeign = parsed.syntax !== undefined && !/(?:^|\/)dockerfile(?:-upstream)?(?:[:@]|$)/.test(parsed.syntax);
  }

  /** In the order of the file. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  refuse(line: number, { what, why, fix }: Refusal): void {
    if (this.#isForeign || this.#problems.length >= MOST_PROBLEMS) return;
    const problem = { code: 'DOCKERFILE_INVALID', what: `${this.options.file}:${line}: ${what}`, why, fix };
    // one word may be read twice, and one ONBUILD by several stages
    if (this.#problems.some((each) => each.what === problem.what && each.why === why)) return;
    this.#problems.push(problem);
  }

  /** A word with its variables; one that no builder takes is refused, and unknown. */
  expand(line: number, word: string, find: Lookup): Known<string> {
    try {
      return expandWord(word, { escapeChar: this.escapeChar, find });
    } catch (error) {
      if (!(error instanceof WordFault)) throw error;
      if (this.isReached) this.refuse(line, badWord(error));
      return { unknown: error.message };
    }
  }

  /** A stage that `--from` or `FROM` names. Of several with one name the last one counts. */
  findStage(name: string): Stage | undefined {
    return this.stages.findLast((stage) => stage.name === name);
  }
}

export function badWord(fault: WordFault): Refusal {
  return {
    what: 'a variable or quote cannot be read',
    why: fault.message,
    fix: 'close the quote or bracket, or write a plain dollar sign as \\$',
  };
}
