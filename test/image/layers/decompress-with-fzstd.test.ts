import { ImageFault } from '../../../src/image/image-fault';
import { decompressWithFzstd } from '../../../src/image/layers/decompress-with-fzstd';
import { bytesOf, inChunks, watched } from './byte-source';
import { emptyFrame, endlessFrame, LINES, runFrame, storedFrame, ZSTD_LINES } from './zstd-data';

const contentOf = (bytes: Buffer, mostMilliseconds?: number) =>
  bytesOf(decompressWithFzstd(inChunks(bytes, 300), mostMilliseconds)).then(String);

describe('zstd data without the help of Node', () => {
  test('is decompressed, frame by frame', async () => {
    expect(await contentOf(Buffer.concat([ZSTD_LINES, storedFrame('end', 1), storedFrame('')]))).toBe(`${LINES}end`);
  });

  test('comes block by block, however much one byte means', async () => {
    const lengths: number[] = [];
    for await (const chunk of decompressWithFzstd(inChunks(runFrame(0, 100)))) lengths.push(chunk.length);
    expect(lengths).toEqual(Array.from({ length: 100 }, () => 128 * 1024));
  });

  test('is given up when it keeps the decoder busy for ever', async () => {
    await expect(contentOf(endlessFrame(), 200)).rejects.toEqual(
      new ImageFault('unknown', 'it takes too long to decompress its zstd data; Node 22.15 is faster at it'),
    );
  });

  test('is refused when it refers back further than the decoder can', async () => {
    const why = 'its zstd data refers back over more than 32 MiB; Node 22.15 and newer can read more';
    // 0x78 is a window of 32 MiB, 0x79 one of 36 MiB
    expect(await contentOf(emptyFrame(0x00, '78'))).toBe('');
    await expect(contentOf(emptyFrame(0x00, '79'))).rejects.toEqual(new ImageFault('unknown', why));
  });

  test('is broken when a block makes no sense', async () => {
    const damaged = Buffer.from(ZSTD_LINES);
    damaged.fill(0, 20, 40);
    await expect(contentOf(damaged)).rejects.toEqual(new ImageFault('broken', 'its compressed data is damaged'));
  });

  test('lets go of its source when nobody wants more', async () => {
    const source = watched(inChunks(runFrame(0, 100), 10));
    for await (const _chunk of decompressWithFzstd(source)) break;
    expect(source.isClosed).toBe(true);
  });
});
