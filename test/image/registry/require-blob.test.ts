import { RegistryContent } from '../../../src/image/registry/registry-content';
import { RegistrySession } from '../../../src/image/registry/registry-session';
import { type Answerer, fakeRegistry, registryError } from './fake-registry';
import { serveBlob } from './serve-blob';

const BYTES = Buffer.from('0123456789');
const DIGEST = `sha256:${'ab12'.repeat(16)}`;
const HEAD = `HEAD /v2/app/blobs/${DIGEST}`;
const GET = `GET /v2/app/blobs/${DIGEST}`;
const LIMITS = { stallMilliseconds: 5000, leastBytesPerSecond: 1, slowMilliseconds: 5000, pauseMilliseconds: 1 };

/** `there`, or why not, with the host written as HOST. */
async function askFor(answer: Answerer, bytes = BYTES.length) {
  const registry = await fakeRegistry((request, turn) => (request.url === '/v2/' ? {} : answer(request, turn)));
  const content = new RegistryContent(new RegistrySession({ env: {}, timeoutMilliseconds: 5000 }), LIMITS);
  const rest = "the manifest of 'app:1' but not its layer 1";
  const blob = { repository: `${registry.host}/app`, digest: DIGEST, bytes, where: "layer 1 of 'app:1'", rest };
  const said = await content.requireBlob(blob).then(
    () => 'there',
    ({ kind, why }: { kind: string; why: string }) => `${kind}: ${why.replaceAll(registry.host, 'HOST')}`,
  );
  await registry.isIdle();
  return { said, asked: registry.lines() };
}

const getOnly =
  (status: number): Answerer =>
  (request) =>
    request.method === 'HEAD' ? { status } : serveBlob(request, BYTES);

describe('whether a registry has a blob', () => {
  test.each<[string, Answerer, string, string[]]>([
    ['is told by HEAD', () => ({}), 'there', [HEAD]],
    ['is told by GET where HEAD is refused (405)', getOnly(405), 'there', [HEAD, GET]],
    ['is told by GET where there is no HEAD (501)', getOnly(501), 'there', [HEAD, GET]],
    ['is told by GET where HEAD is unknown (404)', getOnly(404), 'there', [HEAD, GET]],
    [
      'is told by GET of a server that knows no ranges, and not read',
      ({ method }) =>
        method === 'HEAD' ? { status: 405 } : { body: BYTES, drip: { bytes: 1, everyMilliseconds: 5000 } },
      'there',
      [HEAD, GET],
    ],
    [
      'is denied in the words of GET',
      () => registryError(404, 'BLOB_UNKNOWN'),
      `missing: HOST has the manifest of 'app:1' but not its layer 1 (${DIGEST})`,
      [HEAD, GET],
    ],
    [
      'stays open when it is not for us',
      () => registryError(403, 'DENIED'),
      "unknown: HOST answers 403: 'HOST/app' is not there, or not for you; it did not ask for a login",
      [HEAD],
    ],
    [
      'stays open when the answer is not known',
      () => ({ status: 400 }),
      "unknown: HOST answers 400 when asked for layer 1 of 'app:1'",
      [HEAD],
    ],
    [
      'stays open when there is no answer',
      () => 'cut',
      'unknown: HOST cut the connection (UND_ERR_SOCKET)',
      [HEAD, HEAD],
    ],
  ])('%s', async (_law, answer, said, asked) => {
    expect(await askFor(answer)).toEqual({ said, asked });
  });

  test('is asked with one byte where GET has to tell', async () => {
    const ranges: (string | undefined)[] = [];
    await askFor((request, turn) => {
      ranges.push(request.headers.range);
      return getOnly(405)(request, turn);
    });
    expect(ranges).toEqual([undefined, 'bytes=9-']);
  });

  test('is told by GET where storage only allows what the registry signed', async () => {
    const storage = await fakeRegistry((request) =>
      request.method === 'HEAD' ? { status: 403 } : serveBlob(request, BYTES),
    );
    const { said } = await askFor(() => ({ status: 307, headers: { location: `${storage.origin}/blob` } }));
    expect(said).toBe('there');
    expect(storage.lines()).toEqual(['HEAD /blob', 'GET /blob']);
  });

  test('is told of an empty one', async () => {
    expect(await askFor(({ method }) => (method === 'HEAD' ? { status: 405 } : {}), 0)).toEqual({
      said: 'there',
      asked: [HEAD, GET],
    });
  });
});
