import { RegistryClient } from '../../../src/image/registry/registry-client';
import {
  type Answer,
  type Answerer,
  type FakeRegistry,
  fakeRegistry,
  registryError,
  routeHosts,
} from './fake-registry';
import { basic, dockerHome } from './login-files';

const DIGEST = `sha256:${'ab12'.repeat(16)}`;
const OK: Answer = { headers: { 'docker-content-digest': DIGEST }, body: { tags: ['1'] } };
const FOUND = { outcome: 'found', digest: DIGEST };
const NO_LOGINS = {};
const unknown = (why: string) => ({ outcome: 'unknown', why });

/** A registry that wants `authorization`, and says with `challenge` how to come by it. */
function guarded(authorization: string, challenge: string): Promise<FakeRegistry> {
  return fakeRegistry(({ headers }) =>
    headers.authorization === authorization
      ? OK
      : registryError(401, 'UNAUTHORIZED', { headers: { 'www-authenticate': challenge } }),
  );
}

/** A registry that wants the token `t0ken`, and the server that gives it out. */
async function tokenPair(token: Answerer, challenge = (realm: string) => `Bearer realm="${realm}",service="reg"`) {
  const server = await fakeRegistry(token);
  const registry = await guarded('Bearer t0ken', challenge(`${server.origin}/token`));
  const image = { repository: `${registry.host}/team/app`, tag: '1' };
  return { server, registry, image };
}

const giveToken: Answerer = () => ({ body: { token: 't0ken' } });

