import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending, Lockstep } from './run-lockstep';

/** A run that the test goes on beside, so that a server of the test can answer it. */
export interface Run {
  /** When it has ended and all that it wrote has come. */
  readonly ended: Promise<Ending & { readonly signal: NodeJS.Signals | null }>;
  /** Sends SIGINT, as Ctrl-C does. */
  interrupt(): void;
}

export interface RunOptions {
  readonly folder: string;
  /** Where what is learned of layers is kept. */
  readonly cache: string;
  /** `HOME`, where logins are looked for. */
  readonly home: string;
  /** What stands in standard input; nothing when not given. */
  readonly input?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Starts `lockstep` with these words, with no logins but those of the home, and without waiting for its end. */
export function startLockstep(lockstep: Lockstep, words: readonly string[], options: RunOptions): Run {
  const child = spawn(process.execPath, [lockstep.cli, ...words], {
    cwd: options.folder,
    env: { PATH: process.env.PATH, LOCKSTEP_CACHE_DIR: options.cache, HOME: options.home, ...options.env },
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  // one that is not read may be closed before all of it is written
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return {
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, signal) => resolve({ status, signal, ...said }));
    }),
    interrupt: () => child.kill('SIGINT'),
  };
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, which goes when the tests of the file are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  folders.push(folder);
  return folder;
}
