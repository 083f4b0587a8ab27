import { OCI_MANIFEST } from '../../../src/image/oci/media-types';
import { RegistrySource } from '../../../src/image/sources/registry-source';
import type { ImageParts } from '../../../src/release/image-reference';
import { buildAttestation, buildImage, buildIndex } from '../built-image';
import type { BuiltLayer } from '../built-layer';
import { damageBlob, storeImages } from '../image-store';
import { type Answerer, fakeRegistry } from '../registry/fake-registry';
import { buildLayers, buildWeb, collect, requirePlatform, serve, whyNot } from './served-store';

const NO_DIGEST = `sha256:${'0'.repeat(64)}`;
let base: BuiltLayer;
let web: BuiltLayer;
beforeAll(async () => {
  [base, web] = await buildLayers();
});

async function* emptyStream(): AsyncGenerator<Uint8Array, void, undefined> {}

describe('what a registry lacks', () => {
  test.each<[string, Omit<ImageParts, 'repository'>, string]>([
    ['a tag', { tag: '2.0' }, "missing: HOST has no 'HOST/app:2.0'"],
    ['a digest', { digest: NO_DIGEST }, `missing: HOST has no 'HOST/app@${NO_DIGEST}'`],
    ['the tag latest', {}, "missing: HOST has no 'HOST/app:latest'"],
    [
      'a digest of a tag that is there',
      { tag: '1.0', digest: NO_DIGEST },
      `missing: HOST has no 'HOST/app:1.0@${NO_DIGEST}'`,
    ],
  ])('is %s', async (_what, image, why) => {
    const { registry, find } = await serve(storeImages({ 'app:1.0': buildWeb(base, web).index }));
    expect(await whyNot(registry, find(image))).toBe(why);
  });

  test('is the manifest of one platform, which leaves the other as it is', async () => {
    const { amd64, arm64, index } = buildWeb(base, web);
    const store = storeImages({ 'app:1.0': index });
    store.manifests.delete(arm64.manifest.digest);
    const { registry, find } = await serve(store);
    const { platforms } = await find();
    expect((await requirePlatform(platforms, 0).read()).configBytes).toBe(amd64.config.bytes.length);
    expect(await whyNot(registry, requirePlatform(platforms, 1).read())).toBe(
      `missing: HOST has the index of 'HOST/app:1.0' but not its manifest for linux/arm64 (${arm64.manifest.digest})`,
    );
  });

  test('is an index in an index', async () => {
    const inner = buildIndex([buildImage()]);
    const store = storeImages({ 'app:1.0': buildIndex([inner]) });
    store.manifests.delete(inner.manifest.digest);
    const { registry, find } = await serve(store);
    expect(await whyNot(registry, find())).toBe(
      `missing: HOST has the index of 'HOST/app:1.0' but not the index in it (${inner.manifest.digest})`,
    );
  });

  test('is a configuration or a layer', async () => {
    const { amd64, arm64, index } = buildWeb(base, web);
    const store = storeImages({ 'app:1.0': index });
    store.blobs.delete(amd64.config.digest);
    store.blobs.delete(web.digest);
    const { registry, find } = await serve(store);
    const { platforms } = await find();
    expect(await whyNot(registry, requirePlatform(platforms, 0).read())).toBe(
      `missing: HOST has the manifest of 'HOST/app:1.0' for linux/amd64 but not its configuration (${amd64.config.digest})`,
    );
    const { layers } = await requirePlatform(platforms, 1).read();
    const why = `missing: HOST has the manifest of 'HOST/app:1.0' for linux/arm64 but not its layer 1 (${web.digest})`;
    expect(await whyNot(registry, layers[0]?.requireThere() ?? Promise.resolve())).toBe(why);
    expect(await whyNot(registry, collect(layers[0]?.open() ?? emptyStream()))).toBe(why);
    await layers[1]?.requireThere();
    expect(arm64.layers[1]?.digest).toBe(layers[1]?.digest);
  });
});

