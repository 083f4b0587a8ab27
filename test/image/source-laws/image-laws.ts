import { type BuiltImage, buildAttestation, buildImage, buildIndex } from '../built-image';
import { digestOf } from '../built-layer';
import { storeImages } from '../image-store';
import { faultOf } from '../read-layer';
import type { Bench } from './source-under-test';

/** Laws of finding images. */
export function imageLaws({ law, open, findTag, readFirst }: Bench): void {
  law('is found by its tag', [], async () => {
    const [one, two] = [buildImage({ config: { User: 'one' } }), buildImage({ config: { User: 'two' } })];
    const store = storeImages({ 'app:1.0': one, 'app:2.0': two });
    expect((await readFirst(store, '2.0')).config.user).toBe('two');
    expect((await readFirst(store, '1.0')).config.user).toBe('one');
  });

  law('has the digest of its manifest', ['digests'], async () => {
    const image = buildImage();
    const { digest } = image.manifest;
    const found = await findTag(storeImages({ 'app:1.0': image }));
    expect({ found: found.digest, platforms: found.platforms.map((platform) => platform.digest) }).toEqual({
      found: digest,
      platforms: [digest],
    });
  });

  law('is that of the tag latest when no tag is given', [], async () => {
    const { source, repository } = await open(
      storeImages({ 'app:1.0': buildImage(), 'app:latest': buildImage({ config: { User: 'newest' } }) }),
    );
    const [entry] = (await source.findImage({ repository })).platforms;
    expect((await entry?.read())?.config.user).toBe('newest');
  });

  law('is found by its digest, whatever tag stands beside it', ['digests'], async () => {
    const [one, two] = [buildImage({ config: { User: 'one' } }), buildImage({ config: { User: 'two' } })];
    const { source, repository } = await open(storeImages({ 'app:1.0': one, 'app:2.0': two }));
    const { digest } = two.manifest;
    expect((await source.findImage({ repository, digest })).digest).toBe(digest);
    expect((await source.findImage({ repository, tag: '1.0', digest })).digest).toBe(digest);
  });

  law('of another tag is missing, and the tag is named', [], async () => {
    const fault = await faultOf(findTag(storeImages({ 'app:1.0': buildImage() }), '3.3'));
    expect(fault).toEqual({ kind: 'missing', why: expect.stringContaining("app:3.3'") });
  });

  law('of another digest is missing', ['absent digests'], async () => {
    const { source, repository } = await open(storeImages({ 'app:1.0': buildImage() }));
    const found = source.findImage({ repository, digest: digestOf(Buffer.from('none')) });
    expect((await faultOf(found)).kind).toBe('missing');
  });

  law('for one platform says which in its configuration only', [], async () => {
    const image = buildImage({ platform: { os: 'linux', architecture: 'arm', variant: 'v7' } });
    const [entry, ...others] = (await findTag(storeImages({ 'app:1.0': image }))).platforms;
    expect(others).toEqual([]);
    expect(entry?.platform).toBeUndefined();
    expect((await entry?.read())?.config.platform).toEqual(image.platform);
  });

  law('has as many platforms as its index, in that order', ['indexes'], async () => {
    for (const mediaTypes of ['oci', 'docker'] as const) {
      const images = [...platforms(mediaTypes)];
      const index = buildIndex(images, { mediaTypes });
      const found = await findTag(storeImages({ 'app:1.0': index }));
      expect(found.digest).toBe(index.manifest.digest);
      expect(found.platforms.map(({ platform, digest }) => ({ platform, digest }))).toEqual(
        images.map(({ platform, manifest }) => ({ platform, digest: manifest.digest })),
      );
      const read = await Promise.all(found.platforms.map((platform) => platform.read()));
      expect(read.map(({ config }) => config.platform)).toEqual(images.map(({ platform }) => platform));
    }
  });

  law('has no platform for attestations', ['indexes'], async () => {
    const image = buildImage();
    const found = await findTag(storeImages({ 'app:1.0': buildIndex([image, buildAttestation(image)]) }));
    expect(found.platforms.map(({ digest }) => digest)).toEqual([image.manifest.digest]);
  });

  law('has the platforms of indexes in its index', ['indexes'], async () => {
    const [amd64, arm64] = platforms();
    const index = buildIndex([buildIndex([amd64]), arm64]);
    const found = await findTag(storeImages({ 'app:1.0': index }));
    expect(found.platforms.map(({ platform }) => platform)).toEqual([amd64.platform, arm64.platform]);
  });

  law('lacks a platform whose manifest is missing, and no other', ['indexes'], async () => {
    const [amd64, arm64] = platforms();
    const store = storeImages({ 'app:1.0': buildIndex([amd64, arm64]) });
    store.manifests.delete(arm64.manifest.digest);
    const [first, second] = (await findTag(store)).platforms;
    expect((await first?.read())?.config.platform).toEqual(amd64.platform);
    expect((await faultOf(second?.read())).kind).toBe('missing');
  });

  law('that is none is broken: a Helm chart', ['manifests'], async () => {
    const config = {
      mediaType: 'application/vnd.cncf.helm.config.v1+json',
      digest: digestOf(Buffer.from('{}')),
      size: 2,
    };
    const chart = buildImage({ manifestFields: { config } });
    expect(await faultOf(readFirst(storeImages({ 'app:1.0': chart })))).toEqual({
      kind: 'broken',
      why: expect.stringContaining('is not a container image but a Helm chart'),
    });
  });
}

function platforms(mediaTypes: 'oci' | 'docker' = 'oci'): readonly [BuiltImage, BuiltImage, BuiltImage] {
  return [
    buildImage({ mediaTypes, platform: { os: 'linux', architecture: 'amd64' } }),
    buildImage({ mediaTypes, platform: { os: 'linux', architecture: 'arm64' } }),
    buildImage({ mediaTypes, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } }),
  ];
}
