import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  BYTES,
  contentFor,
  DIGEST,
  fault,
  GET,
  LAYER,
  read,
  readFrom,
  registryThat,
  requestTo,
  sha256,
  WHOLE,
} from './blob-reading';
import { type Answer, type Answerer, registryError } from './fake-registry';
import { serveBlob } from './serve-blob';

describe('a blob', () => {
  test('is one GET, without anything being compressed on the way', async () => {
    const registry = await registryThat((request) => serveBlob(request, BYTES));
    expect(await readFrom(registry)).toEqual(WHOLE);
    expect(registry.lines()).toEqual([GET]);
    expect(registry.seen[0]?.headers).toMatchObject({ accept: '*/*', 'accept-encoding': 'identity' });
    expect(registry.seen[0]?.headers.range).toBeUndefined();
  });

  test('may be empty', async () => {
    const empty = Buffer.alloc(0);
    expect(await read((request) => serveBlob(request, empty), { bytes: empty })).toMatchObject({
      bytes: '',
      end: 'whole',
    });
  });

  test('may be far bigger than the replies that are read whole', async () => {
    const bytes = Buffer.alloc(32 * 2 ** 20, 'layer ');
    const registry = await registryThat((request) => serveBlob(request, bytes));
    const hash = createHash('sha256');
    for await (const chunk of contentFor().streamBlob(requestTo(registry, { bytes }))) hash.update(chunk);
    expect(`sha256:${hash.digest('hex')}`).toBe(sha256(bytes));
  });

  test('does not come faster than it is read', async () => {
    const bytes = Buffer.alloc(32 * 2 ** 20, 'layer ');
    const registry = await registryThat((request) => serveBlob(request, bytes));
    const other = await registryThat((request) => serveBlob(request, BYTES));
    const chunks = contentFor().streamBlob(requestTo(registry, { bytes }))[Symbol.asyncIterator]();
    await chunks.next();
    const readOthers = async () => {
      for (let reads = 0; reads < 100; reads += 1) expect(await readFrom(other)).toEqual(WHOLE);
      return 'still being sent';
    };
    expect(await Promise.race([registry.isIdle().then(() => 'sent'), readOthers()])).toBe('still being sent');
    await chunks.return?.();
    await registry.isIdle();
  });

  test.each<[string, Answerer, string, number]>([
    [
      'has other bytes',
      () => ({ body: Buffer.from(BYTES).fill('x', 39) }),
      `${LAYER} has the digest ${sha256(Buffer.from(BYTES).fill('x', 39))} where ${DIGEST} was expected`,
      1,
    ],
    [
      'has more bytes',
      () => ({ body: Buffer.concat([BYTES, BYTES]) }),
      `${LAYER} has more bytes than the 40 that it should have`,
      1,
    ],
    [
      'has fewer bytes, though the rest is asked for',
      (request) => serveBlob(request, BYTES.subarray(0, 12)),
      `${LAYER} has 12 bytes where 40 were expected`,
      2,
    ],
    [
      'has fewer bytes of a server that knows no ranges',
      () => ({ body: BYTES.subarray(0, 12) }),
      `${LAYER} has 12 bytes where 40 were expected`,
      3,
    ],
  ])('that %s is broken', async (_reason, answer, why, requests) => {
    const { end, asked } = await read(answer);
    expect(end).toEqual(fault('broken', why));
    expect(asked).toEqual(Array(requests).fill(GET));
  });

  test('that never ends is not read to the end', async () => {
    const registry = await registryThat(() => ({
      body: Buffer.alloc(2 ** 20),
      drip: { bytes: 50, everyMilliseconds: 1 },
    }));
    expect((await readFrom(registry)).end).toEqual(
      fault('broken', `${LAYER} has more bytes than the 40 that it should have`),
    );
  });

  test.each<[string, Answer, { kind: string; why: string }]>([
    [
      'by its own word',
      registryError(404, 'BLOB_UNKNOWN'),
      { kind: 'missing', why: `HOST has the manifest of 'app:1' but not its layer 1 (${DIGEST})` },
    ],
    [
      'by a plain 404',
      { status: 404 },
      { kind: 'missing', why: `HOST has the manifest of 'app:1' but not its layer 1 (${DIGEST})` },
    ],
    [
      'with all of the repository',
      registryError(404, 'NAME_UNKNOWN'),
      { kind: 'missing', why: "HOST has no repository 'HOST/app'" },
    ],
    [
      'for us',
      registryError(403, 'DENIED'),
      {
        kind: 'unknown',
        why: "HOST answers 403 DENIED: 'HOST/app' is not there, or not for you; it did not ask for a login",
      },
    ],
    ['for now (429)', { status: 429 }, { kind: 'unknown', why: 'HOST takes no more requests for now (429)' }],
    ['by a fault of its own', { status: 503 }, { kind: 'unknown', why: 'HOST has a fault of its own (503)' }],
    [
      'in a way that is not known',
      registryError(400, 'UNSUPPORTED'),
      { kind: 'unknown', why: `HOST answers 400 UNSUPPORTED when asked for ${LAYER}` },
    ],
    [
      'but has a page for people',
      { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<h1>Please log in</h1>', isStalled: true },
      { kind: 'unknown', why: `HOST answers with a page for people when asked for ${LAYER}` },
    ],
    [
      'but a part that nobody asked for',
      { status: 206, headers: { 'content-range': 'bytes 5-39/40' }, body: BYTES.subarray(5), isStalled: true },
      { kind: 'unknown', why: `HOST answers with another part of ${LAYER} than the one it was asked for` },
    ],
  ])('that the registry has not %s', async (_reason, answer, { kind, why }) => {
    expect((await read(() => answer)).end).toEqual(fault(kind, why));
  });

  test('waits as long as a 429 asks for', async () => {
    const { asked, ...rest } = await read((request, turn) =>
      turn === 1 ? { status: 429, headers: { 'retry-after': '0' } } : serveBlob(request, BYTES),
    );
    expect(rest).toMatchObject(WHOLE);
    expect(asked).toEqual([GET, GET]);
  });
});

describe('a blob that is compressed on the way though that was not asked for', () => {
  const DOUBT = 'which was not asked for, and is not what it should be without it';
  const encoded = (encoding: string, body: Buffer): Answerer => {
    return (request) => ({ ...serveBlob(request, body), headers: { 'content-encoding': encoding } });
  };

  test('is right when it is so without the compression', async () => {
    expect(await read(encoded('gzip', gzipSync(BYTES)))).toMatchObject(WHOLE);
  });

  test('goes on from the beginning when it breaks, as ranges count compressed bytes', async () => {
    const bytes = randomBytes(2 ** 18);
    const registry = await registryThat((request, turn) => {
      const body = gzipSync(bytes);
      const headers = { 'content-encoding': 'gzip', 'content-length': `${body.length}` };
      return turn === 1
        ? { headers, body: body.subarray(0, 2 ** 17), isCut: true }
        : { ...serveBlob(request, body), headers };
    });
    expect(await contentFor().fetchBlob(requestTo(registry, { bytes }))).toEqual(bytes);
    expect(registry.seen.map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
  });

  test('is not called broken when only a wrong header keeps it from being right', async () => {
    const layer = gzipSync(BYTES);
    const { end } = await read(encoded('gzip', layer), { bytes: layer });
    expect(end).toEqual(fault('unknown', `${LAYER} comes with 'Content-Encoding: gzip', ${DOUBT}`));
  });

  test('is right when the header is a word that changes nothing', async () => {
    expect(await read(encoded('aws-chunked', BYTES))).toMatchObject(WHOLE);
  });

  test('is not shown in words of the server', async () => {
    const { end } = await read(encoded('s3cret', Buffer.alloc(40)));
    expect(end).toEqual(fault('unknown', `${LAYER} comes with 'Content-Encoding: other', ${DOUBT}`));
  });

  test('is not read when it cannot be unpacked', async () => {
    const { end } = await read(encoded('gzip', BYTES));
    expect(end).toEqual(fault('unknown', 'HOST does not answer in a way that can be read (Z_DATA_ERROR)'));
  });
});
