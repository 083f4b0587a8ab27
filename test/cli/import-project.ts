import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Ending, Lockstep } from './run-lockstep';
import { newFolder, type Run, startLockstep } from './start-lockstep';

const ROOT = resolve(__dirname, '../..');
const PACKAGES = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'kubernetes-types', '@types', '@swc', 'yaml'];

/** A folder with manifests to import, and a temporary folder of its own. */
export class ImportProject {
  readonly folder = newFolder();
  /** What the system gives for temporary files. */
  readonly temporary = newFolder();
  readonly #home = newFolder();
  readonly #lockstep: Lockstep;

  /** @param files text, or bytes, by path */
  constructor(lockstep: Lockstep, files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.#lockstep = lockstep;
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** Starts `lockstep` here, or in a folder below. */
  start(words: readonly string[], { input, at = '.' }: { input?: string | undefined; at?: string } = {}): Run {
    return startLockstep(this.#lockstep, words, {
      folder: join(this.folder, at),
      cache: join(this.#home, 'cache'),
      home: this.#home,
      input,
      env: { TMPDIR: this.temporary },
    });
  }

  async run(words: readonly string[], input?: string): Promise<Ending> {
    const { status, stdout, stderr } = await this.start(words, { input }).ended;
    return { status, stdout, stderr };
  }

  /** What a run that has to end with 0 says. */
  async result(words: readonly string[], more: { input?: string; at?: string } = {}): Promise<string> {
    const { status, stdout, stderr } = await this.start(words, more).ended;
    expect({ words, status, stdout: status === 0 ? '' : stdout, stderr }).toEqual({
      words,
      status: 0,
      stdout: '',
      stderr: '',
    });
    return stdout;
  }

  /** Gives the project in a folder what npm would install. */
  install(folder: string): void {
    const modules = join(this.folder, folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(this.#lockstep.root, join(modules, 'cdk8s-lockstep'));
    for (const name of PACKAGES) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The paths of all files below a folder, sorted. */
  list(folder = '.'): string[] {
    return readdirSync(join(this.folder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(this.folder, folder).length + 1))
      .sort();
  }

  /** What is left in the temporary folder. */
  leftovers(): string[] {
    return readdirSync(this.temporary);
  }
}
