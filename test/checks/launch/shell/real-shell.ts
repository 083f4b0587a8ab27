import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a shell really did. */
export interface ShellReport {
  readonly status: number | null;
  /** The words of each program that was started, the name first. */
  readonly started: readonly (readonly string[])[];
}

/** A shell of this machine, among programs that note how they were started and do well. */
export class RealShell {
  private readonly folder = mkdtempSync(join(tmpdir(), 'lockstep-shell-'));
  private runs = 0;

  constructor(
    private readonly shell: string,
    programs: readonly string[],
  ) {
    const stub = join(this.folder, 'stub');
    // one write for each, so that those of two programs do not mix
    writeFileSync(stub, '#!/bin/sh\nn=${0##*/}\nfor w; do n="$n$SEPARATOR$w"; done\nprintf "%s\\n" "$n" >>"$LOG"\n');
    chmodSync(stub, 0o755);
    for (const missing of ['', ...programs]) {
      const bin = this.binOf(missing);
      mkdirSync(bin);
      for (const program of programs) if (program !== missing) symlinkSync(stub, join(bin, program));
    }
  }

  /** Runs a script, with one of the programs missing when it is given. */
  run(script: string, env: Readonly<Record<string, string>>, missing = ''): ShellReport {
    this.runs += 1;
    const log = join(this.folder, `log-${this.runs}`);
    const { status } = spawnSync(this.shell, ['-c', script], {
      cwd: this.folder,
      env: { ...env, PATH: this.binOf(missing), LOG: log, SEPARATOR: '\x1f' },
      stdio: 'ignore',
    });
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
    return { status, started: lines.map((line) => line.split('\x1f')) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private binOf(missing: string): string {
    return join(this.folder, `without-${missing}`);
  }
}

/** Absolute paths of those shells that this machine has. */
export function findShells(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    return stdout.startsWith('/') ? [stdout.trim()] : [];
  });
}
