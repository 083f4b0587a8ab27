import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElfFacts } from '../../../src/image/facts/file-facts';
import { type ElfOptions, elfFile } from './elf-file';
import { factsOf } from './facts-of';

const READELF = findProgram('readelf');
const GO = findProgram('go', '/usr/local/go/bin/go');
const GCC = findProgram('gcc');

// the first build fills the cache of Go
const BUILD_MILLISECONDS = 240_000;

const folder = mkdtempSync(join(tmpdir(), 'lockstep-facts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function findProgram(name: string, ...others: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  return [...folders.map((each) => join(each, name)), ...others].find((path) => existsSync(path));
}

function read(path: string): ElfFacts {
  const facts = factsOf(readFileSync(path));
  if (facts.kind !== 'elf') throw new Error(`${path} is ${facts.kind}`);
  return facts.elf;
}

/** The same facts, by readelf. */
function readByReadelf(path: string): Omit<ElfFacts, 'bits' | 'endianness' | 'machine' | 'type' | 'isGo'> {
  const print = (...flags: string[]) =>
    execFileSync(READELF ?? '', ['-W', ...flags, path], { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: 'pipe' });
  const dynamic = print('-d');
  const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, value = '']) => value);
  const interpreter = /program interpreter: (\S+)\]/.exec(print('-l'))?.[1];
  const [soname] = all(/\(SONAME\).*\[(.*)\]/g, dynamic);
  const versions = print('-V');
  const versionsNeeded: Record<string, string[]> = {};
  let list: string[] = [];
  for (const line of (versions.split('.gnu.version_r')[1] ?? '').split('\n')) {
    const file = /Version: \d+ {2}File: (\S+)/.exec(line)?.[1];
    if (file !== undefined) {
      versionsNeeded[file] ??= [];
      list = versionsNeeded[file];
    }
    const name = /Name: (\S+) {2}Flags: (?!WEAK)/.exec(line)?.[1];
    if (name !== undefined) list.push(name);
  }
  const defined = versions.split('.gnu.version_d')[1]?.split('.gnu.version_r')[0] ?? '';
  return {
    ...(interpreter !== undefined && { interpreter }),
    needed: all(/\(NEEDED\).*\[(.*)\]/g, dynamic),
    ...(soname !== undefined && { soname }),
    rpath: all(/\(RPATH\).*\[(.*)\]/g, dynamic).flatMap((text) => text.split(':')),
    runpath: all(/\(RUNPATH\).*\[(.*)\]/g, dynamic).flatMap((text) => text.split(':')),
    versionsNeeded,
    versionsDefined: all(/Rev: \d+ {2}Flags: (?!BASE).*Name: (\S+)/g, defined),
  };
}

function expectAsReadelf(path: string): void {
  const { bits: _bits, endianness: _endianness, machine: _machine, type: _type, isGo: _isGo, ...lists } = read(path);
  expect(lists).toEqual(readByReadelf(path));
}

const withReadelf = READELF ? test : test.skip;
const why = READELF ? '' : ' (skipped: no readelf)';
const SYSTEM = ['/bin/ls', '/bin/sh', '/usr/bin/env', process.execPath, ...readLoaded()].filter((each) =>
  existsSync(each),
);

/** The libraries of this very process, where the system lists them. */
function readLoaded(): string[] {
  const maps = existsSync('/proc/self/maps') ? readFileSync('/proc/self/maps', 'utf8') : '';
  return [...new Set([...maps.matchAll(/ (\/\S+\.so[.0-9]*)$/gm)].map(([, path = '']) => path))];
}

describe('programs of this machine', () => {
  withReadelf.each(SYSTEM.map((path) => [realpathSync(path)]))(`%s is read as readelf reads it${why}`, (path) => {
    const head = readFileSync(path).subarray(0, 4).toString('latin1');
    expect(head).toBe('\x7fELF');
    expectAsReadelf(path);
  });

  const WRITTEN: readonly (readonly [options: ElfOptions, reason: string])[] = [
    [{}, 'static'],
    [{ go: 'both', codeBytes: 5000 }, 'static, of Go'],
    [{ bits: 32, endianness: 'big', needed: ['libc.so.6'], namesAt: 'end' }, 'of the other width and byte order'],
    [{ type: 'shared', needed: ['libc.so.6'], soname: 'libx.so.1', rpath: '/a:/b', runpath: '$ORIGIN' }, 'a library'],
    [{ interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.musl-x86_64.so.1'] }, 'a dynamic program'],
  ];
  withReadelf.each(WRITTEN)(`a file of these tests is read as readelf reads it: %j${why}`, (options, _reason) => {
    const path = join(folder, 'written');
    writeFileSync(path, elfFile(options));
    expectAsReadelf(path);
  });
});

describe('programs of Go', () => {
  const withGo = GO ? test : test.skip;
  const withCgo = GO && GCC ? test : test.skip;
  const build = (name: string, source: string, flags: readonly string[], cgo: '0' | '1'): ElfFacts => {
    const path = join(folder, name);
    writeFileSync(`${path}.go`, source);
    const env = { ...process.env, CGO_ENABLED: cgo, GOFLAGS: '-mod=mod', GO111MODULE: 'off' };
    execFileSync(GO ?? '', ['build', '-o', path, ...flags, `${path}.go`], { env, cwd: folder, stdio: 'pipe' });
    return read(path);
  };
  const plain = 'package main\nfunc main() { println("hi") }\n';
  const withC = 'package main\n// #include <stdlib.h>\nimport "C"\nfunc main() { println(C.abs(-3)) }\n';

  withGo.each([
    [[], 'as it is'],
    [['-ldflags=-buildid= -s -w'], 'without build id'],
  ])(
    `with %j are known as such${GO ? '' : ' (skipped: no go)'}`,
    (flags, _reason) => {
      expect(build('plain', plain, flags, '0')).toMatchObject({ isGo: true, needed: [] });
    },
    BUILD_MILLISECONDS,
  );

  withCgo.each([
    [[], 'as it is'],
    [['-ldflags=-buildid= -s -w'], 'without build id'],
    [['-buildmode=pie', '-ldflags=-buildid='], 'position independent, without build id'],
  ])(
    `and C with %j are known as such${GO && GCC ? '' : ' (skipped: no go and gcc)'}`,
    (flags, _reason) => {
      const facts = build('cgo', withC, flags, '1');
      expect(facts).toMatchObject({ isGo: true, needed: ['libc.so.6'] });
      expect(facts.interpreter).toMatch(/\/ld-(?:linux|musl)/);
    },
    BUILD_MILLISECONDS,
  );

  const withGcc = GCC ? test : test.skip;
  withGcc(`are told from those of C${GCC ? '' : ' (skipped: no gcc)'}`, () => {
    const path = join(folder, 'plain-c');
    writeFileSync(`${path}.c`, 'int main(void) { return 0; }\n');
    execFileSync(GCC ?? '', ['-o', path, `${path}.c`], { stdio: 'pipe' });
    expect(read(path)).toMatchObject({ isGo: false, needed: ['libc.so.6'] });
  });
});
