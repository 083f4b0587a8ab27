import { imageEntries } from '../../../src/image/oci/image-entries';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const PLAIN = { mediaType: MANIFEST, digest: DIGEST, size: 1 };
const UNKNOWN = { os: 'unknown', architecture: 'unknown' };

describe('the entries of an index', () => {
  test.each([
    [PLAIN, true, 'a manifest'],
    [{ ...PLAIN, mediaType: 'application/vnd.docker.distribution.manifest.v2+json' }, true, "Docker's"],
    [{ ...PLAIN, mediaType: 'application/vnd.oci.image.index.v1+json' }, true, 'an index'],
    [{ ...PLAIN, platform: { os: 'unknown', architecture: 'amd64' } }, true, 'an unknown system is no attestation'],
    [{ ...PLAIN, annotations: { other: 'x' } }, true, 'other annotations'],
    [{ ...PLAIN, artifactType: 'application/vnd.oci.image.config.v1+json' }, true, 'the artifact is an image'],
    [{ ...PLAIN, platform: UNKNOWN }, false, 'no platform'],
    [
      { ...PLAIN, annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } },
      false,
      'an attestation by its annotation',
    ],
    [{ ...PLAIN, artifactType: 'application/vnd.example+json' }, false, 'an artifact'],
    [{ ...PLAIN, mediaType: 'application/octet-stream' }, false, 'a blob'],
  ])('%j is an image: %p', (entry, isImage, _reason) => {
    expect(imageEntries({ kind: 'index', manifests: [entry] })).toEqual(isImage ? [entry] : []);
  });

  test('keep their order', () => {
    const manifests = [3, 1, 2].map((size) => ({ ...PLAIN, size }));
    expect(imageEntries({ kind: 'index', manifests })).toEqual(manifests);
  });
});
