import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { FactsCollector } from '../../../src/image/facts/collect-facts';
import { ImageFault } from '../../../src/image/image-fault';
import type { LayerIndex } from '../../../src/image/layers/layer-index';
import { type ReadLayerOptions, readLayer } from '../../../src/image/layers/read-layer';
import { inChunks, layerOf, watched } from './byte-source';
import { gnuLong, pax, tar, tarHeader } from './tar-archive';
import { storedFrame } from './zstd-data';

/** Says of a file how its content begins and how long it is. */
const startFacts = (path: string, fileBytes: number): FactsCollector => {
  const content: Buffer[] = [];
  return {
    push: (chunk) => content.push(Buffer.from(chunk)) > 0,
    end: () => ({ kind: 'text', text: `${path} ${fileBytes} ${hash(Buffer.concat(content))}` }),
  };
};
const hash = (content: string | Buffer) => createHash('md5').update(content).digest('hex');

const PROGRAM = 'x'.repeat(70_000);
const ARCHIVE = tar(
  { name: './', type: '5', mode: 0o755 },
  { name: './bin/app', content: PROGRAM, mode: 0o755 },
  pax({ path: `./${'p'.repeat(150)}`, uid: '70000' }),
  { name: 'cut', content: 'text' },
  gnuLong('K', 't'.repeat(120)),
  { name: './link', type: '2' },
  { name: './bin/again', type: '1', linkName: './bin/app' },
  { name: './etc/.wh.old', content: '' },
  { name: './opt/.wh..wh..opq', content: '' },
  { name: './run/pipe', type: '6' },
);

const read = (bytes: Uint8Array, chunkBytes = 65_536, options: ReadLayerOptions = {}) =>
  readLayer(layerOf(inChunks(bytes, chunkBytes)), { startFacts, ...options });

async function faultOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
  return 'none';
}

const all = (index: LayerIndex) => ({
  entries: [...index.entries()].map((entry) => ({ ...entry })),
  count: index.count,
  unpackedBytes: index.unpackedBytes,
  hidden: ['etc/old', 'opt', 'bin'].map((path) => index.hides(path)),
});

