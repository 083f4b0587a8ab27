import type { ImageSource } from '../../../src/image/image-source';
import { buildImage, buildIndex } from '../built-image';
import { buildLayer, digestOf, type TarEntry } from '../built-layer';
import { storeImages } from '../image-store';
import { faultOf, readLayer } from '../read-layer';
import { asEntries, dockerFiles, writeDockerArchive, writeTar } from '../write-image-files';
import { openLocation } from './refusal';
import { scratchPath } from './scratch-path';

const opened: ImageSource[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

async function openArchive(path: string): Promise<ImageSource> {
  const source = await openLocation(`docker-archive:${path}`);
  opened.push(source);
  return source;
}

async function openEntries(entries: readonly TarEntry[]): Promise<ImageSource> {
  const path = scratchPath('app.tar');
  await writeTar(path, entries);
  return await openArchive(path);
}

/** An archive whose images have these names each. */
async function openNamed(...repoTags: (readonly string[] | null)[]): Promise<ImageSource> {
  const documents = repoTags.map((_names, at) => buildImage({ config: { User: `${at}` } }).config);
  const images = repoTags.map((RepoTags, at) => ({ Config: `${at}.json`, RepoTags, Layers: null }));
  return await openEntries([
    ...documents.map(({ bytes }, at) => ({ path: `${at}.json`, content: bytes })),
    { path: 'manifest.json', content: JSON.stringify(images) },
  ]);
}

async function userOf(source: ImageSource, repository: string, tag?: string): Promise<string | undefined> {
  const [platform] = (await source.findImage({ repository, ...(tag !== undefined && { tag }) })).platforms;
  return (await platform?.read())?.config.user;
}

async function whyOf(source: ImageSource, repository: string, tag: string): Promise<string> {
  const { kind, why } = await faultOf(source.findImage({ repository, tag }));
  return `${kind}: ${why.replaceAll(source.name, 'PATH')}`;
}

describe('an archive of docker save', () => {
  test.each<[readonly string[], string, string | undefined, string]>([
    [['redis:7'], 'redis', '7', 'as written'],
    [['redis:7'], 'docker.io/library/redis', '7', 'the whole name of an official image'],
    [['docker.io/library/redis:7'], 'redis', '7', 'the other way round'],
    [['index.docker.io/team/app:1'], 'team/app', '1', "another name of Docker's registry"],
    [['other:1', 'ghcr.io/team/app:1'], 'ghcr.io/team/app', '1', 'one of two names'],
    [['app:latest'], 'app', undefined, 'no tag is latest'],
    [['not a name', 'app:1'], 'app', '1', 'a name that is none stands beside it'],
  ])('with %j has %s:%s', async (names, repository, tag, _reason) => {
    expect(await userOf(await openNamed(['first:1'], names), repository, tag)).toBe('1');
  });

  test('gives its only image by any name when it has none', async () => {
    expect(await userOf(await openNamed(null), 'app', '1.0')).toBe('0');
    expect(await userOf(await openNamed([]), 'app', '1.0')).toBe('0');
  });

  test('gives the later of two images of one name, as it would be loaded', async () => {
    expect(await userOf(await openNamed(['app:1'], ['app:1']), 'app', '1')).toBe('1');
  });

  test.each<[(readonly string[] | null)[], string, string]>([
    [[['app:1.0']], "missing: PATH holds 'app:1.0', not 'app:2.0'", 'another tag'],
    [[['app:1.0'], ['app:1.1']], "missing: PATH holds 'app:1.0' and 'app:1.1', not 'app:2.0'", 'two others'],
    [
      [
        ['a:1', 'b:1', 'c:1', 'd:1'],
        ['e:1', 'f:1', 'g:1'],
      ],
      "missing: PATH holds 'a:1', 'b:1', 'c:1', 'd:1', 'e:1' and 2 more, not 'app:2.0'",
      'many others',
    ],
    [[['localhost/app:2.0']], "missing: PATH holds 'localhost/app:2.0', not 'app:2.0'", 'another registry'],
    [[null, null], "missing: PATH holds 2 images without names, not 'app:2.0'", 'which of two cannot be told'],
    [[], "missing: PATH holds no image, not 'app:2.0'", 'none'],
  ])('with %j lacks app:2.0', async (names, why, _reason) => {
    expect(await whyOf(await openNamed(...names), 'app', '2.0')).toBe(why);
  });

  test('cannot tell of a digest when it keeps none', async () => {
    const source = await openNamed(['app:1.0']);
    const digest = digestOf(Buffer.from('x'));
    expect(await faultOf(source.findImage({ repository: 'app', tag: '1.0', digest }))).toEqual({
      kind: 'unknown',
      why: `${source.name} does not say which of its images has the digest ${digest}`,
    });
  });

  test('refuses a name that is none', async () => {
    const source = await openNamed(['app:1.0']);
    await expect(source.findImage({ repository: 'App' })).rejects.toMatchObject({ code: 'IMAGE_REFERENCE_INVALID' });
  });

  test('reads a layer that is a link to that of another image, as old Docker writes it', async () => {
    const layer = await buildLayer([{ path: 'web' }]);
    const { config } = buildImage({ layers: [layer, layer] });
    const source = await openEntries([
      { path: 'one/layer.tar', content: layer.bytes },
      { path: 'two/layer.tar', type: 'symlink', link: '../one/layer.tar' },
      { path: 'config.json', content: config.bytes },
      {
        path: 'manifest.json',
        content: JSON.stringify([
          { Config: 'config.json', RepoTags: ['app:1'], Layers: ['one/layer.tar', 'two/layer.tar'] },
        ]),
      },
    ]);
    const layers = (await (await source.findImage({ repository: 'app', tag: '1' })).platforms[0]?.read())?.layers;
    expect(await Promise.all((layers ?? []).map(readLayer))).toEqual([
      { bytes: layer.bytes, fault: undefined },
      { bytes: layer.bytes, fault: undefined },
    ]);
  });

  test('names a packed layer by its bytes when its file has another name, as crane writes it', async () => {
    const layer = await buildLayer([{ path: 'web' }], { compression: 'gzip' });
    const { config } = buildImage({ layers: [layer] });
    const files = new Map([
      [config.digest, config.bytes],
      ['layer.tar.gz', layer.bytes],
      [
        'manifest.json',
        Buffer.from(JSON.stringify([{ Config: config.digest, RepoTags: ['app:1'], Layers: ['layer.tar.gz'] }])),
      ],
    ]);
    const source = await openEntries(asEntries(files));
    const [only] = (await (await source.findImage({ repository: 'app', tag: '1' })).platforms[0]?.read())?.layers ?? [];
    expect([only?.digest, only?.diffId, only?.bytes]).toEqual([layer.digest, layer.diffId, layer.bytes.length]);
    expect((await readLayer(only)).bytes).toEqual(layer.bytes);
  });

  test.each(['../../../../../../etc/passwd', '/etc/passwd', 'blobs/../../etc/passwd', 'blobs/sha256/../../x', ''])(
    'looks for the layer %j among its own files only',
    async (path) => {
      const layer = await buildLayer([{ path: 'web' }]);
      const { config } = buildImage({ layers: [layer] });
      const source = await openEntries([
        { path: 'config.json', content: config.bytes },
        {
          path: 'manifest.json',
          content: JSON.stringify([{ Config: 'config.json', RepoTags: ['app:1'], Layers: [path] }]),
        },
      ]);
      const image = await (await source.findImage({ repository: 'app', tag: '1' })).platforms[0]?.read();
      expect(await faultOf(image?.layers[0]?.requireThere())).toEqual({
        kind: 'missing',
        why: `${source.name} does not hold layer 1 of 'app:1', ${layer.diffId}`,
      });
    },
  );

  test('says which configuration it lacks', async () => {
    const source = await openEntries([
      { path: 'manifest.json', content: '[{"Config":"gone\\u001b.json","RepoTags":["app:1"],"Layers":[]}]' },
    ]);
    const [platform] = (await source.findImage({ repository: 'app', tag: '1' })).platforms;
    expect(await faultOf(platform?.read())).toEqual({
      kind: 'missing',
      why: `${source.name} does not hold the configuration of 'app:1', 'gone\\u{1b}.json'`,
    });
  });
});

describe('an archive of Docker 25', () => {
  const AMD64 = buildImage({ config: { User: 'amd64' } });
  const ARM64 = buildImage({ config: { User: 'arm64' }, platform: { os: 'linux', architecture: 'arm64' } });

  test('gives the image of manifest.json when the index of its platforms is not there', async () => {
    const store = storeImages({ 'app:1.0': buildIndex([buildIndex([AMD64, ARM64])]) });
    const files = dockerFiles(store, { style: 'blobs' });
    const [nested] = JSON.parse(`${store.manifests.get(store.names.get('app:1.0') ?? '')?.bytes}`).manifests;
    files.delete(`blobs/${nested.digest.replace(':', '/')}`);
    const source = await openEntries(asEntries(files));
    expect((await source.findImage({ repository: 'app', tag: '1.0' })).digest).toBeUndefined();
    expect(await userOf(source, 'app', '1.0')).toBe('amd64');
  });

  test('goes by the names of manifest.json where its layout has none', async () => {
    const files = dockerFiles(storeImages({ 'app:1.0': AMD64 }), { style: 'blobs' });
    const index = JSON.parse(`${files.get('index.json')}`);
    delete index.manifests[0].annotations;
    const source = await openEntries(asEntries(files.set('index.json', Buffer.from(JSON.stringify(index)))));
    expect(await userOf(source, 'app', '1.0')).toBe('amd64');
    expect(await whyOf(source, 'redis', '7')).toBe("missing: PATH holds 'app:1.0', not 'redis:7'");
  });

  test('cannot tell of a digest that saving may have changed', async () => {
    const path = scratchPath('app.tar');
    await writeDockerArchive(path, storeImages({ 'app:1.0': AMD64 }), { style: 'blobs' });
    const source = await openArchive(path);
    expect((await faultOf(source.findImage({ repository: 'app', digest: digestOf(Buffer.from('x')) }))).kind).toBe(
      'unknown',
    );
  });
});
