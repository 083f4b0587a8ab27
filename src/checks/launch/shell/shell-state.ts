/** The value of a variable; null when it is certainly not set, undefined when it is not known. */
export type ShellValue = string | null | undefined;

/** Why a shell goes no further: it failed, or it became another program or ended in some other way. */
export type ShellEnd = 'failure' | 'other';

/** What is known of a shell at one place of its script. */
export class ShellState {
  /** A name that is not here is not known. */
  readonly variables: Map<string, ShellValue>;
  /** Names that programs are given. */
  readonly exported: Set<string>;
  /** `$1` and on; undefined when they are not known. */
  positional: readonly string[] | undefined;
  /** Absolute; undefined when it is not known. */
  workingDirectory: string | undefined;
  /** `set -e` */
  exitsOnError = false;
  /** `set -a` */
  exportsAll = false;
  /** Whether the shell gets here for certain when all that was started before could be started and did well. */
  isReached = true;
  end: ShellEnd | undefined;

  constructor(
    env: ReadonlyMap<string, string | undefined>,
    positional: readonly string[] | undefined,
    workingDirectory: string | undefined,
    /** `$0` */
    readonly name: string | undefined,
  ) {
    this.variables = new Map(env);
    this.exported = new Set(env.keys());
    this.positional = positional;
    this.workingDirectory = workingDirectory;
  }

  /** A copy that goes its own way, as a process of its own does. */
  fork(): ShellState {
    const copy = new ShellState(new Map(), this.positional, this.workingDirectory, this.name);
    for (const [name, value] of this.variables) copy.variables.set(name, value);
    for (const name of this.exported) copy.exported.add(name);
    copy.exitsOnError = this.exitsOnError;
    copy.exportsAll = this.exportsAll;
    copy.isReached = this.isReached;
    return copy;
  }

  /** Takes over what a copy came to. */
  adopt(copy: ShellState): void {
    this.variables.clear();
    for (const [name, value] of copy.variables) this.variables.set(name, value);
    this.exported.clear();
    for (const name of copy.exported) this.exported.add(name);
    this.positional = copy.positional;
    this.workingDirectory = copy.workingDirectory;
    this.exitsOnError = copy.exitsOnError;
    this.exportsAll = copy.exportsAll;
    this.isReached = copy.isReached;
    this.end = copy.end;
  }

  /** Goes on with what is the same here and in a copy that went another way: either may be what happens. */
  merge(copy: ShellState): void {
    for (const name of new Set([...this.variables.keys(), ...copy.variables.keys()])) {
      if (this.variables.get(name) !== copy.variables.get(name)) this.variables.set(name, undefined);
    }
    for (const name of copy.exported) this.exported.add(name);
    if (!isSame(this.positional, copy.positional)) this.positional = undefined;
    if (this.workingDirectory !== copy.workingDirectory) this.workingDirectory = undefined;
    this.exitsOnError &&= copy.exitsOnError;
    this.isReached &&= copy.isReached;
  }

  set(name: string, value: ShellValue): void {
    this.variables.set(name, value);
    if (this.exportsAll) this.exported.add(name);
  }

  /** After something that may have changed any variable. */
  forgetVariables(): void {
    for (const name of this.variables.keys()) this.variables.set(name, undefined);
    this.variables.set('IFS', undefined);
  }

  /** What a program is given. */
  environment(): Map<string, string | undefined> {
    const env = new Map<string, string | undefined>();
    for (const [name, value] of this.variables) {
      if (value !== null && this.exported.has(name)) env.set(name, value);
    }
    return env;
  }
}

function isSame(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === b || (a?.length === b?.length && a?.every((word, index) => word === b?.[index]) === true);
}
