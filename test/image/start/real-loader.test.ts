import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findStart } from '../../../src/image/start/find-start-fault';
import type { StartAnswer } from '../../../src/image/start/start-question';
import { elfFile } from '../facts/elf-file';
import { DiskFiles } from './disk-files';

const FOLDERS = (process.env.PATH ?? '').split(':');
const hasGcc = process.platform === 'linux' && FOLDERS.some((folder) => existsSync(join(folder, 'gcc')));
const ARCHITECTURE = { x64: 'amd64', arm64: 'arm64', s390x: 's390x', ppc64: 'ppc64le' }[process.arch as string] ?? '';
const why = hasGcc ? '' : ' (skipped: no gcc)';
const BUILD_MILLISECONDS = 120_000;

/** A place of its own for one program and its libraries. */
class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'lockstep-start-'));

  path(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  }

  write(name: string, content: string | Buffer, mode = 0o644): void {
    writeFileSync(this.path(name), content);
    chmodSync(this.path(name), mode);
  }

  #gcc(args: readonly string[]): void {
    execFileSync('gcc', args, { cwd: this.folder, stdio: 'pipe' });
  }

  library(name: string, ...flags: readonly string[]): void {
    const source = name.replaceAll('/', '_');
    this.write(`${source}.c`, `int value_of_${source.replace(/\W/g, '_')}(void) { return 0; }\n`);
    this.path(name);
    this.#gcc(['-shared', '-fPIC', '-o', name, `${source}.c`, '-Wl,--no-as-needed', ...flags]);
  }

  program(name: string, ...flags: readonly string[]): void {
    this.write('main.c', 'int main(void) { return 0; }\n');
    this.path(name);
    // libraries of libraries are not needed to link, and may be missing
    this.#gcc(['-o', name, 'main.c', '-Wl,--no-as-needed', '-Wl,--unresolved-symbols=ignore-all', ...flags]);
  }
}

const RPATH = '-Wl,--disable-new-dtags';
const RUNPATH = '-Wl,--enable-new-dtags';

/**
 * What `app` is, and how it is made. Nothing that the kernel refuses as no program at all: Node lets a shell read that.
 */
type Row = readonly [reason: string, make: (shop: Workshop) => void, libraryPath?: (shop: Workshop) => string];

