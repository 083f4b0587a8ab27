import { createHash } from 'node:crypto';
import { RegistryClient } from '../../../src/image/registry/registry-client';
import { type Answer, type Answerer, fakeRegistry, registryError } from './fake-registry';

const MANIFEST = JSON.stringify({ schemaVersion: 2, manifests: [] });
const DIGEST = hash('sha256', MANIFEST);
const OTHER = `sha256:${'0'.repeat(64)}`;
const TYPE = { 'content-type': 'application/vnd.oci.image.index.v1+json' };
const told = (digest: string) => ({ ...TYPE, 'docker-content-digest': digest });
const WITH_DIGEST: Answer = { headers: told(DIGEST), body: MANIFEST };
const WITHOUT_DIGEST: Answer = { headers: TYPE, body: MANIFEST };

function hash(algorithm: string, text: string): string {
  return `${algorithm}:${createHash(algorithm).update(text).digest('hex')}`;
}

/** What the client makes of a registry that answers like this, with the host written as HOST. */
async function digestOf(answer: Answerer, image: { tag?: string; digest?: string } = { tag: '1' }) {
  const registry = await fakeRegistry(answer);
  const said = await new RegistryClient({ env: {} }).findDigest({ repository: `${registry.host}/team/app`, ...image });
  return {
    answer: JSON.parse(JSON.stringify(said).replaceAll(registry.host, 'HOST')),
    asked: registry.lines(),
    registry,
  };
}

const HEAD = 'HEAD /v2/team/app/manifests/1';
const GET = 'GET /v2/team/app/manifests/1';
const found = (digest = DIGEST) => ({ outcome: 'found', digest });
const missing = (why: string) => ({ outcome: 'missing', why });
const unknown = (why: string) => ({ outcome: 'unknown', why });

