import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shells of this machine, each as the words it is started with; at least one. */
export const SHELLS: readonly (readonly [string, ...string[]])[] = [
  ['/bin/sh'],
  ...(existsSync('/bin/bash') ? [['/bin/bash'] as const] : []),
  ...(existsSync('/bin/busybox') ? [['/bin/busybox', 'sh'] as const] : []),
];

/** What a program printed, and how it ended. */
export interface Outcome {
  readonly stdout: string;
  /** Whatever the shell says of a program that it cannot start is {@link NOT_STARTED}. */
  readonly status: number | null;
}

/** Shells do not agree on when it is 126 and when 127, nor does one of them with and without `exec`. */
const NOT_STARTED = 127;

/** Runs commands with one program more than the system has: `args`, which prints its words and LOG. */
export class RealShell {
  private readonly folder = mkdtempSync(join(tmpdir(), 'lockstep-procfile-'));
  private runs = 0;

  constructor() {
    const program = join(this.folder, 'args');
    writeFileSync(program, '#!/bin/sh\nprintf "%s|" "LOG=$LOG" "$@"\n');
    chmodSync(program, 0o755);
  }

  /** Each in a folder of its own, so that none sees the files of another one. */
  run([program, ...words]: readonly [string, ...string[]]): Outcome {
    this.runs += 1;
    const cwd = join(this.folder, String(this.runs));
    mkdirSync(cwd);
    const { stdout, status } = spawnSync(program, words, {
      cwd,
      env: { PATH: `${this.folder}:/usr/bin:/bin`, HOME: this.folder, NAME: 'a  b' },
      // a bash whose input is a socket reads the files of the user first
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
    return { stdout, status: status === 126 ? NOT_STARTED : status };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
