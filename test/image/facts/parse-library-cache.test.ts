import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseLibraryCache } from '../../../src/image/facts/parse-library-cache';
import { factsOf } from './facts-of';
import { libraryCacheFile } from './library-cache-file';

const ENTRIES = [
  ['libz.so.1', '/lib/libz.so.1'],
  ['libc.so.6', '/lib/glibc-hwcaps/x86-64-v3/libc.so.6'],
  ['libc.so.6', '/lib/libc.so.6'],
] as const;
const PATHS = {
  'libz.so.1': ['/lib/libz.so.1'],
  'libc.so.6': ['/lib/glibc-hwcaps/x86-64-v3/libc.so.6', '/lib/libc.so.6'],
};

describe('the cache of libraries', () => {
  test.each([
    [{}, 'as it is today'],
    [{ endianness: 'big' }, 'of s390x'],
    [{ flags: 0 }, 'before it said its byte order'],
    [{ flags: 0, endianness: 'big' }, 'before it said its byte order, of s390x'],
    [{ form: 'both' }, 'of older systems'],
    [{ form: 'both', endianness: 'big' }, 'of older systems, of s390x'],
    [{ form: 'both', alignment: 4 }, 'of older systems, of i386'],
    [{ form: 'old' }, 'of very old systems'],
    [{ form: 'old', endianness: 'big' }, 'of very old systems, of s390x'],
  ] as const)('is read with %j', (options, _reason) => {
    const file = libraryCacheFile({ entries: ENTRIES, ...options });
    expect(parseLibraryCache(file)).toEqual(PATHS);
    expect(factsOf(file, { path: 'etc/ld.so.cache', chunkBytes: 13 })).toEqual({ kind: 'library-cache', paths: PATHS });
  });

  test('may be empty', () => {
    expect(parseLibraryCache(libraryCacheFile({ entries: [] }))).toEqual({});
  });

  test('keeps names that objects have, also as JSON', () => {
    const entries = [
      ['__proto__', '/lib/a'],
      ['constructor', '/lib/b'],
    ] as const;
    const paths = parseLibraryCache(libraryCacheFile({ entries }));
    expect(Object.entries(paths ?? {})).toEqual([
      ['__proto__', ['/lib/a']],
      ['constructor', ['/lib/b']],
    ]);
    expect(JSON.stringify(paths)).toBe('{"__proto__":["/lib/a"],"constructor":["/lib/b"]}');
    expect(Object.keys(parseLibraryCache(libraryCacheFile({ entries: [] })) ?? {})).toEqual([]);
  });

  test.each([
    [{ flags: 3 }, 'of the other byte order than it says'],
    [{ flags: 1 }, 'of a byte order that there is not'],
    [{ entries: [['libz.so.1', 'lib/libz.so.1']] }, 'with a path that is not absolute'],
    [{ entries: [['', '/lib/libz.so.1']] }, 'without a name'],
    [{ entries: [['libz.so.1', `/${'a'.repeat(4096)}`]] }, 'with a path that is longer than any'],
  ] as const)('is refused with %j', (options, _reason) => {
    expect(parseLibraryCache(libraryCacheFile({ entries: ENTRIES, ...options }))).toBeUndefined();
  });

  test('is refused when it is cut anywhere', () => {
    for (const form of ['new', 'old', 'both'] as const) {
      const file = libraryCacheFile({ entries: ENTRIES, form });
      for (let bytes = 0; bytes < file.length; bytes += 1) {
        expect(parseLibraryCache(file.subarray(0, bytes))).toBeUndefined();
      }
    }
  });

  test('is refused when its entries blow one text up to more than the file could hold', () => {
    const file = libraryCacheFile({ entries: Array.from({ length: 2000 }, () => ['a', '/b'] as const) });
    const text = Buffer.from(`/${'c'.repeat(4000)}\0`);
    for (let entry = 0; entry < 2000; entry += 1) file.writeUInt32LE(file.length, 48 + entry * 24 + 8);
    expect(parseLibraryCache(Buffer.concat([file, text]))).toBeUndefined();
  });

  test('never throws', () => {
    const form = fc.constantFrom('new' as const, 'old' as const, 'both' as const);
    fc.assert(
      fc.property(form, fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }), (each, changes) => {
        const file = libraryCacheFile({ entries: ENTRIES, form: each });
        for (const [at, value] of changes) file[at % file.length] = value;
        const paths = parseLibraryCache(file) ?? {};
        for (const list of Object.values(paths)) expect(list.every((path) => path.startsWith('/'))).toBe(true);
      }),
    );
  });

  const real = '/etc/ld.so.cache';
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  const hasReal = existsSync(real) && ldconfig !== undefined;
  (hasReal ? test : test.skip)(
    `of this machine is read as ldconfig reads it${hasReal ? '' : ' (skipped: none)'}`,
    () => {
      const printed = execFileSync(ldconfig ?? '', ['-p'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
      const lines = [...printed.matchAll(/^\t(\S+) \(.*\) => (\S+)$/gm)].map(([, name, path]) => `${name} ${path}`);
      const paths = Object.entries(parseLibraryCache(readFileSync(real)) ?? {});
      const read = paths.flatMap(([name, list]) => list.map((path) => `${name} ${path}`));
      expect(new Set(read)).toEqual(new Set(lines));
    },
  );
});
