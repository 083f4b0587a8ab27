import { RegistryClient } from '../../../src/image/registry/registry-client';
import { type Answer, type Answerer, fakeRegistry, registryError, routeHosts } from './fake-registry';
import { basic, dockerHome } from './login-files';

const FIRST = 'GET /v2/app/tags/list?n=1000';
const page = (tags: unknown, link?: string): Answer => ({
  headers: link === undefined ? {} : { link: `<${link}>; rel="next"` },
  body: { name: 'app', tags },
});

async function tagsOf(answer: Answerer) {
  const registry = await fakeRegistry(answer);
  const said = await new RegistryClient({ env: {} }).listTags(`${registry.host}/app`);
  return { answer: JSON.parse(JSON.stringify(said).replaceAll(registry.host, 'HOST')), asked: registry.lines() };
}

const found = (...tags: string[]) => ({ outcome: 'found', tags });
const unknown = (why: string) => ({ outcome: 'unknown', why });

describe('the tags of a repository', () => {
  test.each<[string, Answerer, unknown, string[]]>([
    ['come in the order of the registry', () => page(['2', '10', '1']), found('2', '10', '1'), [FIRST]],
    ['may be none', () => page([]), found(), [FIRST]],
    ['may be none any more', () => page(null), found(), [FIRST]],
    [
      'are tags by the grammar, the others are left out',
      () => page(['1', '', '-x', 'a b', 'x'.repeat(129), 7, null, '_']),
      found('1', '_'),
      [FIRST],
    ],
    ['come once each', () => page(['1', '2', '1']), found('1', '2'), [FIRST]],
    [
      'come from all pages',
      (_, turn) => page([`${turn}`], turn < 3 ? `/v2/app/tags/list?last=${turn}&n=1000` : undefined),
      found('1', '2', '3'),
      [FIRST, 'GET /v2/app/tags/list?last=1&n=1000', 'GET /v2/app/tags/list?last=2&n=1000'],
    ],
    [
      'come from pages whose address is absolute',
      ({ headers }, turn) => page([`${turn}`], turn < 2 ? `http://${headers.host}/v2/app/tags/list?last=1` : undefined),
      found('1', '2'),
      [FIRST, 'GET /v2/app/tags/list?last=1'],
    ],
    [
      'are asked for in pages of its own size when 1000 is refused',
      (_, turn) => (turn === 1 ? registryError(400, 'PAGINATION_NUMBER_INVALID') : page(['1'])),
      found('1'),
      [FIRST, 'GET /v2/app/tags/list'],
    ],
    [
      'are not there when the repository is not',
      () => registryError(404, 'NAME_UNKNOWN'),
      { outcome: 'missing', why: "HOST has no repository 'HOST/app'" },
      [FIRST],
    ],
    [
      'are not there by a plain 404 of a registry that is open to all',
      ({ url }) => ({ status: url === '/v2/' ? 200 : 404 }),
      { outcome: 'missing', why: "HOST has no repository 'HOST/app'" },
      [FIRST],
    ],
  ])('%s', async (_law, answer, outcome, requests) => {
    const { answer: said, asked } = await tagsOf(answer);
    expect(said).toEqual(outcome);
    expect(asked).toEqual(requests);
  });

  test.each<[string, Answerer, string]>([
    ['a page for people', () => ({ body: '<html>' }), 'HOST answers something else than a list of tags'],
    ['JSON without tags', () => ({ body: { name: 'app' } }), 'HOST answers something else than a list of tags'],
    ['tags that are no list', () => page('1.0'), 'HOST answers something else than a list of tags'],
    [
      'a registry that lists none',
      () => registryError(405, 'UNSUPPORTED'),
      "HOST answers 405 UNSUPPORTED when asked for the tags of 'HOST/app'",
    ],
    [
      'a later page that fails: a part is not the whole',
      (_, turn) => (turn === 1 ? page(['1'], '/v2/app/tags/list?last=1') : { status: 400 }),
      "HOST answers 400 when asked for the tags of 'HOST/app'",
    ],
    [
      'a later page that is not there: the repository is',
      (_, turn) => (turn === 1 ? page([], '?last=1') : registryError(404, 'NAME_UNKNOWN')),
      "HOST answers 404 NAME_UNKNOWN when asked for the tags of 'HOST/app'",
    ],
    [
      'a later page whose size is refused',
      (_, turn) => (turn === 1 ? page(['1'], '?last=1') : registryError(400, 'PAGINATION_NUMBER_INVALID')),
      "HOST answers 400 PAGINATION_NUMBER_INVALID when asked for the tags of 'HOST/app'",
    ],
    [
      'pages that turn in a circle',
      () => page(['1'], '/v2/app/tags/list?n=1000'),
      "HOST turns in a circle when asked for the tags of 'HOST/app'",
    ],
    [
      'pages without end',
      (_, turn) => page([`${turn}`], `/v2/app/tags/list?last=${turn}`),
      "HOST has more than 100 pages of the tags of 'HOST/app'",
    ],
    [
      'a next page that may not be followed',
      () => page(['1'], 'http://registry.example.com/v2/app/tags/list'),
      "HOST continues the tags of 'HOST/app' at an address that may not be followed",
    ],
    ['a page over 8 MiB', () => page(['x'.repeat(8 * 2 ** 20)]), 'HOST answers with more than 8 MiB'],
  ])('are unknown after %s', async (_reason, answer, why) => {
    expect((await tagsOf(answer)).answer).toEqual(unknown(why));
  });

  test('come from a registry that thinks it is asked by plain HTTP', async () => {
    const registry = await fakeRegistry((_, turn) =>
      page([`${turn}`], turn === 1 ? 'http://registry.example.com/v2/app/tags/list?last=1' : undefined),
    );
    routeHosts({ 'registry.example.com': registry });
    expect(await new RegistryClient({ env: {} }).listTags('registry.example.com/app')).toEqual(found('1', '2'));
  });

  describe('on another host', () => {
    const CHALLENGE = { 'www-authenticate': 'Basic realm="x"' };
    const LOGIN = `Basic ${basic('ali', 'sesame')}`;

    /** A registry with a login, whose second page is at `next`. */
    async function split(next: string) {
      const registry = await fakeRegistry(({ url, headers }) => {
        if (headers.authorization !== LOGIN) return { status: 401, headers: CHALLENGE };
        return page(['1'], url === '/back' ? undefined : next.replace('BACK', `http://${headers.host}/back`));
      });
      const env = dockerHome({ auths: { [registry.host]: { auth: basic('ali', 'sesame') } } });
      return { registry, answer: await new RegistryClient({ env }).listTags(`${registry.host}/app`) };
    }

    test('are asked for without the login', async () => {
      const other = await fakeRegistry(() => page(['2']));
      expect((await split(`${other.origin}/more`)).answer).toEqual(found('1', '2'));
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    });

    test('are given up when that host wants a login', async () => {
      const other = await fakeRegistry(() => ({ status: 401, headers: CHALLENGE }));
      const { registry, answer } = await split(`${other.origin}/more`);
      expect(answer).toEqual(
        unknown(`${registry.host} sends us on to ${other.host}, which answers 401; logins are not sent there`),
      );
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    });

    test('do not get the login when that host sends us back to be asked for it', async () => {
      const other = await fakeRegistry(({ url }) => ({
        status: 307,
        headers: { location: new URL(url, 'http://x').searchParams.get('back') ?? '' },
      }));
      expect((await split(`${other.origin}/more?back=BACK`)).answer.outcome).toBe('unknown');
      expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    });
  });
});
