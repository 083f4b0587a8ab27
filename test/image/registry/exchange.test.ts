import { createHash } from 'node:crypto';
import { RegistryClient } from '../../../src/image/registry/registry-client';
import { type Answer, type Answerer, fakeRegistry, registryError, routeHosts } from './fake-registry';
import { basic, dockerHome } from './login-files';

const MANIFEST = '{"schemaVersion":2}';
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;
const OK: Answer = { headers: { 'docker-content-digest': DIGEST } };
const FOUND = { outcome: 'found', digest: DIGEST };
const HEAD = 'HEAD /v2/app/manifests/1';
const GET = 'GET /v2/app/manifests/1';

async function digestOf(answer: Answerer, timeoutMilliseconds = 3000) {
  const registry = await fakeRegistry((request, turn) => (request.url === '/v2/' ? {} : answer(request, turn)));
  const client = new RegistryClient({ env: {}, timeoutMilliseconds });
  const said = await client.findDigest({ repository: `${registry.host}/app`, tag: '1' });
  return { answer: JSON.parse(JSON.stringify(said).replaceAll(registry.host, 'HOST')), asked: registry.lines() };
}

const unknown = (why: string) => ({ outcome: 'unknown', why });

describe('a request', () => {
  test.each<[string, Answerer, unknown, number]>([
    ['is made again after a fault of the server', (_, turn) => (turn === 1 ? { status: 500 } : OK), FOUND, 2],
    ['is made again when the connection is cut', (_, turn) => (turn === 1 ? 'cut' : OK), FOUND, 2],
    ['is given up after two faults', () => ({ status: 502 }), unknown('HOST has a fault of its own (502)'), 2],
    [
      'is given up when the connection is cut twice',
      () => 'cut',
      unknown('HOST cut the connection (UND_ERR_SOCKET)'),
      2,
    ],
    [
      'is given up after a 503 without a time',
      () => ({ status: 503 }),
      unknown('HOST has a fault of its own (503)'),
      2,
    ],
    [
      'is given up after a 429 without a time',
      () => registryError(429, 'TOOMANYREQUESTS'),
      unknown('HOST takes no more requests for now (429)'),
      1,
    ],
    [
      'waits as long as a 429 asks for',
      (_, turn) => (turn === 1 ? registryError(429, 'TOOMANYREQUESTS', { headers: { 'retry-after': '0' } }) : OK),
      FOUND,
      2,
    ],
    [
      'does not wait for longer than it may take',
      () => ({ status: 429, headers: { 'retry-after': '60' } }),
      unknown('HOST answers 429 and asks to wait 60 s; this question may take 3 s in all'),
      1,
    ],
    [
      'does not wait for ever',
      () => ({ status: 503, headers: { 'retry-after': '0' } }),
      unknown('HOST answers 503 and asks to wait 0 s; this question may take 3 s in all'),
      6,
    ],
  ])('%s', async (_law, answer, outcome, requests) => {
    const { answer: said, asked } = await digestOf(answer);
    expect(said).toEqual(outcome);
    expect(asked).toEqual(Array(requests).fill(HEAD));
  });

  test('waits until the date that a 503 names', async () => {
    // a date has no milliseconds
    const date = Math.ceil((Date.now() + 300) / 1000) * 1000;
    const times: number[] = [];
    const { answer } = await digestOf(() => {
      times.push(Date.now());
      return times.length > 1 ? OK : { status: 503, headers: { 'retry-after': new Date(date).toUTCString() } };
    });
    expect(answer).toEqual(FOUND);
    expect(times).toHaveLength(2);
    // a timer may be a millisecond early
    expect(times[1]).toBeGreaterThanOrEqual(date - 5);
  });

  test('is made again when the body is cut', async () => {
    const { answer, asked } = await digestOf(({ method }, turn) => {
      if (method === 'HEAD') return { status: 405 };
      return turn === 2 ? { headers: { 'content-length': '100' }, body: '{', isCut: true } : { ...OK, body: MANIFEST };
    });
    expect(answer).toEqual(FOUND);
    expect(asked).toEqual([HEAD, GET, GET]);
  });

  test.each<[string, Answerer, number, string]>([
    ['does not answer', () => 'hang', 150, 'HOST has not answered within 0.15 s'],
    [
      'asks to wait nearly as long as there is time',
      () => ({ status: 503, headers: { 'retry-after': '0' } }),
      250,
      'HOST has not answered within 0.25 s',
    ],
  ])('ends in time when the registry %s', async (_reason, answer, limit, why) => {
    const begin = performance.now();
    expect((await digestOf(answer, limit)).answer).toEqual(unknown(why));
    expect(performance.now() - begin).toBeLessThan(2500);
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with status %i is followed', async (status) => {
    const { answer, asked } = await digestOf(({ url }) =>
      url === '/moved' ? OK : { status, headers: { location: '/moved' } },
    );
    expect(answer).toEqual(FOUND);
    expect(asked).toEqual([HEAD, 'HEAD /moved']);
  });

  test('is followed five times, not more', async () => {
    const chain = (length: number) =>
      digestOf((_, turn) => (turn > length ? OK : { status: 302, headers: { location: `/${turn}` } }));
    expect((await chain(5)).answer).toEqual(FOUND);
    expect((await chain(6)).answer).toEqual(unknown('HOST redirects more than 5 times'));
  });

  test.each(['http://registry.example.com/x', 'https://user:secret@registry.example.com/x', 'ftp://x', 'http://['])(
    'to %s is not followed',
    async (location) => {
      const { answer } = await digestOf(() => ({ status: 302, headers: { location } }));
      expect(answer).toEqual(unknown('HOST redirects to an address that may not be followed'));
    },
  );

  test('from HTTPS to HTTP is not followed', async () => {
    const registry = await fakeRegistry(() => ({
      status: 302,
      headers: { location: 'http://registry.example.com/x' },
    }));
    routeHosts({ 'registry.example.com': registry });
    expect(await new RegistryClient({ env: {} }).findDigest({ repository: 'registry.example.com/app' })).toEqual(
      unknown('registry.example.com redirects to an address that may not be followed'),
    );
  });

  test('to another host takes no login with it, and back none either', async () => {
    const other = await fakeRegistry(({ url }) => ({
      status: 307,
      headers: { location: `${new URL(url, 'http://x').searchParams.get('back')}` },
    }));
    const registry = await fakeRegistry(({ headers, url }) => {
      if (url === '/back') return OK;
      if (headers.authorization === undefined)
        return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
      return { status: 307, headers: { location: `${other.origin}/?back=http://${headers.host}/back` } };
    });
    const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
    expect(await new RegistryClient({ env }).findDigest({ repository: `${registry.host}/app` })).toEqual(FOUND);
    const sent = (fake: { seen: readonly { headers: { authorization?: string | undefined } }[] }) =>
      fake.seen.map(({ headers }) => headers.authorization);
    expect(sent(registry)).toEqual([undefined, `Basic ${basic('ali', 'sesame')}`, undefined]);
    expect(sent(other)).toEqual([undefined]);
  });

  test('to another registry may end in its word that there is nothing', async () => {
    const other = await fakeRegistry(() => registryError(404, 'MANIFEST_UNKNOWN'));
    const { answer } = await digestOf(() => ({ status: 307, headers: { location: `${other.origin}/v2/x` } }));
    expect(answer).toEqual({ outcome: 'missing', why: "HOST has no 'HOST/app:1'" });
  });

  test.each<[number, (other: string) => string]>([
    [404, (other) => `HOST sends us on to ${other}, which answers 404 and is no registry`],
    [401, (other) => `HOST sends us on to ${other}, which answers 401; logins are not sent there`],
    [403, (other) => `HOST sends us on to ${other}, which answers 403; logins are not sent there`],
  ])('to a host that only says %i is no answer', async (status, why) => {
    const other = await fakeRegistry(() => ({ status, headers: { 'www-authenticate': 'Basic realm="x"' } }));
    const { answer } = await digestOf(() => ({ status: 307, headers: { location: `${other.origin}/v2/x` } }));
    expect(answer).toEqual(unknown(why(other.host)));
  });
});
