import { ImageFault } from '../../../src/image/image-fault';
import { RegistrySource } from '../../../src/image/sources/registry-source';
import { buildImage } from '../built-image';
import { buildLayer } from '../built-layer';
import { storeImages } from '../image-store';
import { type Answerer, fakeRegistry, registryError } from '../registry/fake-registry';
import { serveStore } from '../registry/serve-store';
import { collect, requirePlatform } from './served-store';

async function faultOf(work: Promise<unknown>): Promise<ImageFault> {
  const reason = await work.then(
    () => new Error('it could be had'),
    (error: unknown) => error,
  );
  if (reason instanceof ImageFault) return reason;
  throw reason;
}

describe('a registry that gives no answer', () => {
  test('is not asked again, and all that it is asked for has the same fault', async () => {
    const registry = await fakeRegistry(() => 'hang');
    const source = new RegistrySource({ env: {}, timeoutMilliseconds: 200 });
    const find = (name: string) => faultOf(source.findImage({ repository: `${registry.host}/${name}`, tag: '1' }));
    const first = await find('app');
    expect([first.kind, first.why]).toEqual(['unknown', `${registry.host} has not answered within 0.2 s`]);
    const asked = registry.seen.length;
    expect(await find('app')).toBe(first);
    expect(await find('other')).toBe(first);
    expect(registry.seen).toHaveLength(asked);
  });

  test('is not asked for the layers of an image that it had before', async () => {
    let isSilent = false;
    const layer = await buildLayer([{ path: 'web' }]);
    const serve = serveStore(storeImages({ 'app:1': buildImage({ layers: [layer] }) }));
    const answer: Answerer = (request, turn) => (isSilent ? 'hang' : serve(request, turn));
    const registry = await fakeRegistry(answer);
    const source = new RegistrySource({ env: {}, timeoutMilliseconds: 200 });
    const { platforms } = await source.findImage({ repository: `${registry.host}/app`, tag: '1' });
    const { layers } = await requirePlatform(platforms).read();
    isSilent = true;
    const fault = await faultOf(source.findImage({ repository: `${registry.host}/app`, tag: '2' }));
    const asked = registry.seen.length;
    for (const layer of layers) {
      expect(await faultOf(layer.requireThere())).toBe(fault);
      expect(await faultOf(collect(layer.open()))).toBe(fault);
    }
    expect(layers).not.toHaveLength(0);
    expect(registry.seen).toHaveLength(asked);
  });

  test('leaves others as they are', async () => {
    const silent = await fakeRegistry(() => 'hang');
    const other = await fakeRegistry(serveStore(storeImages({ 'app:1': buildImage() })));
    const source = new RegistrySource({ env: {}, timeoutMilliseconds: 200 });
    await faultOf(source.findImage({ repository: `${silent.host}/app`, tag: '1' }));
    expect((await source.findImage({ repository: `${other.host}/app`, tag: '1' })).platforms).toHaveLength(1);
  });

  test.each<[string, Answerer]>([
    ['that it has not got an image', () => registryError(404, 'MANIFEST_UNKNOWN')],
    ['that it has a fault of its own', () => ({ status: 500 })],
    ['that it takes no more requests', () => registryError(429, 'TOOMANYREQUESTS')],
    ['that nobody is let in', () => registryError(403, 'DENIED')],
  ])('is not one that says %s', async (_words, answer) => {
    const registry = await fakeRegistry(answer);
    const source = new RegistrySource({ env: {} });
    const find = () => faultOf(source.findImage({ repository: `${registry.host}/app`, tag: '1' }));
    await find();
    const asked = registry.seen.length;
    await find();
    expect(registry.seen.length).toBeGreaterThan(asked);
  });
});

describe('what to do', () => {
  const fixOf = async (answer: Answerer): Promise<string | undefined> => {
    const { host } = await fakeRegistry(answer);
    const source = new RegistrySource({ env: {}, timeoutMilliseconds: 3000 });
    return (await faultOf(source.findImage({ repository: `${host}/app`, tag: '1' }))).fix;
  };

  test.each<[string, Answerer, string | undefined]>([
    [
      'a registry that asks to wait for long',
      () => registryError(429, 'TOOMANYREQUESTS', { headers: { 'retry-after': '60' } }),
      'wait that long and try again, or log in: registries let those who are logged in ask more often',
    ],
    [
      'a registry that takes no more requests',
      () => registryError(429, 'TOOMANYREQUESTS'),
      'try again later, or log in: registries let those who are logged in ask more often',
    ],
    ['a registry with a fault', () => ({ status: 500 }), undefined],
  ])('is said of %s', async (_what, answer, fix) => {
    expect(await fixOf(answer)).toBe(fix);
  });

  test('is said of a proxy that is passed by', async () => {
    jest
      .spyOn(globalThis, 'fetch')
      .mockRejectedValue(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENETUNREACH' } }));
    const source = new RegistrySource({ env: { HTTPS_PROXY: 'http://p:1' } });
    const { why, fix } = await faultOf(source.findImage({ repository: 'redis', tag: '7' }));
    expect([why, fix]).toEqual([
      'registry-1.docker.io could not be reached (ENETUNREACH); HTTPS_PROXY is set, but registries are asked directly',
      'set NODE_USE_ENV_PROXY=1, with which Node 22.21 and from 24 on use the proxy, or save the image and name it with --image',
    ]);
  });
});
