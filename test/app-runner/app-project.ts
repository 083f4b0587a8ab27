import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Ending, Lockstep } from '../cli/run-lockstep';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, which goes when the tests of the file are over. */
export function newFolder(name = 'lockstep-app-'): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

export interface RunOptions {
  /** Words before the program: flags of Node. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly file?: string;
  readonly cwd?: string;
}

/** An app in a folder of its own, with a cache of its own. */
export class AppProject {
  readonly folder: string;
  cache = join(newFolder(), 'cache');

  constructor(
    private readonly lockstep: Lockstep,
    files: Readonly<Record<string, string>>,
    folder = newFolder(),
  ) {
    this.folder = folder;
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Runs the app, which has to succeed. @returns what it printed */
  run(options: RunOptions = {}): string {
    const ending = this.end(options);
    expect(ending).toMatchObject({ status: 0, stderr: '' });
    return ending.stdout;
  }

  end(options: RunOptions = {}): Ending {
    const { status, stdout, stderr } = spawnSync(process.execPath, this.#words(options), this.#where(options));
    return { status, stdout: String(stdout), stderr: String(stderr) };
  }

  /** Starts the app and does not wait. */
  start(options: RunOptions = {}) {
    const child = spawn(process.execPath, this.#words(options), this.#where(options));
    let stdout = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    const ended = new Promise<{ status: number | null; stdout: string }>((done) =>
      child.once('close', (status) => done({ status, stdout })),
    );
    return { child, ended };
  }

  /** Every file that is kept, but for those of the command line itself. */
  kept(below = 'apps'): string[] {
    const entries = readdirSync(join(this.cache, below), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  }

  /** Whether the next run is from the cache: then nothing in it is written. */
  get isWarm(): boolean {
    const before = this.kept().sort();
    this.run();
    return JSON.stringify(this.kept().sort()) === JSON.stringify(before);
  }

  #words({ flags = [], file = 'main.ts' }: RunOptions): string[] {
    return [...flags, this.lockstep.cli, 'app', file];
  }

  #where({ env, cwd = this.folder }: RunOptions) {
    const { NODE_OPTIONS: _options, HOME, PATH } = process.env;
    return { cwd, env: { PATH, HOME, LOCKSTEP_CACHE_DIR: this.cache, ...env } };
  }
}
