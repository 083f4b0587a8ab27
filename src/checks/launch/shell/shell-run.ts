import { basename } from 'node:path/posix';
import { type Launch, type ScriptFile, startedBy } from '../launch';
import { findMaker, type Maker } from '../makers';
import { type Budget, MAX_EXPANDED } from './expand-words';
import type { Word } from './shell-script';
import type { ShellState, ShellValue } from './shell-state';

/** How a command ends when all programs do well; `unknown` for what may well say no, as `test` does. */
export type Status = 'success' | 'unknown';

/** What a failure at one place of a script means. */
export interface Place {
  /** Whether the whole script fails when the status of what stands here is a failure. */
  readonly failureCounts: boolean;
  /** Whether the whole script fails when the shell that runs this ends here with a failure. */
  readonly exitCounts: boolean;
  /** Whether `set -e` is not heeded here. */
  readonly isErrorIgnored: boolean;
}

/** A simple command with its words as the shell made them. */
export interface ShellCall {
  readonly name: string;
  /** Behind the name; undefined for a word that is not known. */
  readonly fields: readonly (string | undefined)[];
  /** Whether more fields follow that are not known. */
  readonly isCut: boolean;
  /** What is written behind the name, which need not be as many; undefined when the name is not written as it is. */
  readonly words: readonly Word[] | undefined;
  /** `NAME=value` in front of it. */
  readonly own: readonly { readonly name: string; readonly value: ShellValue }[];
}

const MAX_LAUNCHES = 500;

/** Collects what one script starts. */
export class ShellRun {
  readonly launches: Launch[] = [];
  readonly reads: ScriptFile[] = [];
  readonly budget: Budget = { letters: MAX_EXPANDED };
  /** Why there may be others. */
  unknown: string | undefined;
  /** Whether nothing more is followed. */
  isStopped = false;

  private makers: readonly Maker[];

  /** Whether the shell ends where a file that it shall read is not there. */
  readonly isPosix: boolean;

  constructor(
    private readonly shell: Launch,
    /** How messages call the shell: `sh -c`. */
    readonly via: string,
  ) {
    this.makers = shell.makers ?? [];
    this.isPosix = /^(?:sh|dash|ash)$/.test(basename(shell.argv[0] ?? ''));
  }

  /** Notes that a program is started. */
  launch({ name, fields, isCut, own }: ShellCall, state: ShellState, isCertain: boolean): void {
    if (this.launches.length === MAX_LAUNCHES) {
      this.stop(`'${this.via}' starts more than ${MAX_LAUNCHES} programs`);
      return;
    }
    const known: string[] = [name];
    for (const field of fields) {
      if (field === undefined) break;
      known.push(field);
    }
    const env = state.environment();
    for (const { name, value } of own) env.set(name, value ?? undefined);
    this.launches.push(
      startedBy(this.shell, this.via, {
        argv: known,
        isCut: isCut || known.length <= fields.length,
        env,
        workingDirectory: state.workingDirectory,
        isCertain,
        ...(this.makers.length > 0 && { makers: this.makers }),
      }),
    );
  }

  /**
   * Notes that a file is read as a part of the script, where that fails for certain without it. Behind a program it is not
   * known who made the file.
   */
  read(path: string): void {
    const isWritten = findMaker(this.makers, path) !== undefined || this.launches.length > 0;
    if (!isWritten && this.reads.length < MAX_LAUNCHES) this.reads.push({ path, isSearched: false, mayBeFolder: true });
  }

  /** Notes that a file is written; undefined for one that is not known. */
  write(path: string | undefined): void {
    if (this.makers.length === MAX_LAUNCHES) return;
    this.makers = [...this.makers, { name: path === undefined ? '>' : `> ${path}`, files: [path] }];
  }

  /** Notes why not all is known; the first reason stays. */
  note(why: string): void {
    this.unknown ??= why;
  }

  /** Notes why what follows is not known, and follows no further. */
  stop(why: string): void {
    this.note(why);
    this.isStopped = true;
  }
}
