import { SharedSource } from '../../../src/image/layers/shared-source';
import { bytesOf, inChunks, watched } from './byte-source';

const BYTES = Buffer.from('0123456789');

describe('a source that is shared', () => {
  test('gives all bytes to its reader', async () => {
    const source = new SharedSource(inChunks(BYTES, 3));
    expect((await bytesOf(source)).toString()).toBe('0123456789');
    await source.drain();
  });

  test('stays open when its reader stops, and is read to its end', async () => {
    const watch = watched(inChunks(BYTES, 3));
    const source = new SharedSource(watch);
    for await (const _chunk of source) break;
    expect([watch.isClosed, watch.bytesGiven]).toEqual([false, 3]);
    await source.drain();
    expect([watch.isClosed, watch.bytesGiven]).toEqual([true, 10]);
  });

  test('is let go of at once when nobody wants the rest', async () => {
    const watch = watched(inChunks(BYTES, 3));
    const source = new SharedSource(watch);
    for await (const _chunk of source) break;
    await source.close();
    expect([watch.isClosed, watch.bytesGiven]).toEqual([true, 3]);
    await source.close();
  });

  test('does not lose a failure that its reader asked for and did not wait for', async () => {
    const failure = new Error('wrong digest');
    const source = new SharedSource(watched(inChunks(BYTES, 10), failure));
    const reader = source[Symbol.asyncIterator]();
    await reader.next();
    void reader.next();
    await expect(source.drain()).rejects.toBe(failure);
  });

  test('tells how many bytes have come', async () => {
    const seen: number[] = [];
    await new SharedSource(inChunks(BYTES, 4), (bytesRead) => seen.push(bytesRead)).drain();
    expect(seen).toEqual([4, 8, 10]);
  });
});
