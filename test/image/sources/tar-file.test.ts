import { truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import { TarFile } from '../../../src/image/sources/tar-file';
import { buildTar, type Compression, compress, type TarEntry } from '../built-layer';
import { faultOf } from '../read-layer';
import { writeTar } from '../write-image-files';
import { scratchPath } from './scratch-path';

const opened: TarFile[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((file) => file.close()));
});

async function openTar(entries: readonly TarEntry[], compression: Compression = 'none'): Promise<TarFile> {
  const path = scratchPath('x.tar');
  await writeTar(path, entries, compression);
  const file = await TarFile.open(path);
  opened.push(file);
  return file;
}

/** The text of a file; undefined when there is none. */
async function textOf(file: TarFile, path: string): Promise<string | undefined> {
  const found = await file.find(path);
  if (found === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of found.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const LONG = `${'long/'.repeat(60)}name`;

describe.each<Compression>(['none', 'gzip', 'zstd'])('an archive (%s)', (compression) => {
  test.each<[readonly TarEntry[], string, string | undefined, string]>([
    [[{ path: 'a', content: 'x' }], 'a', 'x', 'a file'],
    [[{ path: 'a', content: '' }], 'a', '', 'an empty file'],
    [[{ path: 'a', content: '{"a":1}' }], 'a', '{"a":1}', 'a document'],
    [[{ path: './a/b', content: 'x' }], 'a/b', 'x', "'./' in front"],
    [[{ path: 'a/b', content: 'x' }], './a//b', 'x', 'asked in another way'],
    [[{ path: LONG, content: 'x' }], LONG, 'x', 'a name over 256 bytes'],
    [[{ path: 'größe', content: 'x' }], 'größe', 'x', 'a name outside ASCII'],
    [[{ path: '__proto__', content: 'x' }], '__proto__', 'x', 'a name of JavaScript'],
    [[{ path: 'a', content: 'x' }], 'constructor', undefined, 'a name that every object has'],
    [[{ path: 'a', content: 'x' }], 'b', undefined, 'another name'],
    [[{ path: 'a', type: 'directory' }], 'a', undefined, 'a folder'],
    [[{ path: 'a', type: 'fifo' }], 'a', undefined, 'a pipe'],
    [
      [
        { path: 'a', content: 'first' },
        { path: './a', content: 'second' },
      ],
      'a',
      'second',
      'the later one of two',
    ],
    [
      [
        { path: 'one/layer.tar', content: 'x' },
        { path: 'two/layer.tar', type: 'symlink', link: '../one/layer.tar' },
      ],
      'two/layer.tar',
      'x',
      'a link, as old Docker writes for a layer that is there twice',
    ],
    [
      [
        { path: 'a', content: 'x' },
        { path: 'b/c', type: 'symlink', link: '/a' },
      ],
      'b/c',
      'x',
      'an absolute link starts at the top of the archive',
    ],
    [
      [
        { path: 'a', content: 'x' },
        { path: 'b/c', type: 'link', link: './a' },
      ],
      'b/c',
      'x',
      'a hard link',
    ],
    [[{ path: 'a', type: 'symlink', link: 'b' }], 'a', undefined, 'a link to nothing'],
    [[{ path: 'a', type: 'symlink', link: '../../../../../../../../etc/passwd' }], 'a', undefined, 'a link out of it'],
    [[{ path: 'a', content: 'x' }], '../../../../../../../../etc/passwd', undefined, 'a path out of it'],
    [[{ path: 'etc/passwd', content: 'own' }], '../../etc/passwd', 'own', "the archive's own file"],
  ])('%j has at %j: %j', async (entries, path, text, _reason) => {
    expect(await textOf(await openTar(entries, compression), path)).toBe(text);
  });

  test('refuses links that go round in a circle', async () => {
    const file = await openTar(
      [
        { path: 'a', type: 'symlink', link: 'b' },
        { path: 'b', type: 'link', link: 'a' },
        { path: 'c', type: 'symlink', link: 'c' },
      ],
      compression,
    );
    for (const path of ['a', 'b', 'c']) {
      expect(await faultOf(file.find(path))).toEqual({
        kind: 'broken',
        why: `${file.name} has links that go round in a circle`,
      });
    }
  });

  test('gives files in any order, together, and in part', async () => {
    const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(2 ** 20 + 7));
    const file = await openTar(
      texts.map((content, at) => ({ path: `${at}`, content })),
      compression,
    );
    expect(await Promise.all(['2', '0', '1'].map((path) => textOf(file, path)))).toEqual([
      texts[2],
      texts[0],
      texts[1],
    ]);
    for await (const _ of (await file.find('1'))?.open() ?? []) break;
    expect(await textOf(file, '1')).toBe(texts[1]);
  });
});

describe('an archive', () => {
  test('has the files that were put in, compressed or not', async () => {
    const entries = fc.uniqueArray(
      fc.record({
        path: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,110}){0,2}$/),
        content: fc.string({ maxLength: 2000 }),
      }),
      { selector: ({ path }) => path, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(entries, fc.constantFrom<Compression>('none', 'gzip', 'zstd'), async (files, compression) => {
        const file = await openTar(files, compression);
        const texts = await Promise.all(files.map(({ path }) => textOf(file, path)));
        expect(texts).toEqual(files.map(({ content }) => content));
      }),
      { numRuns: 50 },
    );
  });

  test.each<[Buffer, string, string]>([
    [Buffer.alloc(0), 'PATH is empty', 'nothing'],
    [Buffer.from('hello'), 'PATH is not a tar archive', 'a text'],
    [Buffer.alloc(4096, 'x'), 'PATH is not a tar archive', 'as long as a header'],
    [compress(Buffer.from('hello'), 'gzip'), 'PATH is not a tar archive', 'a text, compressed'],
    [compress(Buffer.alloc(0), 'gzip'), 'PATH is not a tar archive', 'nothing, compressed'],
    [
      Buffer.from('1f8b0800', 'hex'),
      'PATH cannot be unpacked: it ends in the middle of its compressed data',
      'the first bytes of a compressed one',
    ],
  ])('is refused: %s', async (bytes, why, _reason) => {
    const path = scratchPath('x.tar');
    writeFileSync(path, bytes);
    const fault = await faultOf(TarFile.open(path));
    expect({ ...fault, why: fault.why.replaceAll(path, 'PATH') }).toEqual({ kind: 'broken', why });
  });

  test('is refused where there is none, and where it is a folder', async () => {
    const path = scratchPath('x.tar');
    expect((await faultOf(TarFile.open(path))).kind).toBe('unknown');
    expect((await faultOf(TarFile.open(`${path}/..`))).kind).toBe('unknown');
  });

  test('is refused when it is damaged between files', async () => {
    const tar = await buildTar([
      { path: 'a', content: 'x' },
      { path: 'b', content: 'x' },
    ]);
    tar.writeUInt8(0x7a, 1024);
    const path = scratchPath('x.tar');
    writeFileSync(path, tar);
    expect(await faultOf(TarFile.open(path))).toEqual({ kind: 'broken', why: `${path} is damaged before byte 1536` });
  });

  test('is refused when a name is said to be longer than 1 MiB', async () => {
    const path = scratchPath('x.tar');
    writeFileSync(path, await buildTar([{ path: 'a', pax: { path: 'x'.repeat(2 ** 20 + 1) } }]));
    expect((await faultOf(TarFile.open(path))).kind).toBe('broken');
  });

  test('keeps its word of a file without holes, and is not taken to lack it', async () => {
    const file = await openTar([
      { path: 'a', content: 'x', pax: { 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '9' } },
    ]);
    expect(await faultOf(file.find('a'))).toEqual({
      kind: 'unknown',
      why: `${file.name} holds 'a' without its holes, and is not read`,
    });
  });

  test('that is cut off anywhere is refused, or lacks files at its end, and never gives other bytes', async () => {
    const entries = [
      { path: 'manifest.json', content: '[]' },
      { path: LONG, content: 'y'.repeat(700) },
      { path: 'last', content: 'z'.repeat(512) },
    ];
    const tar = await buildTar(entries);
    for (let length = 1; length < tar.length; length += 37) {
      const path = scratchPath('x.tar');
      writeFileSync(path, tar);
      truncateSync(path, length);
      const texts = await readAll(path);
      for (const [at, text] of texts.entries()) {
        expect([undefined, entries[at]?.content]).toContain(text);
      }
    }
  });

  test('in gzip that is cut off anywhere is refused', async () => {
    const tar = compress(await buildTar([{ path: 'a', content: 'some text' }]), 'gzip');
    for (let length = 2; length < tar.length; length += 7) {
      const path = scratchPath('x.tar');
      writeFileSync(path, tar.subarray(0, length));
      expect((await faultOf(TarFile.open(path))).kind).toBe('broken');
    }
  });

  async function readAll(path: string): Promise<(string | undefined)[]> {
    try {
      const file = await TarFile.open(path);
      opened.push(file);
      return await Promise.all(['manifest.json', LONG, 'last'].map((name) => textOf(file, name)));
    } catch (error) {
      if (error instanceof ImageFault && error.kind === 'broken') return [];
      throw error;
    }
  }
});