describe('a token', () => {
  test('is asked for anonymously when no login is kept', async () => {
    const { server, registry, image } = await tokenPair(giveToken);
    expect(await new RegistryClient({ env: NO_LOGINS }).findDigest(image)).toEqual(FOUND);
    expect(server.lines()).toEqual(['GET /token?service=reg&scope=repository%3Ateam%2Fapp%3Apull']);
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
    expect(registry.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer t0ken']);
  });

  test('is asked for with the user name and the password that are kept for the registry', async () => {
    const { server, registry, image } = await tokenPair(giveToken);
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest(image)).toEqual(FOUND);
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${basic('ali', 'sesame')}`);
    expect(registry.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer t0ken']);
  });

  test('is asked for with an identity token by a form', async () => {
    const { server, registry, image } = await tokenPair(() => ({ body: { access_token: 't0ken' } }));
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', ''), identitytoken: 'r3fresh' } } });
    expect(await new RegistryClient({ env }).findDigest(image)).toEqual(FOUND);
    expect(server.lines()).toEqual(['POST /token']);
    expect(server.seen[0]?.headers['content-type']).toMatch('application/x-www-form-urlencoded');
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'lockstep',
      service: 'reg',
      scope: 'repository:team/app:pull',
      refresh_token: 'r3fresh',
    });
  });

  test.each<[string, (realm: string) => string, string]>([
    [
      'several scopes are asked for one by one',
      (realm) => `Bearer realm="${realm}",scope="repository:a:pull,push repository:b:pull"`,
      'GET /token?scope=repository%3Aa%3Apull%2Cpush&scope=repository%3Ab%3Apull',
    ],
    [
      'what the address asks already stays',
      (realm) => `Bearer realm="${realm}?tenant=7",service="a b",scope="x"`,
      'GET /token?tenant=7&service=a+b&scope=x',
    ],
    [
      'a token is preferred to a password',
      (realm) => `Basic realm="x", Bearer realm="${realm}",scope="x"`,
      'GET /token?scope=x',
    ],
  ])('%s', async (_law, challenge, request) => {
    const { server, image } = await tokenPair(giveToken, challenge);
    expect(await new RegistryClient({ env: NO_LOGINS }).findDigest(image)).toEqual(FOUND);
    expect(server.lines()).toEqual([request]);
  });

  test('is kept for the repository, and asked for again when it has expired', async () => {
    let valid = 0;
    const server = await fakeRegistry((_, turn) => {
      valid = turn;
      return { body: { token: `t${turn}` } };
    });
    const registry = await fakeRegistry(({ headers }) =>
      headers.authorization === `Bearer t${valid}`
        ? OK
        : { status: 401, headers: { 'www-authenticate': `Bearer realm="${server.origin}/token"` } },
    );
    const client = new RegistryClient({ env: NO_LOGINS });
    const image = { repository: `${registry.host}/app`, tag: '1' };
    expect(await client.findDigest(image)).toEqual(FOUND);
    expect(await client.listTags(image.repository)).toEqual({ outcome: 'found', tags: ['1'] });
    expect(server.seen).toHaveLength(1);
    valid = 99;
    expect(await client.findDigest(image)).toEqual(FOUND);
    expect(server.seen).toHaveLength(2);
    await client.findDigest({ ...image, repository: `${registry.host}/other` });
    expect(server.lines()[2]).toBe('GET /token?scope=repository%3Aother%3Apull');
    expect(await new RegistryClient({ env: NO_LOGINS }).findDigest(image)).toEqual(FOUND);
    expect(server.seen).toHaveLength(4);
  });

  test.each<[string, Answerer, string]>([
    [
      'a refusal',
      () => ({ status: 401 }),
      "SERVER gives no token (401): 'team/app' is not there, or not for you; asked without credentials: none are kept for HOST",
    ],
    [
      'a denial',
      () => registryError(403, 'DENIED'),
      "SERVER gives no token (403): 'team/app' is not there, or not for you; asked without credentials: none are kept for HOST",
    ],
    ['a page for people', () => ({ body: '<html>' }), 'SERVER answers something else than a token'],
    ['a token that is none', () => ({ body: { token: 7 } }), 'SERVER answers something else than a token'],
    ['a token of two lines', () => ({ body: { token: 'a\nb' } }), 'SERVER answers something else than a token'],
    ['no token', () => ({ body: {} }), 'SERVER answers something else than a token'],
    [
      'a token that the registry does not take',
      () => ({ body: { token: 'other' } }),
      "HOST answers 401: 'HOST/team/app' is not there, or not for you; asked without credentials: none are kept for HOST",
    ],
    ['a fault', () => ({ status: 500 }), 'SERVER has a fault of its own (500)'],
    ['no answer', () => 'cut', 'SERVER cut the connection (UND_ERR_SOCKET)'],
  ])('leaves the answer unknown after %s', async (_reason, token, why) => {
    const { server, registry, image } = await tokenPair(token);
    const answer = await new RegistryClient({ env: NO_LOGINS }).findDigest(image);
    expect(answer).toEqual(unknown(why.replaceAll('SERVER', server.host).replaceAll('HOST', registry.host)));
  });

  test('leaves the answer unknown in time when its server does not answer', async () => {
    const { server, image } = await tokenPair(() => 'hang');
    expect(await new RegistryClient({ env: NO_LOGINS, timeoutMilliseconds: 200 }).findDigest(image)).toEqual(
      unknown(`${server.host} has not answered within 0.2 s`),
    );
  });

  test('names whose credentials the token server has refused', async () => {
    const { server, registry, image } = await tokenPair(() => ({ status: 401 }));
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest(image)).toEqual(
      unknown(
        `${server.host} gives no token (401): 'team/app' is not there, or not for you; asked with the credentials of ${env.HOME}/.docker/config.json`,
      ),
    );
  });

  test.each(['http://auth.example.com/token', 'https://ali:x@auth.example.com/token', 'ftp://x', 'http://['])(
    'is not asked for at %s',
    async (realm) => {
      const registry = await guarded('none', `Bearer realm="${realm}"`);
      const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
      expect(await new RegistryClient({ env }).findDigest({ repository: `${registry.host}/app` })).toEqual(
        unknown(`${registry.host} wants a login at an address that is not safe: it is not HTTPS`),
      );
    },
  );

  test('of a registry elsewhere is not asked for on this machine', async () => {
    const local = await fakeRegistry(giveToken);
    const registry = await guarded('Bearer t0ken', `Bearer realm="${local.origin}/token"`);
    routeHosts({ 'registry.example.com': registry });
    expect(await new RegistryClient({ env: NO_LOGINS }).findDigest({ repository: 'registry.example.com/app' })).toEqual(
      unknown('registry.example.com wants a login at an address that is not safe: it is not HTTPS'),
    );
    expect(local.seen).toEqual([]);
  });

  test('is asked for on another host by HTTPS, and credentials do not follow a redirect from there', async () => {
    const elsewhere = await fakeRegistry(giveToken);
    const auth = await fakeRegistry(() => ({ status: 307, headers: { location: 'https://elsewhere.example.com/t' } }));
    const registry = await guarded('Bearer t0ken', 'Bearer realm="https://auth.example.com/token"');
    routeHosts({ 'registry.example.com': registry, 'auth.example.com': auth, 'elsewhere.example.com': elsewhere });
    const env = dockerHome({ auths: { 'registry.example.com': { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest({ repository: 'registry.example.com/app' })).toEqual(FOUND);
    expect(auth.seen[0]?.headers.authorization).toBe(`Basic ${basic('ali', 'sesame')}`);
    expect(elsewhere.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('is not asked for with an identity token where its server redirects to', async () => {
    const { server, registry, image } = await tokenPair(() => ({ status: 307, headers: { location: '/other' } }));
    const env = dockerHome({ auths: { [registry.host]: { identitytoken: 'r3fresh' } } });
    expect(await new RegistryClient({ env }).findDigest(image)).toEqual(
      unknown(`${server.host} redirects to an address that may not be followed`),
    );
    expect(server.lines()).toEqual(['POST /token']);
  });
});

describe('a password', () => {
  const CHALLENGE = 'Basic realm="say \\"please\\", and wait"';

  test('is sent to a registry that wants one', async () => {
    const registry = await guarded(`Basic ${basic('ali', 'sesame')}`, CHALLENGE);
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    const client = new RegistryClient({ env });
    expect(await client.findDigest({ repository: `${registry.host}/app` })).toEqual(FOUND);
    expect(await client.listTags(`${registry.host}/app`)).toEqual({ outcome: 'found', tags: ['1'] });
    // once it is known that it is wanted, it goes with the first request
    expect(registry.seen.map(({ headers }) => headers.authorization !== undefined)).toEqual([false, true, true]);
  });

  test('of another registry is not sent', async () => {
    const registry = await guarded('none', CHALLENGE);
    const port = registry.host.split(':')[1];
    const auths = { 'docker.io': 1, '127.0.0.1': 1, [`localhost:${port}`]: 1, [`${registry.host}/other`]: 1 };
    const env = dockerHome({
      auths: Object.fromEntries(Object.keys(auths).map((key) => [key, { auth: basic('ali', 'sesame') }])),
    });
    expect(await new RegistryClient({ env }).findDigest({ repository: `${registry.host}/app` })).toEqual(
      unknown(
        `${registry.host} wants a user name and a password (401); asked without credentials: none are kept for ${registry.host}`,
      ),
    );
    expect(registry.seen).toHaveLength(1);
  });

  test('cannot be an identity token', async () => {
    const registry = await guarded('none', CHALLENGE);
    const env = dockerHome({ auths: { [registry.host]: { identitytoken: 'r3fresh' } } });
    expect(await new RegistryClient({ env }).findDigest({ repository: `${registry.host}/app` })).toEqual(
      unknown(
        `${registry.host} wants a user name and a password (401); asked with the credentials of ${env.HOME}/.docker/config.json`,
      ),
    );
  });

  test.each(['', 'Negotiate', 'Bearer service="no realm"'])('is not sent after the challenge %j', async (challenge) => {
    const registry = await guarded('none', challenge);
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest({ repository: `${registry.host}/app` })).toEqual(
      unknown(`${registry.host} wants a login (401) and does not say of which kind`),
    );
  });
});

describe('a secret', () => {
  const SECRETS = ['p4ssw0rd-ali', 'r3fresh-t0ken', 'b3arer-t0ken', basic('ali', 'p4ssw0rd-ali')];
  /** Says every secret wherever a server can say something. */
  const leaky = (status: number): Answer => ({
    status,
    headers: {
      'www-authenticate': `Basic realm="${SECRETS.join(' ')}"`,
      'docker-content-digest': SECRETS[2] as string,
      location: `ftp://x.example.com/${SECRETS[0]}`,
      link: `<http://x.example.com/${SECRETS[0]}>; rel="next"`,
      'retry-after': SECRETS[0] as string,
    },
    body: {
      errors: [
        { code: SECRETS[0], message: SECRETS.join(' ') },
        { code: 'DENIED', detail: SECRETS },
      ],
      tags: [],
    },
  });

  test.each([200, 302, 400, 401, 403, 404, 405, 418, 429, 503])('is in no message after %i', async (status) => {
    const realm = await fakeRegistry(() => ({ body: { token: 'b3arer-t0ken' } }));
    const answerers: Answerer[] = [
      // before the login, after it, and at the token server
      () => leaky(status),
      ({ headers }) =>
        headers.authorization === undefined
          ? {
              status: 401,
              headers: { 'www-authenticate': `Bearer realm="${realm.origin}/${SECRETS[2]}?x=${SECRETS[0]}"` },
            }
          : leaky(status),
      ({ url, headers }) =>
        url.startsWith('/token')
          ? leaky(status)
          : { status: 401, headers: { 'www-authenticate': `Bearer realm="http://${headers.host}/token"` } },
    ];
    const entries = [{ auth: basic('ali', 'p4ssw0rd-ali') }, { identitytoken: 'r3fresh-t0ken' }];
    const answers = await Promise.all(
      answerers.flatMap((answerer) =>
        entries.map(async (entry) => {
          const registry = await fakeRegistry(answerer);
          const env = dockerHome({ auths: { [registry.host]: entry } });
          const repository = `${registry.host}/app`;
          return [
            await new RegistryClient({ env }).findDigest({ repository }),
            await new RegistryClient({ env }).listTags(repository),
          ];
        }),
      ),
    );
    expect(answers.flat()).toHaveLength(12);
    for (const secret of SECRETS) expect(JSON.stringify(answers)).not.toContain(secret);
  });
});
