import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build, stop } from 'esbuild';

const ROOT = resolve(__dirname, '../..');

/** How a process ended. */
export interface Ending {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package as a user would have it installed, compiled from source for one test file. */
export class Lockstep {
  private readonly folders: string[] = [];
  private readonly folder: string;

  /** Where the package is. */
  get root(): string {
    return this.folder;
  }

  /** The program itself. */
  get cli(): string {
    return join(this.folder, 'lib/cli/lockstep.js');
  }

  constructor() {
    // below the repository, so that the packages it needs are found
    const cache = join(ROOT, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    this.folder = this.keep(mkdtempSync(join(cache, 'lockstep-test-')));
  }

  async build(): Promise<void> {
    copyFileSync(join(ROOT, 'package.json'), join(this.folder, 'package.json'));
    await build({
      entryPoints: [join(ROOT, 'src/**/*.ts')],
      outbase: join(ROOT, 'src'),
      outdir: join(this.folder, 'lib'),
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    // its process would stay until that of all tests ends
    await stop();
  }

  /** A folder of a user with these files, and this library in its `node_modules`. */
  app(files: { readonly [path: string]: string }): string {
    const folder = this.keep(mkdtempSync(join(tmpdir(), 'lockstep (test) ')));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const packages = join(folder, 'node_modules');
    mkdirSync(packages, { recursive: true });
    symlinkSync(this.folder, join(packages, 'cdk8s-lockstep'));
    for (const peer of ['cdk8s', 'cdk8s-plus-27', 'constructs']) {
      symlinkSync(join(ROOT, 'node_modules', peer), join(packages, peer));
    }
    return folder;
  }

  /** Runs `lockstep` with these words in a folder. */
  run(words: readonly string[], folder = this.folder): Ending {
    const { CDK8S_OUTDIR: _mine, NODE_OPTIONS: _options, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.cli, ...words], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true });
  }

  private keep(folder: string): string {
    this.folders.push(folder);
    return folder;
  }
}
