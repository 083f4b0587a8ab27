import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import { decompress } from '../../../src/image/layers/decompress';
import { decompressWithFzstd } from '../../../src/image/layers/decompress-with-fzstd';
import { bytesOf, inChunks, watched } from './byte-source';
import { emptyFrame, LINES, runFrame, skippableFrame, storedFrame, ZSTD_LINES } from './zstd-data';

type Decompress = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

async function outcomeOf(bytes: Uint8Array, chunkBytes = 65_536, act: Decompress = decompress): Promise<string> {
  try {
    return (await bytesOf(act(inChunks(bytes, chunkBytes)))).toString();
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
}

const gzip = (text: string | Buffer) => gzipSync(text);
const CHUNKS = [1, 7, 511, 512, 513, 65_536];

describe('the bytes of a layer', () => {
  test.each<[string, Buffer, string]>([
    ['as they are', Buffer.from(LINES), LINES],
    ['as they are when there are few', Buffer.from('abc'), 'abc'],
    ['as they are when they begin like bzip2', Buffer.from('BZhello world'), 'BZhello world'],
    ['as nothing', Buffer.alloc(0), ''],
    ['from gzip', gzip(LINES), LINES],
    ['from gzip of nothing', gzip(''), ''],
    ['from gzip in several members', Buffer.concat([gzip('a'), gzip(LINES), gzip(''), gzip('c')]), `a${LINES}c`],
    ['from gzip with zero bytes behind', Buffer.concat([gzip(LINES), Buffer.alloc(3000)]), LINES],
    ['from zstd', ZSTD_LINES, LINES],
    ['from zstd of nothing', storedFrame(''), ''],
    ['from zstd that is not compressed', storedFrame(LINES, 1000), LINES],
    ['from zstd in several frames', Buffer.concat([ZSTD_LINES, storedFrame('b'), ZSTD_LINES]), `${LINES}b${LINES}`],
    [
      'from zstd with frames to pass over',
      Buffer.concat([skippableFrame('x'.repeat(99)), ZSTD_LINES, skippableFrame('')]),
      LINES,
    ],
    ['from zstd of one byte', runFrame(0x61, 3), 'a'.repeat(3 * 128 * 1024)],
  ])('come %s', async (_how, bytes, content) => {
    for (const chunkBytes of CHUNKS) expect(await outcomeOf(bytes, chunkBytes)).toBe(content);
  });

  test('come in long chunks, however short the ones of the source are', async () => {
    const content = Buffer.alloc(4 * 2 ** 20, LINES);
    for (const bytes of [content, gzip(content)]) {
      const lengths: number[] = [];
      for await (const chunk of decompress(inChunks(bytes, 1000))) lengths.push(chunk.length);
      expect(lengths.reduce((all, one) => all + one)).toBe(content.length);
      expect(lengths.length).toBeLessThan(60);
    }
  });

  const CUT_OFF = 'broken: it ends in the middle of its compressed data';
  const DAMAGED = 'broken: its compressed data is damaged';
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    return copy;
  };
  test.each<[string, Buffer, string]>([
    ['gzip that is cut off', gzip(LINES).subarray(0, -300), CUT_OFF],
    ['gzip without its checksum', gzip(LINES).subarray(0, -8), CUT_OFF],
    ['gzip that is only a beginning', gzip(LINES).subarray(0, 2), CUT_OFF],
    ['a second member that is cut off', Buffer.concat([gzip('a'), gzip(LINES).subarray(0, 40)]), CUT_OFF],
    ['gzip with a wrong checksum', flipped(gzip(LINES), gzip(LINES).length - 6), DAMAGED],
    ['gzip with wrong content', flipped(gzip(LINES), 100), DAMAGED],
    ['gzip of an unknown method', flipped(gzip(LINES), 2), DAMAGED],
    ['gzip with something else behind', Buffer.concat([gzip('a'), Buffer.from('hello')]), DAMAGED],
    [
      'gzip with something behind zero bytes',
      Buffer.concat([gzip('a'), Buffer.alloc(300_000), Buffer.from('hello')]),
      'broken: something follows its compressed data',
    ],
    ['zstd that is cut off', ZSTD_LINES.subarray(0, -300), CUT_OFF],
    ['zstd without its checksum', ZSTD_LINES.subarray(0, -4), CUT_OFF],
    ['zstd that is only a beginning', ZSTD_LINES.subarray(0, 4), CUT_OFF],
    ['a second frame that is cut off', Buffer.concat([ZSTD_LINES, ZSTD_LINES.subarray(0, 7)]), CUT_OFF],
    ['zstd with something else behind', Buffer.concat([ZSTD_LINES, Buffer.from('hello')]), DAMAGED],
    ['zstd with a reserved bit', emptyFrame(0x28, '00'), DAMAGED],
    ['zstd with a block of no type', emptyFrame(0x20, '00', '070000'), DAMAGED],
    ['zstd with a block that is too long', emptyFrame(0x20, '00', '010020'), DAMAGED],
    [
      'zstd with a dictionary',
      emptyFrame(0x21, '0500'),
      'broken: it is compressed with a dictionary, which it does not bring',
    ],
    [
      'bzip2',
      Buffer.from('425a683931415926535900', 'hex'),
      "unknown: it is compressed with bzip2, which Kubernetes' runtimes do not read in layers",
    ],
    [
      'xz',
      Buffer.from('fd377a585a00000000', 'hex'),
      "unknown: it is compressed with xz, which Kubernetes' runtimes do not read in layers",
    ],
  ])('fail for %s', async (_what, bytes, why) => {
    for (const chunkBytes of [1, 100, 2 ** 20]) expect(await outcomeOf(bytes, chunkBytes)).toBe(why);
  });

  test.each([
    ['window', emptyFrame(0x00, '98'), '98 is a window of 512 MiB'],
    ['content in one piece', emptyFrame(0xe0, '0000000001000000'), '4 GiB'],
  ])('cannot be told from zstd with too big a %s', async (_what, bytes) => {
    expect(await outcomeOf(bytes)).toMatch(/^unknown: its zstd data refers back over more than (?:128|32) MiB/);
  });

  test('fail with what the source fails with', async () => {
    for (const bytes of [Buffer.from(LINES), gzip(LINES), ZSTD_LINES]) {
      const fault = new ImageFault('unknown', 'the connection broke');
      const source = watched(inChunks(bytes.subarray(0, 200), 50), fault);
      await expect(bytesOf(decompress(source))).rejects.toBe(fault);
      expect(source.isClosed).toBe(true);
    }
  });

  test.each<[string, Buffer]>([
    ['plain', Buffer.alloc(16 * 2 ** 20)],
    ['gzip', gzipSync(Buffer.alloc(16 * 2 ** 20), { level: 0 })],
    ['zstd', storedFrame(Buffer.alloc(16 * 2 ** 20))],
  ])('are not asked for when nobody wants more: %s', async (_format, bytes) => {
    const source = watched(inChunks(bytes, 10_000));
    for await (const chunk of decompress(source)) {
      expect(chunk.every((byte) => byte === 0)).toBe(true);
      break;
    }
    expect(source.isClosed).toBe(true);
    expect(source.bytesGiven).toBeLessThan(bytes.length / 2);
  });

  test('are let go of when nobody begins with them', async () => {
    const source = watched(inChunks(gzip(LINES)));
    const content = decompress(source);
    await content.next();
    await content.return();
    expect(source.isClosed).toBe(true);
  });

  test('never hang or crash, whatever they are', async () => {
    const start = fc.constantFrom('', '1f8b0800000000000003', '28b52ffd', '28b52ffd0058', '5a2a4d18', '28b52ffd6000');
    const damaged = fc
      .tuple(fc.constantFrom(gzip(LINES), ZSTD_LINES), fc.nat(), fc.nat(255))
      .map(([bytes, at, byte]) => {
        const copy = Buffer.from(bytes);
        copy[at % copy.length] = byte;
        return copy;
      });
    const garbage = fc
      .tuple(start, fc.uint8Array({ maxLength: 600 }))
      .map(([head, bytes]) => Buffer.concat([Buffer.from(head, 'hex'), bytes]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, garbage), fc.integer({ min: 1, max: 700 }), async (bytes, chunkBytes) => {
        expect(typeof (await outcomeOf(bytes, chunkBytes))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});

test.each<[string, Decompress]>([
  ["Node's or the other", decompress],
  ['the other', decompressWithFzstd],
])('content of zstd does not depend on how it is cut: %s', async (_which, act) => {
  const pieces = fc.array(
    fc.oneof(
      fc.tuple(fc.string({ maxLength: 300 }), fc.integer({ min: 1, max: 100 })).map(([text, blockBytes]) => ({
        bytes: storedFrame(text, blockBytes),
        text,
      })),
      fc.constant({ bytes: ZSTD_LINES, text: LINES }),
      fc.string({ maxLength: 20, unit: 'grapheme-ascii' }).map((text) => ({ bytes: skippableFrame(text), text: '' })),
    ),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 2000 }), async (all, chunkBytes) => {
      const bytes = Buffer.concat(all.map((one) => one.bytes));
      expect(await outcomeOf(bytes, chunkBytes, act)).toBe(all.map((one) => one.text).join(''));
    }),
    { numRuns: 100 },
  );
});
