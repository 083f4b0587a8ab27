import {
  BYTES,
  contentFor,
  cutAfter,
  fault,
  LAYER,
  read,
  readFrom,
  registryThat,
  requestTo,
  WHOLE,
} from './blob-reading';
import { type Answer, type Answerer, fakeRegistry } from './fake-registry';
import { basic, dockerHome } from './login-files';
import { serveBlob } from './serve-blob';

describe('a login for a download', () => {
  const challenge = (origin: string) => ({ 'www-authenticate': `Bearer realm="${origin}/token"` });

  test('is renewed when it expires in the middle', async () => {
    let valid = 1;
    const server = await fakeRegistry(() => ({ body: { token: `t${valid}` } }));
    const registry = await registryThat((request, turn) => {
      if (request.headers.authorization !== `Bearer t${valid}`)
        return { status: 401, headers: challenge(server.origin) };
      if (turn > 2) return serveBlob(request, BYTES);
      valid = 2;
      return cutAfter(10)(request, turn);
    });
    expect(await readFrom(registry)).toEqual(WHOLE);
    expect(registry.seen.map(({ headers }) => [headers.authorization, headers.range])).toEqual([
      [undefined, undefined],
      ['Bearer t1', undefined],
      ['Bearer t1', 'bytes=10-'],
      ['Bearer t2', 'bytes=10-'],
    ]);
    expect(server.seen).toHaveLength(2);
  });

  test('is shared by all downloads from a repository', async () => {
    const server = await fakeRegistry(() => ({ body: { token: 't0ken' } }));
    const registry = await registryThat((request) =>
      request.headers.authorization === 'Bearer t0ken'
        ? serveBlob(request, BYTES)
        : { status: 401, headers: challenge(server.origin) },
    );
    const content = contentFor();
    await content.fetchBlob(requestTo(registry));
    const blobs = await Promise.all([1, 2, 3].map(() => content.fetchBlob(requestTo(registry))));
    expect(blobs).toEqual([BYTES, BYTES, BYTES]);
    expect(server.seen).toHaveLength(1);
    expect(registry.seen).toHaveLength(5);
  });

  test('stays with the registry when the bytes are kept elsewhere', async () => {
    const storage = await fakeRegistry((request, turn) => cutAfter(turn === 1 ? 15 : 40)(request, turn));
    const registry = await registryThat(
      ({ headers }, turn): Answer =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
          : { status: 307, headers: { location: `${storage.origin}/blob?signature=s3cret-${turn}` } },
    );
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    expect(await readFrom(registry, { env })).toEqual(WHOLE);
    // an address is signed for a while only, so each part is asked for anew
    expect(storage.lines()).toEqual(['GET /blob?signature=s3cret-2', 'GET /blob?signature=s3cret-3']);
    expect(storage.seen.map(({ headers }) => [headers.authorization, headers.range])).toEqual([
      [undefined, undefined],
      [undefined, 'bytes=15-'],
    ]);
  });

  test('is not shown when the storage refuses', async () => {
    const storage = await fakeRegistry(() => ({ status: 403, body: 'signature=s3cret' }));
    const { end } = await read(() => ({ status: 307, headers: { location: `${storage.origin}/?signature=s3cret` } }));
    expect(end).toEqual(
      fault('unknown', `HOST sends us on to ${storage.host}, which answers 403; logins are not sent there`),
    );
  });

  test.each<[string, Answerer, string]>([
    [
      'has not what the registry promised',
      () => ({ status: 404 }),
      'HOST sends us on to STORAGE, which answers 404 and is no registry',
    ],
    [
      'cuts the connection',
      () => ({ headers: { 'content-length': '40' }, isCut: true }),
      `STORAGE cut the connection (UND_ERR_SOCKET); 0 of the 40 bytes of ${LAYER} came in 2 requests`,
    ],
  ])('does not help when the storage %s', async (_what, answer, why) => {
    const storage = await fakeRegistry(answer);
    const { end } = await read(() => ({
      status: 307,
      headers: { location: `${storage.origin}/blob?signature=s3cret` },
    }));
    expect(end).toEqual(fault('unknown', why.replaceAll('STORAGE', storage.host)));
  });
});
