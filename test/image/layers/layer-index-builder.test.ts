import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import type { LayerEntry, LayerIndex } from '../../../src/image/layers/layer-index';
import { LayerIndexBuilder } from '../../../src/image/layers/layer-index-builder';
import type { TarEntry } from '../../../src/image/layers/tar-entry';
import { NaiveLayer } from './naive-layer';

const ENTRY: TarEntry = {
  name: '',
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  size: 0,
  linkName: '',
  isSparse: false,
};
const file = (name: string, size = 1, parts: Partial<TarEntry> = {}): TarEntry => ({ ...ENTRY, name, size, ...parts });
const folder = (name: string, mode = 0o755): TarEntry => ({ ...ENTRY, name, type: 'directory', mode });
const symlink = (name: string, linkName: string): TarEntry => ({ ...ENTRY, name, type: 'symlink', linkName });
const hardLink = (name: string, linkName: string): TarEntry => ({ ...ENTRY, name, type: 'hard-link', linkName });
const other = (name: string): TarEntry => ({ ...ENTRY, name, type: 'other' });

/** Files get their sizes for facts, so that it shows whose they are. */
function indexOf(...entries: readonly TarEntry[]): LayerIndex {
  const builder = new LayerIndexBuilder(7);
  for (const entry of entries) {
    const wanted = builder.add(entry);
    if (wanted) builder.setFacts(wanted.file, { kind: 'text', text: `${entry.size}` });
  }
  return builder.finish(1024);
}