describe('what no runtime can use', () => {
  test('is another manifest than the index names', async () => {
    const { amd64, arm64, index } = buildWeb(base, web);
    const store = storeImages({ 'app:1.0': index });
    store.manifests.set(amd64.manifest.digest, { ...amd64.manifest, bytes: arm64.manifest.bytes });
    const { registry, find } = await serve(store);
    expect(await whyNot(registry, requirePlatform((await find()).platforms).read())).toBe(
      `broken: the manifest of 'HOST/app:1.0' for linux/amd64 has the digest ${arm64.manifest.digest} where ${amd64.manifest.digest} was expected`,
    );
  });

  test('is a configuration or a layer with other bytes', async () => {
    const { amd64, index } = buildWeb(base, web);
    const store = storeImages({ 'app:1.0': index });
    damageBlob(store, amd64.config.digest);
    damageBlob(store, web.digest);
    const { registry, find } = await serve(store);
    const { platforms } = await find();
    expect(await whyNot(registry, requirePlatform(platforms, 0).read())).toMatch(
      /^broken: the configuration of 'HOST\/app:1\.0' for linux\/amd64 has the digest sha256:\w+ where sha256:\w+ was expected$/,
    );
    const { layers } = await requirePlatform(platforms, 1).read();
    expect(await whyNot(registry, collect(layers[0]?.open() ?? emptyStream()))).toMatch(
      /^broken: layer 1 of 'HOST\/app:1\.0' for linux\/arm64 has the digest sha256:\w+ where sha256:\w+ was expected$/,
    );
  });

  test('is an index without images', async () => {
    const { registry, find } = await serve(storeImages({ 'app:1.0': buildIndex([buildAttestation(buildImage())]) }));
    expect(await whyNot(registry, find())).toBe("broken: the index of 'HOST/app:1.0' lists no image");
  });

  test('is a manifest that is listed as what it is not', async () => {
    const inner = buildIndex([buildImage()]);
    const index = buildIndex([inner], { entryFields: () => ({ mediaType: OCI_MANIFEST }) });
    const { registry, find } = await serve(storeImages({ 'app:1.0': index }));
    expect(await whyNot(registry, requirePlatform((await find()).platforms).read())).toMatch(
      /^broken: the manifest of 'HOST\/app:1\.0' /,
    );
  });

  test('is a configuration for other layers', async () => {
    const image = buildImage({
      layers: [base, web],
      configFields: { rootfs: { type: 'layers', diff_ids: [base.diffId] } },
    });
    const { registry, find } = await serve(storeImages({ 'app:1.0': image }));
    expect(await whyNot(registry, requirePlatform((await find()).platforms).read())).toBe(
      "broken: 'HOST/app:1.0' has 2 layers in its manifest and 1 in its configuration",
    );
  });
});

describe('what cannot be told', () => {
  test.each<[string, Answerer, string]>([
    ['when the registry does not answer', () => 'hang', 'unknown: HOST has not answered within 0.2 s'],
    ['when the registry cuts all connections', () => 'cut', 'unknown: HOST cut the connection (UND_ERR_SOCKET)'],
    [
      'when the registry wants a login',
      () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
      'unknown: HOST wants a user name and a password (401); asked without credentials: none are kept for HOST',
    ],
  ])('%s', async (_when, answer, why) => {
    const registry = await fakeRegistry((request, turn) => (request.url === '/v2/' ? {} : answer(request, turn)));
    const source = new RegistrySource({ env: {}, timeoutMilliseconds: 200 });
    expect(await whyNot(registry, source.findImage({ repository: `${registry.host}/app`, tag: '1.0' }))).toBe(why);
  });

  test('is what a foreign layer holds, and nobody is asked for it', async () => {
    const image = buildImage({ layers: [base, web], foreign: [0] });
    const { registry, find } = await serve(storeImages({ 'app:1.0': image }));
    const { layers } = await requirePlatform((await find()).platforms).read();
    expect(layers.map(({ isForeign }) => isForeign)).toEqual([true, false]);
    const asked = registry.seen.length;
    const why = "unknown: layer 1 of 'HOST/app:1.0' is kept at other addresses, which are not asked";
    expect(await whyNot(registry, layers[0]?.requireThere() ?? Promise.resolve())).toBe(why);
    expect(await whyNot(registry, collect(layers[0]?.open() ?? emptyStream()))).toBe(why);
    expect(registry.seen).toHaveLength(asked);
  });

  test('is what was being read when the source was closed', async () => {
    const { registry, source, find } = await serve(storeImages({ 'app:1.0': buildWeb(base, web).amd64 }), ({ url }) =>
      url.endsWith(web.digest) ? { body: web.bytes.subarray(0, 1), isStalled: true } : undefined,
    );
    const { layers } = await requirePlatform((await find()).platforms).read();
    const reading = whyNot(registry, collect(layers[1]?.open() ?? emptyStream()));
    while (!registry.lines().some((line) => line.endsWith(web.digest))) await new Promise((done) => setImmediate(done));
    await source.close();
    expect(await reading).toBe('unknown: reading was stopped');
    await registry.isIdle();
    await source.close();
  });
});
