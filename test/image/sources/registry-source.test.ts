import type { ImageParts } from '../../../src/release/image-reference';
import { buildImage, buildIndex } from '../built-image';
import type { BuiltLayer } from '../built-layer';
import { storeImages } from '../image-store';
import { fakeRegistry } from '../registry/fake-registry';
import { describeSourceContract } from '../source-contract';
import { AMD64, ARM64, buildLayers, buildWeb, collect, requirePlatform, serve } from './served-store';

let base: BuiltLayer;
let web: BuiltLayer;
beforeAll(async () => {
  [base, web] = await buildLayers();
});

describeSourceContract('a registry', {
  open: async (store) => {
    const { registry, source } = await serve(store);
    return { source, repository: `${registry.host}/app` };
  },
});

describe('an image in a registry', () => {
  test('for one platform is read with one request for each of its parts', async () => {
    const { amd64 } = buildWeb(base, web);
    const { registry, find } = await serve(storeImages({ 'app:1.0': amd64 }));
    const found = await find();
    expect(found).toEqual({
      digest: amd64.manifest.digest,
      platforms: [{ platform: undefined, digest: amd64.manifest.digest, read: expect.any(Function) }],
    });
    const { config, configBytes, layers } = await requirePlatform(found.platforms).read();
    expect({ ...config, env: [...config.env] }).toEqual({
      platform: AMD64,
      entrypoint: ['/web'],
      cmd: [],
      env: [],
      user: '',
      workingDir: '',
      exposedPorts: [],
      volumes: [],
      diffIds: [base.diffId, web.diffId],
    });
    expect(configBytes).toBe(amd64.config.bytes.length);
    expect(
      layers.map(({ digest, diffId, bytes, mediaType, isForeign }) => ({
        digest,
        diffId,
        bytes,
        mediaType,
        isForeign,
      })),
    ).toEqual([
      {
        digest: base.digest,
        diffId: base.diffId,
        bytes: base.bytes.length,
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        isForeign: false,
      },
      {
        digest: web.digest,
        diffId: web.diffId,
        bytes: web.bytes.length,
        mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd',
        isForeign: false,
      },
    ]);
    expect(await Promise.all(layers.map(({ open }) => collect(open())))).toEqual([base.bytes, web.bytes]);
    await Promise.all(layers.map(({ requireThere }) => requireThere()));
    expect(registry.lines().toSorted()).toEqual(
      [
        'GET /v2/app/manifests/1.0',
        `GET /v2/app/blobs/${amd64.config.digest}`,
        `GET /v2/app/blobs/${base.digest}`,
        `GET /v2/app/blobs/${web.digest}`,
        `HEAD /v2/app/blobs/${base.digest}`,
        `HEAD /v2/app/blobs/${web.digest}`,
      ].toSorted(),
    );
  });

  test('for two platforms is each of them, and what is no image is left out', async () => {
    const { amd64, arm64, index } = buildWeb(base, web);
    const { registry, find } = await serve(storeImages({ 'app:1.0': index }));
    const { digest, platforms } = await find();
    expect(digest).toBe(index.manifest.digest);
    expect(platforms.map((entry) => [entry.platform, entry.digest])).toEqual([
      [AMD64, amd64.manifest.digest],
      [ARM64, arm64.manifest.digest],
    ]);
    expect(registry.lines()).toEqual(['GET /v2/app/manifests/1.0']);
    const { config, layers } = await requirePlatform(platforms, 1).read();
    expect(config.platform).toEqual(ARM64);
    expect(layers.map((layer) => layer.digest)).toEqual([web.digest, base.digest]);
    expect(await Promise.all(layers.map(({ open }) => collect(open())))).toEqual([web.bytes, base.bytes]);
  });

  test('may be an index of indexes, in the types of Docker', async () => {
    const amd64 = buildImage({ layers: [base], platform: AMD64, mediaTypes: 'docker' });
    const inner = buildIndex([amd64], { mediaTypes: 'docker' });
    const { find } = await serve(storeImages({ 'app:1.0': buildIndex([inner], { mediaTypes: 'docker' }) }));
    const { platforms } = await find();
    expect(platforms.map(({ platform, digest }) => [platform, digest])).toEqual([[AMD64, amd64.manifest.digest]]);
    const { layers } = await requirePlatform(platforms).read();
    expect(layers.map(({ mediaType }) => mediaType)).toEqual(['application/vnd.docker.image.rootfs.diff.tar.gzip']);
  });

  test.each<[string, (digest: string) => Omit<ImageParts, 'repository'>, (digest: string) => string]>([
    ['its tag', () => ({ tag: '1.0' }), () => '1.0'],
    ['its digest', (digest) => ({ digest }), (digest) => digest],
    ['its digest and not its tag, as runtimes do', (digest) => ({ tag: '9.9', digest }), (digest) => digest],
    ['the tag latest when it has neither', () => ({}), () => 'latest'],
  ])('is asked for by %s', async (_what, image, reference) => {
    const { index } = buildWeb(base, web);
    const { digest } = index.manifest;
    const { registry, find } = await serve(storeImages({ 'app:1.0': index, 'app:latest': index }));
    expect((await find(image(digest))).digest).toBe(digest);
    expect(registry.lines()).toEqual([`GET /v2/app/manifests/${reference(digest)}`]);
  });

  test('gives the same twice, also at once', async () => {
    const { find } = await serve(storeImages({ 'app:1.0': buildWeb(base, web).index }));
    const read = async () => {
      const { platforms } = await find();
      const { layers } = await requirePlatform(platforms).read();
      return await Promise.all(layers.map(({ open }) => collect(open())));
    };
    expect(await Promise.all([read(), read()])).toEqual([
      [base.bytes, web.bytes],
      [base.bytes, web.bytes],
    ]);
    expect(await read()).toEqual([base.bytes, web.bytes]);
  });

  test('is read with one token for all of its parts', async () => {
    const server = await fakeRegistry(() => ({ body: { token: 't0ken' } }));
    const { registry, find } = await serve(storeImages({ 'app:1.0': buildWeb(base, web).index }), ({ headers }) =>
      headers.authorization === 'Bearer t0ken'
        ? undefined
        : { status: 401, headers: { 'www-authenticate': `Bearer realm="${server.origin}/token"` } },
    );
    const { layers } = await requirePlatform((await find()).platforms).read();
    expect(await Promise.all(layers.map(({ open }) => collect(open())))).toEqual([base.bytes, web.bytes]);
    expect(server.lines()).toEqual(['GET /token?scope=repository%3Aapp%3Apull']);
    expect(registry.seen.filter(({ headers }) => headers.authorization === undefined)).toHaveLength(1);
  });
});

test('what is no image reference is refused before anything is sent', async () => {
  const { registry, find } = await serve(storeImages({}));
  await expect(find({ tag: '../x' })).rejects.toMatchObject({ code: 'IMAGE_REFERENCE_INVALID' });
  expect(registry.seen).toEqual([]);
});