function faultOf(...entries: readonly TarEntry[]): string {
  try {
    indexOf(...entries);
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
  return 'none';
}

/** `path type size`, with where links lead and `?` behind what is implied, in the order of paths. */
function listed(index: LayerIndex): string[] {
  return [...index.entries()].map(inWords).sort();
}

function inWords(entry: LayerEntry): string {
  const { path, type, size, target, linkPath, isImplied } = entry;
  const link = target === undefined ? '' : ` -> ${target}`;
  return `${path || '/'} ${type} ${size}${link}${linkPath === undefined ? '' : ` = ${linkPath}`}${isImplied ? ' ?' : ''}`;
}

describe('the index of a layer', () => {
  test('says all of an entry', () => {
    const index = indexOf(
      file('bin/app', 12, { mode: 0o4755, uid: 1000, gid: 4_000_000_000 }),
      file('big', 2 ** 40, { isSparse: true }),
      symlink('link', '../x y'),
    );
    expect(index.find('bin/app')).toEqual({
      path: 'bin/app',
      type: 'file',
      mode: 0o4755,
      uid: 1000,
      gid: 4_000_000_000,
      size: 12,
      isImplied: false,
      facts: { kind: 'text', text: '12' },
    });
    expect(index.find('big')).toMatchObject({ size: 2 ** 40, facts: { kind: 'other' } });
    expect(index.find('link')).toMatchObject({ type: 'symlink', target: '../x y', size: 0, facts: undefined });
    const implied = { type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, isImplied: true };
    expect(index.find('bin')).toEqual({ path: 'bin', ...implied });
    expect(index.find('')).toEqual({ path: '', ...implied });
    expect(index.unpackedBytes).toBe(1024);
    expect(index.count).toBe(5);
  });

  test.each<[string, readonly TarEntry[], readonly string[]]>([
    ['is empty for an empty archive', [], []],
    [
      'has the folders that are not listed',
      [file('a/b/c')],
      ['/ directory 0 ?', 'a directory 0 ?', 'a/b directory 0 ?', 'a/b/c file 1'],
    ],
    [
      'knows the folders that are listed later',
      [file('a/b'), folder('a/')],
      ['/ directory 0 ?', 'a directory 0', 'a/b file 1'],
    ],
    ['knows the root if it is listed', [folder('./'), file('./a')], ['/ directory 0', 'a file 1']],
    ['has the root as a folder only', [file('/'), file('a')], ['/ directory 0 ?', 'a file 1']],
    [
      'has names cleaned',
      [file('../../etc/x'), file('./b//c'), file('/d/../e')],
      ['/ directory 0 ?', 'b directory 0 ?', 'b/c file 1', 'e file 1', 'etc directory 0 ?', 'etc/x file 1'],
    ],
    [
      'has the last of several entries for a path',
      [file('a', 1), file('./a', 2), file('/a', 3)],
      ['/ directory 0 ?', 'a file 3'],
    ],
    [
      'keeps what is in a folder that is listed again',
      [folder('a'), file('a/b'), folder('a', 0o700)],
      ['/ directory 0 ?', 'a directory 0', 'a/b file 1'],
    ],
    ['has nothing in a file that was a folder', [file('a/b/c'), file('a', 5)], ['/ directory 0 ?', 'a file 5']],
    [
      'has nothing old in a folder that was a file between',
      [file('a/b/c'), file('a'), folder('a'), file('a/d')],
      ['/ directory 0 ?', 'a directory 0', 'a/d file 1'],
    ],
    [
      'has what came back into a folder that was a file between',
      [file('a/b/c'), file('a'), folder('a'), file('a/b/d')],
      ['/ directory 0 ?', 'a directory 0', 'a/b directory 0 ?', 'a/b/d file 1'],
    ],
    ['has devices and pipes', [other('dev/null')], ['/ directory 0 ?', 'dev directory 0 ?', 'dev/null other 0']],
    [
      'has names that mean something elsewhere',
      [file('__proto__/constructor'), file('toString')],
      ['/ directory 0 ?', '__proto__ directory 0 ?', '__proto__/constructor file 1', 'toString file 1'],
    ],
    [
      'puts files where a link leads',
      [folder('usr/lib'), symlink('lib', 'usr/lib'), file('lib/x')],
      ['/ directory 0 ?', 'lib symlink 0 -> usr/lib', 'usr directory 0 ?', 'usr/lib directory 0', 'usr/lib/x file 1'],
    ],
    [
      'puts files where links lead, from the root or up',
      [symlink('a', '/b/c'), symlink('b/c', '../d'), file('a/x')],
      [
        '/ directory 0 ?',
        'a symlink 0 -> /b/c',
        'b directory 0 ?',
        'b/c symlink 0 -> ../d',
        'd directory 0 ?',
        'd/x file 1',
      ],
    ],
    [
      'puts nothing out of the image by a link',
      [symlink('a', '../../..'), file('a/x')],
      ['/ directory 0 ?', 'a symlink 0 -> ../../..', 'x file 1'],
    ],
    [
      'has a link that was a folder',
      [file('a/b'), symlink('a', 'c'), file('a/d')],
      ['/ directory 0 ?', 'a symlink 0 -> c', 'c directory 0 ?', 'c/d file 1'],
    ],
    [
      'has a folder that was a link',
      [symlink('a', 'c'), file('a/b'), folder('a'), file('a/d')],
      ['/ directory 0 ?', 'a directory 0', 'a/d file 1', 'c directory 0 ?', 'c/b file 1'],
    ],
    [
      'has no files of AUFS',
      [folder('.wh..wh.plnk'), file('.wh..wh.plnk/1.2'), file('.wh..wh.aufs'), file('a/.wh..wh.x')],
      ['/ directory 0 ?'],
    ],
  ])('%s', (_law, entries, expected) => {
    const index = indexOf(...entries);
    expect(listed(index)).toEqual(expected);
    expect(index.count).toBe(expected.length);
  });

  test.each<[string, readonly TarEntry[], readonly string[]]>([
    ['is what it links to', [file('a', 5), hardLink('b', './a')], ['a file 5', 'b file 5']],
    ['is what a link was when it came', [file('a', 5), hardLink('b', 'a'), file('a', 6)], ['a file 6', 'b file 5']],
    [
      'is a symlink where it links to one',
      [symlink('a', 'x'), hardLink('b', '/a')],
      ['a symlink 0 -> x', 'b symlink 0 -> x'],
    ],
    ['is a device where it links to one', [other('a'), hardLink('b', 'a')], ['a other 0', 'b other 0']],
    ['is what comes later', [hardLink('b', 'a'), file('a', 5)], ['a file 5', 'b file 5']],
    [
      'is what comes later, over many links',
      [hardLink('c', 'b'), hardLink('d', 'c'), hardLink('b', 'a'), file('a', 5)],
      ['a file 5', 'b file 5', 'c file 5', 'd file 5'],
    ],
    ['is in the layers below where it is not in this one', [hardLink('b', '../a/x')], ['b file 0 = a/x']],
    [
      'is in the layers below, over many links',
      [hardLink('c', 'b'), hardLink('b', 'a'), hardLink('d', 'c')],
      ['b file 0 = a', 'c file 0 = a', 'd file 0 = a'],
    ],
    ['is nothing in a circle', [hardLink('b', 'a'), hardLink('a', 'b')], ['a file 0 = a', 'b file 0 = a']],
    ['is nothing when it links to itself', [hardLink('a', 'a')], ['a file 0 = a']],
    [
      'is nothing when what it links to becomes a folder',
      [hardLink('b', 'a'), folder('a')],
      ['a directory 0', 'b file 0 = a'],
    ],
    ['is another file when it is replaced', [hardLink('b', 'a'), file('b', 7), file('a', 5)], ['a file 5', 'b file 7']],
    [
      'is a file that AUFS keeps for it',
      [file('.wh..wh.plnk/1.2', 5), hardLink('b', '.wh..wh.plnk/1.2')],
      ['b file 5'],
    ],
    [
      'is what it links to through a link',
      [file('d/a', 5), symlink('e', 'd'), hardLink('b', 'e/a')],
      ['b file 5', 'd directory 0 ?', 'd/a file 5', 'e symlink 0 -> d'],
    ],
  ])('has hard links: one %s', (_law, entries, expected) => {
    expect(listed(indexOf(...entries))).toEqual(['/ directory 0 ?', ...expected]);
  });

  test('gives all hard links of a file its owner, mode and facts', () => {
    const index = indexOf(
      file('bin/busybox', 9, { mode: 0o755, uid: 3, gid: 4 }),
      ...Array.from({ length: 1000 }, (_, i) => hardLink(`bin/${i}`, 'bin/busybox')),
    );
    const { path: _path, ...busybox } = index.find('bin/busybox') ?? { path: '' };
    const same = { ...busybox, sharedPath: 'bin/busybox' };
    for (let i = 0; i < 1000; i++) expect(index.find(`bin/${i}`)).toEqual({ path: `bin/${i}`, ...same });
  });

  test.each<[string, readonly TarEntry[], Readonly<Record<string, string | undefined>>]>([
    ['the file', [file('a', 5), hardLink('b', './a')], { a: undefined, b: 'a' }],
    ['the file at the end', [file('a', 5), hardLink('b', 'a'), hardLink('c', 'b')], { b: 'a', c: 'a' }],
    [
      'a file that comes later',
      [hardLink('c', 'b'), hardLink('b', 'a'), file('a', 5)],
      { a: undefined, b: 'a', c: 'a' },
    ],
    ['no file that is not in this layer', [hardLink('b', 'a')], { b: undefined }],
    ['no symlink', [symlink('a', 'x'), hardLink('b', 'a')], { a: undefined, b: undefined }],
    ['nothing in a circle', [hardLink('b', 'a'), hardLink('a', 'b')], { a: undefined, b: undefined }],
    ['nothing that took its place', [file('a', 5), hardLink('b', 'a'), file('b', 5)], { b: undefined }],
  ])('says that a hard link shares the content of %s', (_law, entries, expected) => {
    const index = indexOf(...entries);
    for (const [path, shared] of Object.entries(expected)) {
      expect([path, index.find(path)?.sharedPath]).toEqual([path, shared]);
    }
  });

  test('comes to an end with any number of hard links to each other', () => {
    const links = Array.from({ length: 50_000 }, (_, i) => hardLink(`${i}`, `${i + 1}`));
    expect(indexOf(...links, file('50000', 3)).find('0')?.size).toBe(3);
    expect(indexOf(...links).find('0')?.linkPath).toBe('50000');
    expect(indexOf(...links, hardLink('50000', '0')).find('25000')?.type).toBe('file');
  });

  const hidden = (index: LayerIndex, ...paths: readonly string[]) => paths.map((path) => index.hides(path));
  test.each<[string, readonly TarEntry[], Record<string, string>]>([
    ['nothing', [file('a/b')], { a: 'nothing', 'a/b': 'nothing', x: 'nothing', '': 'nothing' }],
    ['a path', [file('a/.wh.b')], { 'a/b': 'itself', a: 'nothing', 'a/.wh.b': 'nothing', 'a/b/c': 'nothing' }],
    ['what is in a folder', [file('a/.wh..wh..opq'), file('a/b')], { a: 'content', 'a/b': 'nothing' }],
    ['all that is below', [file('.wh..wh..opq')], { '': 'content' }],
    [
      'a path that it has too, in either order',
      [file('.wh.a'), file('a'), file('b'), file('.wh.b')],
      { a: 'itself', b: 'itself' },
    ],
    ['more with a path than with a folder', [file('a/.wh..wh..opq'), file('.wh.a')], { a: 'itself' }],
    ['what is in a folder that was a file between', [folder('a'), file('a'), folder('a')], { a: 'content' }],
    ['what is in a folder that was a link', [symlink('a', 'b'), folder('a')], { a: 'content' }],
    [
      'nothing in what is no folder any more',
      [file('a/.wh..wh..opq'), file('a/.wh.b'), file('a')],
      { a: 'nothing', 'a/b': 'nothing' },
    ],
    [
      'nothing of itself in a folder that came back',
      [file('a/.wh.b'), file('a'), folder('a')],
      { a: 'content', 'a/b': 'nothing' },
    ],
    [
      'no names of AUFS',
      [file('.wh..wh.plnk'), file('a/.wh..wh.x')],
      { plnk: 'nothing', 'a/.wh.x': 'nothing', '.wh.plnk': 'nothing' },
    ],
    ['a path behind a link', [symlink('a', 'b'), file('a/.wh.c')], { 'b/c': 'itself', 'a/c': 'nothing' }],
  ])('hides %s', (_what, entries, expected) => {
    expect(hidden(indexOf(...entries), ...Object.keys(expected))).toEqual(Object.values(expected));
  });

  test('does not have what it only hides', () => {
    const index = indexOf(file('a/.wh.b'), file('a/.wh..wh..opq'));
    expect(listed(index)).toEqual(['/ directory 0 ?', 'a directory 0 ?']);
    expect(index.find('a/b')).toBeUndefined();
    expect(index.find('a/.wh.b')).toBeUndefined();
  });

  const loop = [symlink('a', 'b'), symlink('b', 'a')];
  test.each<[string, readonly TarEntry[], string]>([
    ['a file in a file', [file('a'), file('a/b')], "broken: it puts something into 'a', and 'a' is no folder"],
    [
      'a file far down in a file',
      [file('a/b'), file('a/b/c/d')],
      "broken: it puts something into 'a/b/c', and 'a/b' is no folder",
    ],
    ['a file in a device', [other('a'), file('a/b')], "broken: it puts something into 'a', and 'a' is no folder"],
    ['a file in links in a circle', [...loop, file('a/x')], "broken: it puts something into 'a', and 'a' is no folder"],
    [
      'a hard link to a folder',
      [folder('a'), hardLink('b', 'a')],
      "broken: 'b' in it is a hard link to the folder 'a'",
    ],
    ['a whiteout of nothing', [file('a/.wh.')], "broken: it removes '.wh.', which is no name of a file"],
    ['a whiteout of the folder itself', [file('a/.wh..')], "broken: it removes '.wh..', which is no name of a file"],
    ['a whiteout of the folder above', [file('a/.wh...')], "broken: it removes '.wh...', which is no name of a file"],
    [
      'a name that no file has',
      [file(`a/${'n'.repeat(256)}`)],
      `broken: '${'n'.repeat(120)}…' in it is longer than the 255 bytes of a file name`,
    ],
    [
      'a name with too many bytes',
      [file('ä'.repeat(128))],
      `broken: '${'ä'.repeat(120)}…' in it is longer than the 255 bytes of a file name`,
    ],
    [
      'a path that no file has',
      [file('a/'.repeat(3000))],
      `broken: '${'a/'.repeat(60)}…' in it is longer than the 4095 bytes of a path`,
    ],
    [
      'a hard link to such a path',
      [hardLink('b', 'a/'.repeat(3000))],
      `broken: '${'a/'.repeat(60)}…' in it is longer than the 4095 bytes of a path`,
    ],
    [
      'a link to such a path',
      [symlink('b', 'a/'.repeat(3000))],
      `broken: '${'a/'.repeat(60)}…' in it is longer than the 4095 bytes of a path`,
    ],
  ])('is not made of %s', (_what, entries, why) => {
    expect(faultOf(...entries)).toBe(why);
  });

  test('finds nothing for paths that are none', () => {
    const index = indexOf(file('a/b'));
    for (const path of ['/a', 'a/', 'a//b', 'a/b/', '/', 'a/b/c', 'A', 'n'.repeat(300), `a/${'ä'.repeat(200)}`]) {
      expect(index.find(path)).toBeUndefined();
      expect(index.hides(path)).toBe('nothing');
    }
  });

  test('says what the naive one says, whatever comes in whatever order', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c', '..'), { minLength: 1, maxLength: 4 })
      .map((all) => all.join('/'));
    const hiding = fc
      .constantFrom('.wh.a', '.wh.b', '.wh..wh..opq', '.wh..wh.x')
      .chain((base) => name.map((at) => `${at}/${base}`));
    const entry = fc.oneof(
      fc.tuple(name, fc.nat(100)).map(([at, size]) => file(at, size)),
      fc.tuple(name, fc.constantFrom(0o700, 0o755)).map(([at, mode]) => folder(at, mode)),
      fc.tuple(name, name).map(([at, to]) => symlink(at, `/${to}`)),
      fc.tuple(name, name).map(([at, to]) => hardLink(at, to)),
      name.map(other),
      hiding.map((at) => file(at)),
    );
    let whole = 0;
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const naive = NaiveLayer.of(entries);
        if (naive === undefined) return expect(faultOf(...entries)).toMatch(/^broken: /);
        whole++;
        const index = indexOf(...entries);
        expect(listed(index)).toEqual([...naive.entries().map(inWords)].sort());
        for (const path of naive.paths()) {
          expect(index.hides(path)).toBe(naive.hides(path));
          const found = index.find(path);
          expect(found && { ...found, sharedPath: undefined }).toEqual(naive.find(path));
        }
        expect(index.count).toBe(naive.entries().length);
      }),
      { numRuns: 1000 },
    );
    expect(whole).toBeGreaterThan(100);
  });
});
