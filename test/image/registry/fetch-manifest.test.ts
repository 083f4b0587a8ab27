import { createHash } from 'node:crypto';
import { RegistryContent } from '../../../src/image/registry/registry-content';
import { RegistrySession } from '../../../src/image/registry/registry-session';
import { buildImage, buildIndex } from '../built-image';
import { type Answer, type Answerer, fakeRegistry, registryError } from './fake-registry';

const { manifest: INDEX } = buildIndex([buildImage()]);
const WHERE = "the manifest of 'app:1'";
const OTHER = `sha256:${'0'.repeat(64)}`;
const LIMITS = { stallMilliseconds: 5000, leastBytesPerSecond: 1, slowMilliseconds: 5000, pauseMilliseconds: 1 };
const TYPE = { 'content-type': INDEX.mediaType };
const told = (digest: string) => ({ ...TYPE, 'docker-content-digest': digest });
const schema1 = JSON.stringify({ schemaVersion: 1, name: 'app', fsLayers: [], signatures: [] });
const sha512 = `sha512:${createHash('sha512').update(INDEX.bytes).digest('hex')}`;

/** The digest, or why there is none, with the host written as HOST. */
async function ask(answer: Answerer, wanted: { digest?: string; bytes?: number; timeoutMilliseconds?: number } = {}) {
  const { digest, bytes, timeoutMilliseconds = 5000 } = wanted;
  const registry = await fakeRegistry((request, turn) => (request.url === '/v2/' ? {} : answer(request, turn)));
  const content = new RegistryContent(new RegistrySession({ env: {}, timeoutMilliseconds }), LIMITS);
  const said = await content
    .fetchManifest({
      repository: `${registry.host}/app`,
      reference: digest ?? '1',
      digest,
      ...(bytes !== undefined && { bytes }),
      where: WHERE,
      rest: "no 'app:1'",
    })
    .then(
      ({ digest: found, parsed }) => `${parsed.kind} ${found}`,
      (error: { kind?: string; why: string }) => {
        if (error.kind === undefined) throw error;
        return `${error.kind}: ${error.why.replaceAll(registry.host, 'HOST')}`;
      },
    );
  await registry.isIdle();
  return { said, asked: registry.lines(), registry };
}

describe('a manifest', () => {
  test('is one GET of all kinds that are read', async () => {
    const { said, asked, registry } = await ask(() => ({ headers: told(INDEX.digest), body: INDEX.bytes }));
    expect(said).toBe(`index ${INDEX.digest}`);
    expect(asked).toEqual(['GET /v2/app/manifests/1']);
    expect(registry.seen[0]?.headers.accept?.split(', ')).toEqual([
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.docker.distribution.manifest.list.v2+json',
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ]);
  });

  test.each<[string, Answer, { digest?: string }, string]>([
    ['is counted where no digest is told', { headers: TYPE, body: INDEX.bytes }, {}, INDEX.digest],
    ['is told in another algorithm', { headers: told(sha512), body: INDEX.bytes }, {}, sha512],
    ['is the one that was asked for', { headers: TYPE, body: INDEX.bytes }, { digest: INDEX.digest }, INDEX.digest],
    ['is in the algorithm that was asked for', { body: INDEX.bytes }, { digest: sha512 }, sha512],
    [
      'is the one that was asked for, whatever is told',
      { headers: told('not a digest'), body: INDEX.bytes },
      { digest: INDEX.digest },
      INDEX.digest,
    ],
  ])('has a digest that %s', async (_law, answer, wanted, digest) => {
    expect((await ask(() => answer, wanted)).said).toBe(`index ${digest}`);
  });

  test.each<[string, Answer, { digest?: string; bytes?: number }, string]>([
    [
      'has other bytes than those of the digest that was asked for',
      { body: INDEX.bytes },
      { digest: OTHER },
      `broken: ${WHERE} has the digest ${INDEX.digest} where ${OTHER} was expected`,
    ],
    [
      'has other bytes than those of the digest that is told',
      { headers: told(OTHER), body: INDEX.bytes },
      {},
      `broken: ${WHERE} has the digest ${INDEX.digest} where ${OTHER} was expected`,
    ],
    [
      'has another length than an index says',
      { body: INDEX.bytes },
      { digest: INDEX.digest, bytes: 7 },
      `broken: ${WHERE} has ${INDEX.bytes.length} bytes where 7 were expected`,
    ],
    [
      'has a digest that is none',
      { headers: told('sha256:x'), body: INDEX.bytes },
      {},
      'unknown: HOST answers with a digest that is none',
    ],
    [
      'is a page for people',
      { headers: { 'content-type': 'text/html' }, body: '<h1>Please log in</h1>' },
      { digest: OTHER },
      'unknown: HOST answers something else than an image manifest',
    ],
    [
      'is of schema 1, whose digest is another matter',
      { headers: told(OTHER), body: schema1 },
      {},
      `unknown: ${WHERE} is of the old schema 1, which is not read here, and no longer by new container runtimes`,
    ],
    ['is unknown', registryError(404, 'MANIFEST_UNKNOWN'), {}, "missing: HOST has no 'app:1'"],
    ['is in no repository', registryError(404, 'NAME_UNKNOWN'), {}, "missing: HOST has no repository 'HOST/app'"],
    [
      'is not for us',
      registryError(401, 'UNAUTHORIZED'),
      {},
      'unknown: HOST wants a login (401) and does not say of which kind',
    ],
    ['is not to be had (500)', { status: 500 }, {}, 'unknown: HOST has a fault of its own (500)'],
    ['is not to be had (429)', { status: 429 }, {}, 'unknown: HOST takes no more requests for now (429)'],
    ['is not to be had (418)', { status: 418 }, {}, `unknown: HOST answers 418 when asked for ${WHERE}`],
  ])('is refused when it %s', async (_reason, answer, wanted, said) => {
    expect((await ask(() => answer, wanted)).said).toBe(said);
  });

  test('of 50 MB is not read to the end', async () => {
    let sent = 0;
    const piece = Buffer.alloc(2 ** 20, ' ');
    const registryAnswer: Answerer = () => {
      sent += 1;
      return {
        headers: { 'content-length': `${50 * 2 ** 20}` },
        body: Buffer.concat(Array(9).fill(piece)),
        isStalled: true,
      };
    };
    expect((await ask(registryAnswer)).said).toBe('unknown: HOST answers with more than 8 MiB');
    expect(sent).toBe(1);
  });

  test('that does not come is waited for as long as a question may take', async () => {
    expect((await ask(() => 'hang', { timeoutMilliseconds: 100 })).said).toBe(
      'unknown: HOST has not answered within 0.1 s',
    );
  });
});
