import { gatherChunks } from '../../../src/image/layers/gather-chunks';
import { bytesOf, inChunks, watched } from './byte-source';

const KIB = 1024;

async function lengthsOf(source: AsyncIterable<Uint8Array>): Promise<number[]> {
  const lengths: number[] = [];
  for await (const chunk of source) lengths.push(chunk.length);
  return lengths;
}

describe('gathered chunks', () => {
  test.each([
    [0, 10, [], 'nothing comes of nothing'],
    [300 * KIB, 1 * KIB, [128, 128, 44], 'short ones are put together'],
    [300 * KIB, 100 * KIB, [200, 100], 'longer ones are not cut'],
    [600 * KIB, 200 * KIB, [200, 200, 200], 'long ones stay'],
  ])('of %d bytes in chunks of %d: %j KiB, since %s', async (bytes, chunkBytes, kibibytes) => {
    const lengths = await lengthsOf(gatherChunks(inChunks(Buffer.alloc(bytes), chunkBytes)));
    expect(lengths).toEqual(kibibytes.map((one) => one * KIB));
  });

  test('have the same bytes, without empty chunks', async () => {
    async function* source() {
      yield Buffer.alloc(0);
      yield Buffer.from('ab');
      yield Buffer.alloc(0);
      yield Buffer.from('c');
    }
    expect((await bytesOf(gatherChunks(source()))).toString()).toBe('abc');
    expect(await lengthsOf(gatherChunks(source()))).toEqual([3]);
  });

  test('let go of their source when nobody wants more', async () => {
    const source = watched(inChunks(Buffer.alloc(1000 * KIB), 128 * KIB));
    for await (const _chunk of gatherChunks(source)) break;
    expect(source.isClosed).toBe(true);
    // one more was asked for ahead
    expect(source.bytesGiven).toBe(256 * KIB);
  });

  test('fail with their source, after what it gave', async () => {
    const failure = new Error('the connection broke');
    const lengths: number[] = [];
    const reading = (async () => {
      for await (const chunk of gatherChunks(watched(inChunks(Buffer.alloc(200 * KIB), 128 * KIB), failure))) {
        lengths.push(chunk.length);
      }
    })();
    await expect(reading).rejects.toBe(failure);
    expect(lengths).toEqual([128 * KIB]);
  });
});
