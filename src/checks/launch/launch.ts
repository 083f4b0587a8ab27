import type { Maker } from './makers';

/** One program that is started. */
export interface Launch {
  /** The first word is the program as it is named: a path, or a name that is looked for in `PATH`. At least one word. */
  readonly argv: readonly string[];
  /** Whether more words follow, from one on that is only known when it runs. */
  readonly isCut?: boolean;
  /**
   * Undefined for one that is set to what is not known. A missing `PATH` was taken out, and who starts the program then
   * has one of its own.
   */
  readonly env: ReadonlyMap<string, string | undefined>;
  /** Absolute; undefined when it is not known. */
  readonly workingDirectory: string | undefined;
  /**
   * Whether what was asked for fails for certain when the program cannot be started. False where something else may
   * run instead, or goes on.
   */
  readonly isCertain: boolean;
  /**
   * Who starts it, and so how it is looked up: undefined for the container runtime; `tini`, `env` and the like do it as
   * execvp does, `sh -c` as a shell does, which has its own words for a program that is not there.
   */
  readonly via: string | undefined;
  /** `USER` or `USER:GROUP`, where a wrapper changes it; `?` for another one that is not known. */
  readonly runsAs?: string;
  /** Files that were written before, one of which may be the program, or a file that it reads. */
  readonly makers?: readonly Maker[];
  /** Why it may be started in another way, or not at all, where `isCertain` is false: `'run.sh' may change its words`. */
  readonly doubt?: string;
  /** Whether it is a guess, of which only a pass is worth a word. */
  readonly isGuess?: boolean;
  /** Absolute paths of the scripts that were followed up to here. */
  readonly scripts?: readonly string[];
  /** Whether BusyBox starts it, some builds of which run what they have built in. */
  readonly isOfBusybox?: boolean;
  /** How many programs before it started one another, this one last; 0 when not given. */
  readonly depth?: number;
}

/** A file that an interpreter reads: it has to be readable, and need not be executable. */
export interface ScriptFile {
  /** Relative to the working directory of the launch. */
  readonly path: string;
  /** Whether the interpreter also looks for it in `PATH`, when it is not in the working directory. */
  readonly isSearched: boolean;
  /** Whether a folder will do as well. */
  readonly mayBeFolder: boolean;
  /** What a shell gives the script as its own words; undefined for other interpreters. */
  readonly words?: readonly string[];
  /** As for a launch; that of the launch when not given. */
  readonly isCertain?: boolean;
}

/** What one launch is known to start in turn. Nothing of all that for a program that is no wrapper. */
export interface Unwrapped {
  /** In the order in which they run, as far as there is one. */
  readonly launches: readonly Launch[];
  /** Why there may be others. */
  readonly unknown?: string;
  readonly reads?: readonly ScriptFile[];
}

/** What one kind of wrapper starts. `unwrap` is for a wrapper that is another program under its own roof, as busybox is. */
export type Wrapper = (launch: Launch, unwrap: (launch: Launch) => Unwrapped) => Unwrapped;

/** A program that a wrapper starts: with the wrapper's surroundings, where nothing else is said. */
export function startedBy(launch: Launch, via: string, change: Partial<Launch> & Pick<Launch, 'argv'>): Launch {
  const { isOfBusybox: _, ...rest } = launch;
  return { ...rest, via, depth: (launch.depth ?? 0) + 1, ...change };
}
