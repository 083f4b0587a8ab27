import fc from 'fast-check';
import { BYTES, cutAfter, DIGEST, fault, GET, LAYER, read, sha256, WHOLE } from './blob-reading';
import type { Answerer } from './fake-registry';
import { serveBlob } from './serve-blob';

describe('a download that breaks', () => {
  test('goes on where it was, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 7, max: 45 }), async (bytes) => {
        const { ranges, ...rest } = await read(cutAfter(bytes));
        expect(rest).toMatchObject(WHOLE);
        const resumed = Array.from({ length: Math.ceil(40 / bytes) }, (_, at) => at * bytes);
        expect(ranges).toEqual(resumed.map((from) => (from === 0 ? undefined : `bytes=${from}-`)));
      }),
      { numRuns: 12 },
    );
  });

  test('goes on from the beginning where a server knows no ranges', async () => {
    const { asked, ...rest } = await read((_, turn) =>
      turn === 3
        ? { body: BYTES }
        : { body: BYTES.subarray(0, turn * 9), isCut: true, headers: { 'content-length': '40' } },
    );
    expect(rest).toMatchObject(WHOLE);
    expect(asked).toEqual([GET, GET, GET]);
  });

  test('goes on when a server gives parts only', async () => {
    const { ranges, ...rest } = await read(({ headers }) => {
      const from = Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0);
      const body = BYTES.subarray(from, from + 16);
      return { status: 206, headers: { 'content-range': `bytes ${from}-${from + body.length - 1}/40` }, body };
    });
    expect(rest).toMatchObject(WHOLE);
    expect(ranges).toEqual([undefined, 'bytes=16-', 'bytes=32-']);
  });

  test('is given up, and not called broken, when the parts are too small', async () => {
    const { end } = await read(({ headers }) => {
      const from = Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0);
      const range = `bytes ${from}-${from + 4}/40`;
      return { status: 206, headers: { 'content-range': range }, body: BYTES.subarray(from, from + 5) };
    });
    expect(end).toEqual(fault('unknown', `30 of the 40 bytes of ${LAYER} came in 6 requests`));
  });

  test('goes on when nothing came for too long', async () => {
    const { ranges, ...rest } = await read(
      (request, turn) =>
        turn === 1
          ? { headers: { 'content-length': '40' }, body: BYTES.subarray(0, 10), isStalled: true }
          : serveBlob(request, BYTES),
      { limits: { stallMilliseconds: 100 } },
    );
    expect(rest).toMatchObject(WHOLE);
    expect(ranges).toEqual([undefined, 'bytes=10-']);
  });

  test('is broken when the parts do not make the whole', async () => {
    const other = Buffer.alloc(40, 'x');
    const mixed = Buffer.concat([BYTES.subarray(0, 20), other.subarray(20)]);
    const { bytes, end } = await read((request, turn) => {
      const { body, ...answer } = serveBlob(request, turn === 1 ? BYTES : other);
      return turn === 1 ? { ...answer, body: BYTES.subarray(0, 20), isCut: true } : { ...answer, body };
    });
    expect(end).toEqual(fault('broken', `${LAYER} has the digest ${sha256(mixed)} where ${DIGEST} was expected`));
    expect(BYTES.toString().startsWith(bytes)).toBe(true);
  });

  test.each<[string, Answerer, string, number]>([
    [
      'each time after some bytes',
      cutAfter(3),
      `HOST cut the connection (UND_ERR_SOCKET); 18 of the 40 bytes of ${LAYER} came in 6 requests`,
      6,
    ],
    [
      'at once, each time',
      (request) => ({ ...serveBlob(request, BYTES), body: '', isCut: true }),
      `HOST cut the connection (UND_ERR_SOCKET); 0 of the 40 bytes of ${LAYER} came in 2 requests`,
      2,
    ],
    [
      'at the same place, each time',
      (request, turn) =>
        turn === 1 ? cutAfter(20)(request, turn) : { ...serveBlob(request, BYTES), body: '', isCut: true },
      `HOST cut the connection (UND_ERR_SOCKET); 20 of the 40 bytes of ${LAYER} came in 3 requests`,
      3,
    ],
    ['before it begins', () => 'cut', 'HOST cut the connection (UND_ERR_SOCKET); 0 of', 4],
  ])('is given up when it is cut %s', async (_when, answer, why, requests) => {
    const { end, asked } = await read(answer);
    expect(end).toEqual(fault('unknown', expect.stringContaining(why)));
    expect(asked).toEqual(Array(requests).fill(GET));
  });

  test('is given up when nothing comes any more', async () => {
    const { end } = await read((request) => ({ ...serveBlob(request, BYTES), body: '', isStalled: true }), {
      limits: { stallMilliseconds: 50 },
    });
    expect(end).toEqual(
      fault('unknown', `HOST sent nothing for 0.05 s; 0 of the 40 bytes of ${LAYER} came in 2 requests`),
    );
  });

  test.each([
    ['bytes 5-39/40', 'begins earlier'],
    ['bytes 21-39/40', 'begins later'],
    ['bytes 20-39/41', 'is of something longer'],
    ['', 'is not named'],
  ])('is given up when the part that comes next (%s) %s', async (range, _reason) => {
    const { end } = await read((request, turn) =>
      turn === 1 ? cutAfter(20)(request, turn) : { status: 206, headers: { 'content-range': range }, body: BYTES },
    );
    expect(end).toEqual(fault('unknown', `HOST answers with another part of ${LAYER} than the one it was asked for`));
  });
});
