import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { RegistryClient } from '../../../src/image/registry/registry-client';
import { type Answer, fakeRegistry, registryError, routeHosts } from './fake-registry';
import { LOCALHOST_CERTIFICATE } from './localhost-certificate';
import { basic, dockerHome, newHome, writeHome } from './login-files';

const DIGEST = `sha256:${'ab12'.repeat(16)}`;
const OK: Answer = { headers: { 'docker-content-digest': DIGEST }, body: { tags: ['1'] } };
const FOUND = { outcome: 'found', digest: DIGEST };
const unknown = (why: string) => ({ outcome: 'unknown', why });

describe('Docker Hub', () => {
  /** A Hub that gives a token to everyone; the token is good for `library/redis` only. */
  async function hub() {
    const auth = await fakeRegistry(() => ({ body: { token: 't0ken' } }));
    const challenge = (path: string) =>
      `Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:${path}:pull"`;
    const registry = await fakeRegistry(({ url, headers }) => {
      const path = /^\/v2\/(.*)\/(?:manifests|tags)\//.exec(url)?.[1] ?? '';
      const mayPull = headers.authorization === 'Bearer t0ken' && path === 'library/redis';
      if (!mayPull) return registryError(401, 'UNAUTHORIZED', { headers: { 'www-authenticate': challenge(path) } });
      return url.endsWith('/9.9.9') ? registryError(404, 'MANIFEST_UNKNOWN') : OK;
    });
    routeHosts({ 'registry-1.docker.io': registry, 'auth.docker.io': auth });
    return { auth, registry };
  }

  test.each(['redis', 'library/redis', 'docker.io/redis', 'index.docker.io/library/redis'])(
    'has one address for %s',
    async (repository) => {
      const { auth, registry } = await hub();
      expect(await new RegistryClient({ env: {} }).findDigest({ repository, tag: '7' })).toEqual(FOUND);
      expect(registry.lines()).toEqual(Array(2).fill('HEAD /v2/library/redis/manifests/7'));
      expect(auth.lines()).toEqual(['GET /token?service=registry.docker.io&scope=repository%3Alibrary%2Fredis%3Apull']);
    },
  );

  test('has a tag, or not', async () => {
    await hub();
    const client = new RegistryClient({ env: {} });
    expect(await client.listTags('redis')).toEqual({ outcome: 'found', tags: ['1'] });
    expect(await client.findDigest({ repository: 'redis', tag: '9.9.9' })).toEqual({
      outcome: 'missing',
      why: "docker.io has no 'redis:9.9.9'",
    });
  });

  test('does not tell what is private from what is not there', async () => {
    await hub();
    const client = new RegistryClient({ env: {} });
    expect(await client.findDigest({ repository: 'team/app', tag: '1' })).toEqual(
      unknown(
        "docker.io answers 401: 'team/app' is not there, or not for you; asked without credentials: none are kept for docker.io",
      ),
    );
    expect(await client.listTags('team/app')).toEqual(
      unknown(
        "docker.io answers 401 UNAUTHORIZED: 'team/app' is not there, or not for you; asked without credentials: none are kept for docker.io",
      ),
    );
  });

  test('is asked with the login that Docker keeps for it', async () => {
    const { auth } = await hub();
    const env = dockerHome({ auths: { 'https://index.docker.io/v1/': { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest({ repository: 'redis' })).toEqual(FOUND);
    expect(auth.seen[0]?.headers.authorization).toBe(`Basic ${basic('ali', 'sesame')}`);
  });
});

describe('a question', () => {
  test.each([
    [{ repository: 'App' }, "the repository 'App' has upper case in 'App'"],
    [
      { repository: 'app', tag: '../x' },
      "the tag '../x' may only have letters, digits, _ . and -, and begins with a letter, a digit or _",
    ],
    [
      { repository: 'app', digest: 'sha256:x' },
      "the digest 'sha256:x' has something else than lower case hexadecimal digits",
    ],
  ])('about %j is refused before anything is sent', async (image, why) => {
    routeHosts({});
    const refused = expect.objectContaining({ code: 'IMAGE_REFERENCE_INVALID', why });
    await expect(new RegistryClient({ env: {} }).findDigest(image)).rejects.toEqual(refused);
    if (!('tag' in image || 'digest' in image)) {
      await expect(new RegistryClient({ env: {} }).listTags(image.repository)).rejects.toEqual(refused);
    }
    expect(globalThis.fetch).not.toHaveBeenCalled();
  });

  test('about a host that is none stays open', async () => {
    expect(await new RegistryClient({ env: {} }).listTags('registry.example.com:99999/app')).toEqual(
      unknown("'registry.example.com:99999' is not a host that can be asked"),
    );
  });

  test('gets the same answer twice, and may be asked together with others', async () => {
    const registry = await fakeRegistry(() => OK);
    const client = new RegistryClient({ env: {} });
    const image = { repository: `${registry.host}/app`, tag: '1' };
    const answers = await Promise.all([client.findDigest(image), client.findDigest(image), client.findDigest(image)]);
    expect(answers).toEqual([FOUND, FOUND, FOUND]);
    expect(await client.findDigest(image)).toEqual(FOUND);
  });

  test('may take for ever when that is asked for', async () => {
    const registry = await fakeRegistry(() => 'hang');
    const client = new RegistryClient({ env: {}, timeoutMilliseconds: Number.POSITIVE_INFINITY });
    const cut = client.findDigest({ repository: `${registry.host}/app` });
    expect(await Promise.race([cut, new Promise((done) => setTimeout(done, 50, 'still asking'))])).toBe('still asking');
  });

  test('that is a bug of ours is not "unknown"', async () => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('x is not a function'));
    await expect(new RegistryClient({ env: {} }).listTags('redis')).rejects.toThrow('x is not a function');
  });

  test.each<[string, string, NodeJS.ProcessEnv, string]>([
    [
      'a remote host',
      'redis',
      { HTTPS_PROXY: 'http://p:1' },
      '; HTTPS_PROXY is set, but registries are asked directly',
    ],
    [
      'a remote host',
      'redis',
      { https_proxy: 'http://p:1' },
      '; HTTPS_PROXY is set, but registries are asked directly',
    ],
    ['a Node that looks at it', 'redis', { HTTPS_PROXY: 'http://p:1', NODE_USE_ENV_PROXY: '1' }, ''],
    ['no proxy', 'redis', {}, ''],
    ['this machine', 'localhost:5000/redis', { HTTPS_PROXY: 'http://p:1' }, ''],
  ])('that finds no way to %s says whether a proxy was passed by (%#)', async (_host, repository, env, note) => {
    jest
      .spyOn(globalThis, 'fetch')
      .mockRejectedValue(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENETUNREACH' } }));
    const host = repository === 'redis' ? 'registry-1.docker.io' : 'localhost:5000';
    expect(await new RegistryClient({ env }).findDigest({ repository })).toEqual(
      unknown(`${host} could not be reached (ENETUNREACH)${note}`),
    );
  });
});

describe('a registry on this machine', () => {
  test('is asked by plain HTTP, and once how it speaks', async () => {
    const pings: string[] = [];
    const registry = await fakeRegistry(({ url }) => {
      if (url === '/v2/') pings.push(url);
      return OK;
    });
    const client = new RegistryClient({ env: {} });
    const localhost = registry.host.replace('127.0.0.1', 'localhost');
    for (const host of [registry.host, registry.host, localhost]) {
      expect(await client.findDigest({ repository: `${host}/app` })).toEqual(FOUND);
    }
    expect(pings).toHaveLength(2);
  });

  test('that is not there is not there', async () => {
    const gone = createServer();
    const port = await new Promise<number>((done) =>
      gone.listen(0, '127.0.0.1', () => done((gone.address() as { port: number }).port)),
    );
    await new Promise((done) => gone.close(done));
    expect(await new RegistryClient({ env: {} }).findDigest({ repository: `127.0.0.1:${port}/app` })).toEqual(
      unknown(`nothing listens at 127.0.0.1:${port} (ECONNREFUSED)`),
    );
  });

  test('that speaks neither is told so', async () => {
    const odd = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.end('SSH-2.0-OpenSSH_9.2p1\r\n');
    });
    const port = await new Promise<number>((done) =>
      odd.listen(0, '127.0.0.1', () => done((odd.address() as { port: number }).port)),
    );
    const answer = await new RegistryClient({ env: {} }).findDigest({ repository: `127.0.0.1:${port}/app` });
    await new Promise((done) => odd.close(done));
    // newer versions of Node name no code
    expect(answer).toMatchObject({
      outcome: 'unknown',
      why: expect.stringMatching(`^127\\.0\\.0\\.1:${port} does not speak HTTP(?: \\(HPE_INVALID_CONSTANT\\))?$`),
    });
  });

  test('that speaks HTTPS only is asked by HTTPS, and not trusted by itself', async () => {
    const registry = await fakeRegistry(() => OK, 'https');
    expect(await new RegistryClient({ env: {} }).findDigest({ repository: `${registry.host}/app` })).toEqual(
      unknown(
        `the certificate of ${registry.host} is not signed by an authority that Node knows (DEPTH_ZERO_SELF_SIGNED_CERT); name the authority's file in NODE_EXTRA_CA_CERTS`,
      ),
    );
    expect(registry.seen).toEqual([]);
  });

  test('is trusted by NODE_EXTRA_CA_CERTS, and the process ends by itself after the answer', async () => {
    const registry = await fakeRegistry(() => OK, 'https');
    const home = writeHome({ 'ca.pem': LOCALHOST_CERTIFICATE.cert }, newHome());
    await build({
      stdin: {
        contents: `
          import { RegistryClient } from './registry-client';
          let answered;
          process.on('exit', () => console.log(JSON.stringify({ answered, lingered: Date.now() - answered.at })));
          new RegistryClient({ env: {} }).findDigest({ repository: '${registry.host}/app' }).then((answer) => {
            answered = { answer, at: Date.now() };
          });`,
        resolveDir: resolve(__dirname, '../../../src/image/registry'),
      },
      bundle: true,
      platform: 'node',
      outfile: join(home, 'ask.js'),
    });
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(home, 'ca.pem') };
    const { stdout } = await promisify(execFile)(process.execPath, [join(home, 'ask.js')], { env });
    const { answered, lingered } = JSON.parse(stdout);
    expect(answered.answer).toEqual(FOUND);
    expect(lingered).toBeLessThan(1000);
  });
});