const ROWS: readonly Row[] = [
  ['needs nothing of its own', (shop) => shop.program('app')],
  [
    'finds a library by DT_RPATH',
    (shop) => {
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('app', 'lib/libx.so', RPATH, `-Wl,-rpath,${shop.folder}/lib`);
    },
  ],
  [
    'finds a library by $ORIGIN in DT_RUNPATH',
    (shop) => {
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('bin/real', 'lib/libx.so', RUNPATH, '-Wl,-rpath,$ORIGIN/../lib');
      symlinkSync('bin/real', shop.path('app'));
    },
  ],
  [
    'finds no library',
    (shop) => {
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('app', 'lib/libx.so');
    },
  ],
  [
    'finds a library by LD_LIBRARY_PATH',
    (shop) => {
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('app', 'lib/libx.so');
    },
    (shop) => `/nowhere;${shop.folder}/lib`,
  ],
  [
    'finds a library of a library by DT_RPATH of its own',
    (shop) => {
      shop.library('lib/liby.so', '-Wl,-soname,liby.so');
      shop.library('lib/libx.so', '-Wl,-soname,libx.so', 'lib/liby.so');
      shop.program('app', 'lib/libx.so', RPATH, `-Wl,-rpath,${shop.folder}/lib`);
    },
  ],
  [
    'finds no library of a library by DT_RUNPATH of its own',
    (shop) => {
      shop.library('lib/liby.so', '-Wl,-soname,liby.so');
      shop.library('lib/libx.so', '-Wl,-soname,libx.so', 'lib/liby.so');
      shop.program('app', 'lib/libx.so', RUNPATH, `-Wl,-rpath,${shop.folder}/lib`);
    },
  ],
  [
    'passes a library of another architecture over',
    (shop) => {
      shop.write('a/libx.so', elfFile({ type: 'shared', machine: 94 }));
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('app', 'lib/libx.so', RUNPATH, `-Wl,-rpath,${shop.folder}/a:${shop.folder}/lib`);
    },
  ],
  [
    'gives up at a text in the place of a library',
    (shop) => {
      shop.write('a/libx.so', 'INPUT ( libx.so )\n');
      shop.library('lib/libx.so', '-Wl,-soname,libx.so');
      shop.program('app', 'lib/libx.so', RUNPATH, `-Wl,-rpath,${shop.folder}/a:${shop.folder}/lib`);
    },
  ],
  [
    'finds a library by its path',
    (shop) => {
      shop.library('lib/libx.so');
      shop.program('app', join(shop.folder, 'lib/libx.so'));
    },
  ],
  [
    'takes $ORIGIN of a library for the folder of the link to it',
    (shop) => {
      shop.library('lib/liby.so', '-Wl,-soname,liby.so');
      shop.library('store/x', '-Wl,-soname,libx.so', 'lib/liby.so', RUNPATH, '-Wl,-rpath,$ORIGIN');
      symlinkSync('../store/x', shop.path('lib/libx.so'));
      shop.program('app', 'lib/libx.so', RUNPATH, `-Wl,-rpath,${shop.folder}/lib`);
    },
  ],
  [
    'finds a library without a version that it needs',
    (shop) => {
      const use = 'int used(void); int main(void) { return used(); }\n';
      const build = (versions: string) => {
        shop.write('versions', versions);
        shop.write('used.c', 'int used(void) { return 0; }\n');
        const flags = ['-Wl,-soname,libx.so', '-Wl,--version-script=versions'];
        mkdirSync(shop.path('lib/x'), { recursive: true });
        execFileSync('gcc', ['-shared', '-fPIC', '-o', 'lib/libx.so', 'used.c', ...flags], { cwd: shop.folder });
      };
      build('X_2 { used; };\n');
      shop.write('use.c', use);
      execFileSync('gcc', ['-o', 'app', 'use.c', 'lib/libx.so', `-Wl,-rpath,${shop.folder}/lib`], {
        cwd: shop.folder,
      });
      build('X_1 { used; };\n');
    },
  ],
  ['has a loader that is not there', (shop) => shop.program('app', '-Wl,--dynamic-linker=/nowhere/ld.so')],
  ['is a script', (shop) => shop.write('app', '#! /bin/sh\t-e \nexit 0\n', 0o755)],
  ['is a script with a line end of Windows', (shop) => shop.write('app', '#!/bin/sh\r\nexit 0\r\n', 0o755)],
  ['is a script with such a line end behind an option', (shop) => shop.write('app', '#!/bin/sh -e\r\nexit 0\n', 0o755)],
  ['is a script of env', (shop) => shop.write('app', '#!/usr/bin/env sh\nexit 0\n', 0o755)],
  ['is a script of env with an option', (shop) => shop.write('app', '#!/usr/bin/env sh -e\nexit 0\n', 0o755)],
  ['is a script of env -S with an option', (shop) => shop.write('app', '#!/usr/bin/env -S A=1 sh -e\nexit 0\n', 0o755)],
  ['is a script of env for nothing', (shop) => shop.write('app', '#!/usr/bin/env no-such-program\nexit 0\n', 0o755)],
  ['is a script with a long argument', (shop) => shop.write('app', `#!/bin/true ${'a'.repeat(400)}\n`, 0o755)],
  ['is its own interpreter', (shop) => shop.write('app', `#!${shop.folder}/app\n`, 0o755)],
  ...[5, 6].map(
    (scripts): Row => [
      `is the first of ${scripts} scripts in a row`,
      (shop) => {
        shop.write('app', `#!${shop.folder}/2\n`, 0o755);
        for (let index = 2; index <= scripts; index += 1) {
          const next = index === scripts ? '/bin/true' : `${shop.folder}/${index + 1}`;
          shop.write(`${index}`, `#!${next}\n`, 0o755);
        }
      },
    ],
  ),
];

async function ask(path: string, env: Readonly<Record<string, string>>): Promise<StartAnswer> {
  const files = new DiskFiles();
  const found = await files.resolve(path);
  if (found.outcome !== 'found') throw new Error(`${path} is ${found.outcome}`);
  return await findStart({
    ...{ files, platform: { os: 'linux', architecture: ARCHITECTURE }, path: found.path, entry: found.entry },
    ...{ user: undefined, env: new Map(Object.entries(env)), workingDirectory: '/' },
  });
}

const CASES = ROWS.map(([reason, make, libraryPath]) => ({ reason, make, libraryPath }));

describe('what is said of a program is what the system does, where it', () => {
  (hasGcc && ARCHITECTURE !== '' ? test : test.skip).each(CASES)(
    `$reason${why}`,
    async ({ make, libraryPath }) => {
      const shop = new Workshop();
      try {
        make(shop);
        const LD_LIBRARY_PATH = libraryPath?.(shop);
        const env = { PATH: process.env.PATH ?? '', ...(LD_LIBRARY_PATH !== undefined && { LD_LIBRARY_PATH }) };
        const { status, error } = spawnSync(shop.path('app'), [], { env, cwd: '/', stdio: 'pipe' });
        const answer = await ask(shop.path('app'), env);
        expect(answer).toMatchObject({ outcome: status === 0 && error === undefined ? 'pass' : 'fail' });
      } finally {
        rmSync(shop.folder, { recursive: true });
      }
    },
    BUILD_MILLISECONDS,
  );
});

describe('programs of this system', () => {
  const paths = ['/bin/ls', '/bin/sh', '/usr/bin/env', process.execPath].filter((path) => existsSync(path));
  const isKnown = process.platform === 'linux' && ARCHITECTURE !== '';
  (isKnown ? test : test.skip).each(paths)(`%s starts${isKnown ? '' : ' (skipped: not on Linux)'}`, async (path) => {
    expect(await ask(path, { PATH: process.env.PATH ?? '' })).toMatchObject({ outcome: 'pass' });
  });
});
