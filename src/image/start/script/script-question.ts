import type { StartAnswer, StartQuestion } from '../start-question';

/** A question about a file that is started for others, and how many of them there are. */
export interface ScriptQuestion extends StartQuestion {
  /** Paths of the scripts that lead here, one the interpreter of the other; undefined for none. */
  readonly scripts?: readonly string[];
  /** Programs of `env` that lead here; undefined for none. */
  readonly launches?: number;
}

/** Asks about the next file. */
export type AskStart = (question: ScriptQuestion) => Promise<StartAnswer>;