describe('a layer', () => {
  test('is read with all that it says', async () => {
    const index = await read(ARCHIVE);
    const app = { type: 'file', mode: 0o755, uid: 0, gid: 0, size: 70_000, isImplied: false };
    const facts = { kind: 'text', text: `bin/app 70000 ${hash(PROGRAM)}` };
    expect(index.find('bin/app')).toEqual({ ...app, path: 'bin/app', facts });
    expect(index.find('bin/again')).toEqual({ ...app, path: 'bin/again', sharedPath: 'bin/app', facts });
    expect(index.find('p'.repeat(150))).toMatchObject({ uid: 70_000, size: 4 });
    expect(index.find('link')).toMatchObject({ type: 'symlink', target: 't'.repeat(120) });
    expect(index.find('run/pipe')).toMatchObject({ type: 'other' });
    const { hidden, count, unpackedBytes, entries } = all(index);
    expect(hidden).toEqual(['itself', 'content', 'nothing']);
    expect(count).toBe(10);
    expect(entries.map(({ path }) => path.slice(0, 12)).sort()).toEqual(
      ['', 'bin', 'bin/again', 'bin/app', 'etc', 'link', 'opt', 'p'.repeat(12), 'run', 'run/pipe'].sort(),
    );
    expect(unpackedBytes).toBe(ARCHIVE.length);
  });

  test('is the same however it is compressed and however its bytes come', async () => {
    const plain = all(await read(ARCHIVE));
    const layers = [
      ARCHIVE,
      gzipSync(ARCHIVE),
      storedFrame(ARCHIVE, 1000),
      Buffer.concat([ARCHIVE, Buffer.alloc(9000)]),
    ];
    for (const bytes of layers) {
      for (const chunkBytes of [1, 511, 512, 513, 65_536]) expect(all(await read(bytes, chunkBytes))).toEqual(plain);
    }
  });

  test('has facts by what its files begin with', async () => {
    const archive = tar({ name: 'run', content: '#!/bin/sh -e\n' }, { name: 'empty' }, { name: 'x', content: 'hello' });
    const index = await readLayer(layerOf(archive));
    const script = { kind: 'script', line: '/bin/sh -e', hasCarriageReturn: false, isCut: false };
    expect(index.find('run')?.facts).toEqual(script);
    expect(index.find('empty')?.facts).toEqual({ kind: 'empty' });
    expect(index.find('x')?.facts).toEqual({ kind: 'other' });
  });

  test('is not looked into further than facts need', async () => {
    let pushed = 0;
    const starts: string[] = [];
    const once = (path: string): FactsCollector => {
      starts.push(path);
      return { push: () => ++pushed < 1, end: () => ({ kind: 'other' }) };
    };
    const sparse = tarHeader({ name: 'sparse', type: 'S', format: 'gnu', patches: [[483, '20000000000\0']] });
    const archive = tar({ name: 'big', content: Buffer.alloc(2 ** 20) }, sparse, { name: 'a/.wh.b', content: 'x' });
    const index = await read(archive, 1000, { startFacts: once });
    expect(pushed).toBe(1);
    expect(starts).toEqual(['big']);
    expect(index.find('sparse')).toMatchObject({ size: 2 ** 31, facts: { kind: 'other' } });
  });

  test('tells how far it has come', async () => {
    const progress: number[] = [];
    await read(ARCHIVE, 30_000, { onProgress: (bytesRead) => progress.push(bytesRead) });
    expect(progress).toEqual([30_000, 60_000, ARCHIVE.length]);
  });

  test('is not asked for when it is foreign', async () => {
    const layer = layerOf(ARCHIVE, {
      isForeign: true,
      open: () => {
        throw new Error('it was opened');
      },
    });
    expect(await faultOf(readLayer(layer))).toBe(
      'unknown: the registry does not keep it, and the other addresses that it names are not asked',
    );
  });

  test('is read to the end of its bytes, and not unpacked beyond the end of its archive', async () => {
    const behind = Buffer.concat([ARCHIVE, Buffer.alloc(2 ** 20, 'garbage')]);
    const source = watched(inChunks(behind, 10_000));
    const index = await readLayer(layerOf(source), { startFacts });
    expect(source.bytesGiven).toBe(behind.length);
    expect(index.unpackedBytes).toBe(ARCHIVE.length);
  });

  const wrongDigest = new ImageFault('broken', 'its bytes are not those of its digest');
  test.each<[string, Uint8Array]>([
    ['when they are right', ARCHIVE],
    ['when they are right and compressed', gzipSync(ARCHIVE)],
    ['when they are no tar', Buffer.alloc(2 ** 20, 'garbage')],
    ['when they are damaged', Buffer.concat([gzipSync(ARCHIVE).subarray(0, 100), Buffer.alloc(2 ** 20, 'x')])],
    ['when they are cut off', gzipSync(ARCHIVE).subarray(0, 200)],
    ['when they end long before', Buffer.concat([ARCHIVE, Buffer.alloc(2 ** 20)])],
  ])('fails for the digest of its bytes first, also %s', async (_when, bytes) => {
    for (const chunkBytes of [100, 2 ** 21]) {
      const source = watched(inChunks(bytes, chunkBytes), wrongDigest);
      await expect(readLayer(layerOf(source), { startFacts })).rejects.toBe(wrongDigest);
      expect(source.isClosed).toBe(true);
    }
  });

  test.each<[string, Uint8Array, string]>([
    ['garbage', Buffer.alloc(5000, 'x'), 'broken: it is no tar archive'],
    [
      'a file in a file',
      tar({ name: 'a' }, { name: 'a/b' }),
      "broken: it puts something into 'a', and 'a' is no folder",
    ],
    ['an archive that is cut off', ARCHIVE.subarray(0, 3000), "broken: it ends in the middle of './bin/app'"],
    [
      'gzip that is cut off',
      gzipSync(ARCHIVE).subarray(0, 200),
      'broken: it ends in the middle of its compressed data',
    ],
  ])('fails for %s', async (_what, bytes, why) => {
    expect(await faultOf(read(bytes))).toBe(why);
  });

  test.each<[string, () => AsyncIterable<Uint8Array>]>([
    [
      'gzip',
      () => inChunks(gzipSync(Buffer.concat([tarHeader({ name: 'a', size: 2 ** 31 }), Buffer.alloc(64 * 2 ** 20)]))),
    ],
    ['nothing', () => inChunks(Buffer.concat([tarHeader({ name: 'a', size: 2 ** 31 }), Buffer.alloc(64 * 2 ** 20)]))],
  ])('is given up when it unpacks to more than it may: compressed with %s', async (_format, open) => {
    const source = watched(open());
    const reading = readLayer(layerOf(source), { startFacts, maxUnpackedBytes: 32 * 2 ** 20 });
    expect(await faultOf(reading)).toBe('unknown: it unpacks to more than 33554432 bytes');
    expect(source.isClosed).toBe(true);
  });

  test('passes on what is not its own fault', async () => {
    const failure = new Error('the disk is full');
    await expect(readLayer(layerOf(watched(inChunks(ARCHIVE, 100), failure)))).rejects.toBe(failure);
    const failing = () => {
      throw failure;
    };
    await expect(read(ARCHIVE, 100, { startFacts: failing })).rejects.toBe(failure);
  });

  test('that is cut off anywhere fails, and says so', async () => {
    for (const bytes of [gzipSync(ARCHIVE), storedFrame(ARCHIVE.subarray(0, 5000), 700)]) {
      for (let end = 1; end < bytes.length; end += 97) {
        expect(await faultOf(read(bytes.subarray(0, end)))).toMatch(/^broken: it (?:ends in the middle of|is no tar)/);
      }
    }
    for (let end = 97; end < ARCHIVE.length; end += 97) {
      const why = await faultOf(read(ARCHIVE.subarray(0, end)));
      // between two entries, in padding and in the end mark nothing is missing
      const isBetween = why === 'none';
      if (!isBetween) expect(why).toMatch(/^broken: it ends in the middle of /);
    }
  });

  test('that is damaged anywhere never hangs or crashes', async () => {
    const layers = fc.constantFrom(ARCHIVE, gzipSync(ARCHIVE), storedFrame(ARCHIVE, 5000));
    const patch = fc.uint8Array({ minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(layers, fc.nat(), patch, async (bytes, at, written) => {
        const copy = Buffer.from(bytes);
        copy.set(written.subarray(0, copy.length), at % Math.max(1, copy.length - written.length));
        expect(await faultOf(read(copy))).toMatch(/^(?:none|(?:broken|unknown): .+)$/s);
      }),
      { numRuns: 200 },
    );
  });
});
