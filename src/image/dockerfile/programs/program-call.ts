import { posix } from 'node:path';
import type { Changes } from '../files/changes';
import { isWhole, joinPattern, UNKNOWN_PART } from '../files/path-pattern';

/** One call of a program in a `RUN`. In all its texts U+0000 stands for a part that is not known. */
export interface ProgramCall {
  /** Base name of the program. */
  readonly name: string;
  /** As written: `/venv/bin/pip`. */
  readonly invoked: string;
  readonly args: readonly string[];
  /** Absolute folder that it runs in. */
  readonly folder: string;
  readonly changes: Changes;
  /** Of an environment variable; undefined when it is surely not set. */
  variable(name: string): string | undefined;
  /** The programs that a Go package pattern means, where the build context tells. */
  goPrograms(folder: string, pattern: string): readonly string[] | undefined;
}

/** What is known of a program: what it does to the files, read from its arguments. */
export type Program = (call: ProgramCall) => void;

/** The absolute path that an argument means. */
export function pathOf(call: ProgramCall, argument: string): string {
  if (argument.startsWith('~/') || argument === '~') {
    return joinPattern(call.variable('HOME') ?? UNKNOWN_PART, argument.slice(2));
  }
  return joinPattern(call.folder, argument);
}

export interface Options {
  /** Values by option with its dashes; an empty text for one that takes none. */
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/**
 * Splits arguments in options and operands.
 *
 * @param valued options that take the next word: `-o`, `--output`; one-letter ones may stand at the end of a cluster
 */
export function splitOptions(args: readonly string[], valued: ReadonlySet<string>): Options {
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') return { values, operands: [...operands, ...args.slice(at + 1)] };
    if (!arg.startsWith('-') || arg === '-') operands.push(arg);
    else if (arg.includes('=')) values.set(arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1));
    else if (valued.has(arg)) values.set(arg, args[++at] ?? UNKNOWN_PART);
    else if (arg.startsWith('--')) values.set(arg, '');
    else {
      for (let letter = 1; letter < arg.length; letter++) {
        const option = `-${arg[letter]}`;
        if (!valued.has(option)) values.set(option, '');
        else {
          values.set(option, letter + 1 < arg.length ? arg.slice(letter + 1) : (args[++at] ?? UNKNOWN_PART));
          break;
        }
      }
    }
  }
  return { values, operands };
}

export function hasAny(options: Options, ...names: readonly string[]): boolean {
  return names.some((name) => options.values.has(name));
}

/** The value of the first of these options that is there. */
export function findValue(options: Options, ...names: readonly string[]): string | undefined {
  return names.map((name) => options.values.get(name)).find((value) => value !== undefined);
}

/** Where a copy of `path` comes to lie when `to` may be a folder. */
export function targetIn(call: ProgramCall, to: string, path: string, isFolder: boolean): string {
  const name = posix.basename(path);
  return isFolder ? joinPattern(pathOf(call, to), isWhole(name) ? name : UNKNOWN_PART) : pathOf(call, to);
}