describe('the digest of a tag', () => {
  test.each<[string, Answerer, unknown, string[]]>([
    ['is told by the header', () => WITH_DIGEST, found(), [HEAD]],
    ['is counted when there is no header', () => WITHOUT_DIGEST, found(), [HEAD, GET]],
    [
      'is asked with GET when HEAD is refused (405)',
      ({ method }) => (method === 'HEAD' ? { status: 405 } : WITH_DIGEST),
      found(),
      [HEAD, GET],
    ],
    [
      'is asked with GET when there is no HEAD (501)',
      ({ method }) => (method === 'HEAD' ? { status: 501 } : WITHOUT_DIGEST),
      found(),
      [HEAD, GET],
    ],
    [
      'is told to GET by those who know nothing of HEAD (404)',
      ({ method }) => (method === 'HEAD' ? { status: 404 } : WITH_DIGEST),
      found(),
      [HEAD, GET],
    ],
    [
      'may be a sha512',
      () => ({ headers: told(hash('sha512', MANIFEST)), body: MANIFEST }),
      found(hash('sha512', MANIFEST)),
      [HEAD],
    ],
    [
      'is counted in the algorithm that is told',
      ({ method }) =>
        method === 'HEAD' ? { status: 405 } : { headers: told(hash('sha512', MANIFEST)), body: MANIFEST },
      found(hash('sha512', MANIFEST)),
      [HEAD, GET],
    ],
    [
      'is not there when the registry knows no such manifest',
      () => registryError(404, 'MANIFEST_UNKNOWN'),
      missing("HOST has no 'HOST/team/app:1'"),
      [HEAD, GET],
    ],
    [
      'is not there when the registry knows no such repository',
      () => registryError(404, 'NAME_UNKNOWN'),
      missing("HOST has no repository 'HOST/team/app'"),
      [HEAD, GET],
    ],
    [
      'is not there by an error among others',
      () => ({ status: 404, body: { errors: [null, 7, { code: 'ODD' }, { code: 'NAME_UNKNOWN' }] } }),
      missing("HOST has no repository 'HOST/team/app'"),
      [HEAD, GET],
    ],
    [
      'is not there in the words of Harbor',
      () => registryError(404, 'NOT_FOUND'),
      missing("HOST has no 'HOST/team/app:1'"),
      [HEAD, GET],
    ],
    [
      'is not there by a plain 404 of a registry that is open to all',
      ({ url }) => ({ status: url === '/v2/' ? 200 : 404, body: 'page not found' }),
      missing("HOST has no 'HOST/team/app:1'"),
      [HEAD, GET],
    ],
  ])('%s', async (_law, answer, outcome, requests) => {
    const { answer: said, asked } = await digestOf(answer);
    expect(said).toEqual(outcome);
    expect(asked).toEqual(requests);
  });

  test.each<[string, Answerer, string]>([
    [
      'a plain 404 of any web server',
      () => ({ status: 404 }),
      'HOST does not answer as a registry does (404 for /v2/)',
    ],
    [
      'a plain 404 before the login that /v2/ asks for',
      ({ url }) => ({ status: url === '/v2/' ? 401 : 404 }),
      "HOST answers 404: 'HOST/team/app' is not there, or not for you; it did not ask for a login",
    ],
    [
      'a 404 that is a refusal',
      () => registryError(404, 'DENIED'),
      "HOST answers 404 DENIED: 'HOST/team/app' is not there, or not for you; it did not ask for a login",
    ],
    ['a 404 for another reason', () => registryError(404, 'UNSUPPORTED'), 'HOST answers 404 UNSUPPORTED'],
    [
      'a refusal without a login',
      () => registryError(403, 'DENIED'),
      "HOST answers 403: 'HOST/team/app' is not there, or not for you; it did not ask for a login",
    ],
    ['an odd status', () => registryError(400, 'TAG_INVALID'), "HOST answers 400 when asked for 'HOST/team/app:1'"],
    [
      'an odd status with its reason',
      ({ method }) => (method === 'HEAD' ? { status: 405 } : registryError(400, 'TAG_INVALID')),
      "HOST answers 400 TAG_INVALID when asked for 'HOST/team/app:1'",
    ],
    ['a redirect that leads nowhere', () => ({ status: 302 }), "HOST answers 302 when asked for 'HOST/team/app:1'"],
    [
      'a digest that is none',
      () => ({ headers: told('sha256:abc'), body: MANIFEST }),
      'HOST answers with a digest that is none',
    ],
    [
      'a digest that is not that of the manifest',
      ({ method }) => (method === 'HEAD' ? { status: 405 } : { headers: told(OTHER), body: MANIFEST }),
      `HOST answers with ${DIGEST} where ${OTHER} was expected`,
    ],
    [
      'a page for people',
      () => ({ headers: { 'content-type': 'text/html' }, body: '<html>log in</html>' }),
      'HOST answers something else than an image manifest',
    ],
    [
      'a manifest of version 1, whose digest leaves its signatures out',
      () => ({ body: { schemaVersion: 1 } }),
      'HOST answers something else than an image manifest',
    ],
    ['JSON that is no manifest', () => ({ body: 'null' }), 'HOST answers something else than an image manifest'],
    ['an empty body', () => ({ body: '' }), 'HOST answers something else than an image manifest'],
    ['a body without end', () => ({ body: Buffer.alloc(8 * 2 ** 20 + 1, ' ') }), 'HOST answers with more than 8 MiB'],
    [
      'a body that cannot be decompressed',
      () => ({ headers: { 'content-encoding': 'gzip' }, body: 'not gzip' }),
      'HOST does not answer in a way that can be read (Z_DATA_ERROR)',
    ],
  ])('is unknown after %s', async (_reason, answer, why) => {
    expect((await digestOf(answer)).answer).toEqual(unknown(why));
  });

  test('is asked for as what the tag is: an index, a list, or one manifest', async () => {
    const { registry } = await digestOf(() => WITH_DIGEST);
    expect(registry.seen.map(({ headers }) => headers.accept)).toEqual([
      'application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
    ]);
  });

  test('is that of latest when there is neither tag nor digest', async () => {
    const { answer, asked } = await digestOf(() => WITH_DIGEST, {});
    expect(answer).toEqual(found());
    expect(asked).toEqual(['HEAD /v2/team/app/manifests/latest']);
  });

  test('is the one it has now, whatever the image is pinned to', async () => {
    const { answer, asked } = await digestOf(() => WITH_DIGEST, { tag: '1', digest: OTHER });
    expect(answer).toEqual(found());
    expect(asked).toEqual([HEAD]);
  });
});

describe('a digest without a tag', () => {
  const sha512 = hash('sha512', MANIFEST);

  test.each<[string, Answerer, string, unknown]>([
    ['is there', () => WITH_DIGEST, DIGEST, found()],
    ['is there when it is counted', () => WITHOUT_DIGEST, DIGEST, found()],
    ['is there when it is counted as sha512', () => WITHOUT_DIGEST, sha512, found(sha512)],
    [
      'is not there',
      () => registryError(404, 'MANIFEST_UNKNOWN'),
      OTHER,
      missing(`HOST has no 'HOST/team/app@${OTHER}'`),
    ],
    [
      'is unknown when the registry tells another',
      () => WITH_DIGEST,
      OTHER,
      unknown(`HOST answers with ${DIGEST} where ${OTHER} was expected`),
    ],
    [
      'is unknown when the manifest has another',
      () => WITHOUT_DIGEST,
      OTHER,
      unknown(`HOST answers with ${DIGEST} where ${OTHER} was expected`),
    ],
  ])('%s', async (_law, answer, digest, outcome) => {
    const { answer: said, asked } = await digestOf(answer, { digest });
    expect(said).toEqual(outcome);
    expect(asked[0]).toBe(`HEAD /v2/team/app/manifests/${digest}`);
  });
});
