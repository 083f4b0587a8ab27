import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageSource } from '../../../src/image/image-source';
import { type BuiltImage, type BuiltIndex, buildImage, buildIndex, describeDocument } from '../built-image';
import { buildLayer, digestOf } from '../built-layer';
import { storeImages } from '../image-store';
import { faultOf, readLayer } from '../read-layer';
import { blobPath, layoutFiles, writeOciLayout } from '../write-image-files';
import { openLocation } from './refusal';
import { scratchPath } from './scratch-path';

const REF_NAME = 'org.opencontainers.image.ref.name';
const FULL_NAME = 'io.containerd.image.name';
const PLATFORMS = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }));

/** Images that differ. */
const IMAGES: readonly BuiltImage[] = ['0', '1', '2'].map((User) => buildImage({ config: { User } }));

/** A layout whose `index.json` lists these descriptors, each with fields over those of an image. */
async function openRoots(fields: readonly object[], refName = ''): Promise<ImageSource> {
  const path = scratchPath('layout');
  const images = fields.map((_fields, at) => IMAGES[at] ?? buildImage());
  writeOciLayout(path, storeImages(Object.fromEntries(images.map((image, at) => [`${at}:${at}`, image]))));
  const manifests = fields.map((more, at) => ({ ...describeDocument((images[at] as BuiltImage).manifest), ...more }));
  writeFileSync(join(path, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return await openLocation(`oci:${path}${refName}`);
}

function named(annotation: string, name: string): object {
  return { annotations: { [annotation]: name } };
}

async function userOf(source: ImageSource, image: { repository: string; tag?: string; digest?: string }) {
  const [platform] = (await source.findImage(image)).platforms;
  return (await platform?.read())?.config.user;
}

async function whyOf(source: ImageSource, image: { repository: string; tag?: string; digest?: string }) {
  const { kind, why } = await faultOf(source.findImage(image));
  return `${kind}: ${why.replaceAll(source.name, 'PATH')}`;
}

describe('an OCI layout', () => {
  const APP = { repository: 'app', tag: '1.0' };

  test.each<[readonly object[], string, string]>([
    [[named(REF_NAME, '2.0'), named(REF_NAME, '1.0')], '1', 'its tag'],
    [[{}, named(REF_NAME, 'app:1.0')], '1', 'its name'],
    [[{}, named(REF_NAME, 'docker.io/library/app:1.0')], '1', 'its whole name'],
    [[named(REF_NAME, '1.0'), named(FULL_NAME, 'docker.io/library/app:1.0')], '1', 'the whole name before the tag'],
    [
      [{ annotations: { [REF_NAME]: '1.0', [FULL_NAME]: 'docker.io/library/redis:1.0' } }, named(REF_NAME, '1.0')],
      '1',
      'the tag of another image does not count',
    ],
    [[{}], '0', 'the only one, without a name'],
    [[named(REF_NAME, '')], '0', 'an empty name is none'],
    [[{}, { artifactType: 'application/vnd.example+json' }], '0', 'the only image, beside an artifact'],
  ])('with %j has the image', async (roots, user, _reason) => {
    expect(await userOf(await openRoots(roots), APP)).toBe(user);
  });

  test.each<[readonly object[], string, string]>([
    [[], "missing: PATH holds no image, not 'app:1.0'", 'nothing'],
    [[named(REF_NAME, '2.0')], "missing: PATH holds '2.0', not 'app:1.0'", 'another tag'],
    [
      [named(REF_NAME, 'app:2.0'), {}],
      "missing: PATH holds 'app:2.0', and 1 without a name, not 'app:1.0'",
      'one that has no name may be another version',
    ],
    [
      [named(FULL_NAME, 'docker.io/library/redis:1.0')],
      "missing: PATH holds 'docker.io/library/redis:1.0', not 'app:1.0'",
      'the tag of another image',
    ],
    [
      [{}, {}],
      "unknown: PATH holds 2 images without names, and none says that it is 'app:1.0'",
      'which of two cannot be told',
    ],
    [
      [named(REF_NAME, '1.0'), named(REF_NAME, '1.0')],
      "unknown: PATH holds 2 images of the name 'app:1.0'",
      'one name for two',
    ],
  ])('with %j lacks the image', async (roots, why, _reason) => {
    expect(await whyOf(await openRoots(roots), APP)).toBe(why);
  });

  test.each<[readonly object[], string]>([
    [PLATFORMS.map((platform) => ({ platform })), 'without names'],
    [PLATFORMS.map((platform) => ({ platform, ...named(REF_NAME, '1.0') })), 'of one name'],
  ])('takes images for several platforms %s for one', async (roots, _reason) => {
    const found = await (await openRoots(roots)).findImage(APP);
    expect(found.digest).toBeUndefined();
    expect(found.platforms.map(({ platform }) => platform)).toEqual(PLATFORMS);
  });

  test('gives the entry that was named, whatever image is asked for', async () => {
    const source = await openRoots([named(REF_NAME, '1.0'), named(REF_NAME, 'edge')], ':edge');
    expect(await userOf(source, { repository: 'ghcr.io/team/app', tag: '7.7' })).toBe('1');
    const [first, second] = IMAGES.map(({ manifest }) => manifest.digest);
    expect(await userOf(source, { ...APP, digest: `${second}` })).toBe('1');
    expect(await whyOf(source, { ...APP, digest: `${first}` })).toBe(
      `missing: PATH holds ${second}, not 'app:1.0@${first}'`,
    );
  });

  test('finds a platform by the digest of its own', async () => {
    const [amd64, arm64] = PLATFORMS.map((platform) => buildImage({ platform })) as [BuiltImage, BuiltImage];
    const path = scratchPath('layout');
    writeOciLayout(path, storeImages({ 'app:1.0': buildIndex([buildIndex([amd64]), arm64]) }));
    const source = await openLocation(`oci:${path}`);
    const found = await source.findImage({ repository: 'app', digest: amd64.manifest.digest });
    expect(found.platforms.map(({ platform, digest }) => [platform, digest])).toEqual([
      [undefined, amd64.manifest.digest],
    ]);
  });

  test('says which platform and layer is missing', async () => {
    const layers = [await buildLayer([{ path: 'a' }]), await buildLayer([{ path: 'b' }])] as const;
    const store = storeImages({ 'app:1.0': buildIndex([buildImage({ layers })]) });
    store.blobs.delete(layers[1].digest);
    const path = scratchPath('layout');
    writeOciLayout(path, store);
    const found = await (await openLocation(`oci:${path}`)).findImage(APP);
    const image = await found.platforms[0]?.read();
    expect(await faultOf(image?.layers[1]?.requireThere())).toEqual({
      kind: 'missing',
      why: `${path} does not hold layer 2 of 'app:1.0' for linux/amd64, ${layers[1].digest}`,
    });
  });

  test('refuses an image that lists no platform', async () => {
    const path = scratchPath('layout');
    writeOciLayout(path, storeImages({ 'app:1.0': buildIndex([]) }));
    expect(await whyOf(await openLocation(`oci:${path}`), APP)).toBe("broken: the index of 'app:1.0' lists no image");
  });

  test('refuses indexes in indexes without end', async () => {
    let nested: BuiltIndex = buildIndex([buildImage()]);
    for (let depth = 0; depth < 20; depth++) nested = buildIndex([nested]);
    const path = scratchPath('layout');
    writeOciLayout(path, storeImages({ 'app:1.0': nested }));
    expect(await whyOf(await openLocation(`oci:${path}`), APP)).toBe(
      "unknown: 'app:1.0' has more than 10000 entries, or indexes over 5 deep",
    );
  });

  test.each([
    [{ digest: 'sha256:../../../etc/passwd' }, 'has something else than lower case hexadecimal digits', 'a path'],
    [
      { digest: '../../etc:passwd' },
      "is of algorithm '../../etc'; sha256 and sha512 are known",
      'a path for algorithm',
    ],
  ])('makes no path of the digest in %j', async (fields, why, _reason) => {
    await expect(openRoots([fields])).rejects.toMatchObject({
      code: 'IMAGE_LOCATION_UNREADABLE',
      why: expect.stringMatching(`^'manifests\\[0\\].digest' of index.json of .* ${why}$`),
    });
  });

  test('refuses a blob of another size before it is read, and of another content after', async () => {
    const image = IMAGES[0] as BuiltImage;
    const files = layoutFiles(storeImages({ 'app:1.0': image }));
    const path = scratchPath('layout');
    for (const change of [
      Buffer.from('{}'),
      Buffer.from(image.manifest.bytes.toString().replace('"size"', '"SIZE"')),
    ]) {
      for (const [name, bytes] of files.set(blobPath(image.manifest.digest), change)) {
        mkdirSync(join(path, name, '..'), { recursive: true });
        writeFileSync(join(path, name), bytes);
      }
      const [platform] = (await (await openLocation(`oci:${path}`)).findImage(APP)).platforms;
      const expected =
        change.length === image.manifest.bytes.length
          ? `has the digest ${digestOf(change)} where ${image.manifest.digest} was expected`
          : `has 2 bytes where ${image.manifest.bytes.length} were expected`;
      expect(await faultOf(platform?.read())).toEqual({ kind: 'broken', why: `the manifest of 'app:1.0' ${expected}` });
    }
  });

  test('may keep its blobs elsewhere, with links to them', async () => {
    const layer = await buildLayer([{ path: 'a' }]);
    const path = scratchPath('layout');
    writeOciLayout(path, storeImages({ 'app:1.0': buildImage({ layers: [layer] }) }));
    const blob = join(path, blobPath(layer.digest));
    const elsewhere = scratchPath('blob');
    renameSync(blob, elsewhere);
    symlinkSync(elsewhere, blob);
    const [platform] = (await (await openLocation(`oci:${path}`)).findImage(APP)).platforms;
    expect((await readLayer((await platform?.read())?.layers[0])).bytes).toEqual(layer.bytes);
  });

  test('cannot tell of a blob that is a link to itself', async () => {
    const layer = await buildLayer([{ path: 'a' }]);
    const path = scratchPath('layout');
    const store = storeImages({ 'app:1.0': buildImage({ layers: [layer] }) });
    store.blobs.delete(layer.digest);
    writeOciLayout(path, store);
    const blob = join(path, blobPath(layer.digest));
    symlinkSync(blob, blob);
    const [platform] = (await (await openLocation(`oci:${path}`)).findImage(APP)).platforms;
    expect(await faultOf((await platform?.read())?.layers[0]?.requireThere())).toEqual({
      kind: 'unknown',
      why: `${blob} cannot be read: its links go round in a circle`,
    });
  });

  test('has the layers that others must fetch elsewhere, when they are there', async () => {
    const layer = await buildLayer([{ path: 'windows' }]);
    const path = scratchPath('layout');
    writeOciLayout(path, storeImages({ 'app:1.0': buildImage({ layers: [layer], foreign: [0] }) }));
    const [platform] = (await (await openLocation(`oci:${path}`)).findImage(APP)).platforms;
    expect((await platform?.read())?.layers.map(({ isForeign }) => isForeign)).toEqual([false]);
  });
});
