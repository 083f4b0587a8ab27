import fc from 'fast-check';
import { ImageFault } from '../../../src/image/image-fault';
import { parseImageManifest } from '../../../src/image/oci/parse-image-manifest';
import { buildAttestation, buildImage, buildIndex } from '../built-image';
import { buildLayer } from '../built-layer';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker.distribution.manifest';
const CONFIG = { mediaType: `${OCI}.config.v1+json`, digest: DIGEST, size: 2 };
const LAYER = { mediaType: `${OCI}.layer.v1.tar+gzip`, digest: DIGEST, size: 3 };
const ENTRY = { mediaType: `${OCI}.manifest.v1+json`, digest: DIGEST, size: 4 };

function parse(value: unknown, claimed?: string) {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return parseImageManifest(bytes, claimed, 'the manifest');
}

function faultOf(value: unknown, claimed?: string): string {
  try {
    return `no fault: ${parse(value, claimed).kind}`;
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
}

describe('the manifest of an image', () => {
  test.each(['oci', 'docker'] as const)('has a configuration and layers, lowest first (%s)', async (mediaTypes) => {
    const layers = [await buildLayer([{ path: 'a' }]), await buildLayer([{ path: 'b' }], { compression: 'gzip' })];
    const image = buildImage({ layers, mediaTypes });
    const manifest = parse(image.manifest.bytes.toString());
    expect(manifest).toEqual({
      kind: 'manifest',
      config: { mediaType: image.config.mediaType, digest: image.config.digest, size: image.config.bytes.length },
      layers: layers.map(({ digest, bytes }) => ({ digest, size: bytes.length, mediaType: expect.any(String) })),
    });
  });

  test.each(['oci', 'docker'] as const)('is an index of all it lists (%s)', (mediaTypes) => {
    const image = buildImage({ mediaTypes });
    const index = buildIndex([image, buildAttestation(image)], { mediaTypes });
    expect(parse(index.manifest.bytes.toString())).toEqual({
      kind: 'index',
      manifests: JSON.parse(index.manifest.bytes.toString()).manifests,
    });
  });

  test.each<[unknown, string | undefined, string, string]>([
    [{ manifests: [ENTRY] }, undefined, 'no fault: index', 'by its fields'],
    [{ config: CONFIG, layers: [LAYER] }, undefined, 'no fault: manifest', 'by its fields'],
    [{ config: CONFIG }, undefined, 'no fault: manifest', 'an image without layers'],
    [{ config: CONFIG, layers: null }, undefined, 'no fault: manifest', "Go's empty list"],
    [{ mediaType: `${OCI}.index.v1+json` }, undefined, 'no fault: index', 'an empty index by its type'],
    [{ manifests: null }, `${DOCKER}.list.v2+json`, 'no fault: index', 'by what is claimed'],
    [{ config: CONFIG }, `${OCI}.manifest.v1+json; charset=utf-8`, 'no fault: manifest', 'a claim with a parameter'],
    [{ config: CONFIG }, 'application/json', 'no fault: manifest', 'a claim that is too wide'],
    [{ config: CONFIG }, 'text/plain', 'no fault: manifest', 'a claim of a file server'],
    [{ config: CONFIG, mediaType: '' }, undefined, 'no fault: manifest', 'an empty type'],
    [
      { config: CONFIG, mediaType: `${OCI}.manifest.v1+json` },
      `${DOCKER}.v2+json`,
      'no fault: manifest',
      'two standards',
    ],
    [`\ufeff${JSON.stringify({ config: CONFIG })}`, undefined, 'no fault: manifest', 'a byte order mark'],
  ])('%j, claimed to be %s: %s', (value, claimed, expected, _reason) => {
    expect(faultOf(value, claimed)).toBe(expected);
  });

  test.each<[unknown, string | undefined, string, string]>([
    ['', undefined, 'broken: the manifest is not JSON', 'nothing'],
    ['<html>', undefined, 'broken: the manifest is not JSON', 'a page for people'],
    ['[]', undefined, 'broken: the manifest is a list, not an object', 'a list'],
    ['null', undefined, 'broken: the manifest is null, not an object', 'null'],
    [{}, undefined, 'broken: the manifest is neither a manifest nor an index of images', 'nothing said'],
    [{ layers: [] }, undefined, 'broken: the manifest names no configuration', 'no configuration'],
    [
      { config: CONFIG, manifests: [ENTRY] },
      undefined,
      'broken: the manifest is a manifest and an index at once, which runtimes refuse',
      'one text as two things: CVE-2021-41190',
    ],
    [
      { layers: [], manifests: [] },
      `${OCI}.index.v1+json`,
      'broken: the manifest is a manifest and an index at once, which runtimes refuse',
      'both, empty, and a claim for one',
    ],
    [
      { mediaType: `${OCI}.index.v1+json`, config: CONFIG },
      undefined,
      'broken: the manifest calls itself an index and has the fields of a manifest',
      'a type that the fields belie',
    ],
    [
      { mediaType: `${OCI}.index.v1+json`, manifests: [] },
      `${OCI}.manifest.v1+json`,
      'broken: the manifest calls itself an index and was given as a manifest and has the fields of an index',
      'a claim that the type belies',
    ],
    [
      { mediaType: 7, config: CONFIG },
      undefined,
      "broken: 'mediaType' of the manifest is a number, not a text",
      'a number',
    ],
    [{ config: CONFIG, layers: {} }, undefined, "broken: 'layers' of the manifest is an object, not a list", 'no list'],
    [
      { config: CONFIG, layers: [7] },
      undefined,
      "broken: 'layers[0]' of the manifest is a number, not an object",
      'a number',
    ],
    [
      { config: CONFIG, layers: [LAYER, { ...LAYER, size: -1 }] },
      undefined,
      "broken: 'layers[1].size' of the manifest is -1, not a whole number from 0",
      'a wrong field deep in',
    ],
    [
      { schemaVersion: 1, fsLayers: [], history: [] },
      undefined,
      'unknown: the manifest is of the old schema 1, which is not read here, and no longer by new container runtimes',
      'schema 1 by its fields',
    ],
    [
      {},
      `${DOCKER}.v1+prettyjws`,
      'unknown: the manifest is of the old schema 1, which is not read here, and no longer by new container runtimes',
      'schema 1 by what is claimed',
    ],
    [
      { config: { ...CONFIG, mediaType: 'application/vnd.cncf.helm.config.v1+json' } },
      undefined,
      'broken: the manifest is not a container image but a Helm chart',
      'a chart',
    ],
    [
      { config: CONFIG, layers: [{ ...LAYER, mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json' }] },
      undefined,
      'broken: the manifest is not a container image but a signature of cosign',
      'a signature with the configuration of an image',
    ],
    [
      {
        config: { ...CONFIG, mediaType: `${OCI.replace('image', 'empty')}.v1+json` },
        artifactType: 'application/vnd.example+json',
      },
      undefined,
      "broken: the manifest is not a container image but an artifact of type 'application/vnd.example+json'",
      'an artifact that says its type',
    ],
    [
      { config: { ...CONFIG, mediaType: 'free text \u001b[31m' } },
      undefined,
      'broken: the manifest is not a container image but an artifact of another kind',
      'words that are no type are not shown',
    ],
    [
      { mediaType: 'application/vnd.oci.artifact.manifest.v1+json', blobs: [] },
      undefined,
      'broken: the manifest is not a container image but an artifact of another kind',
      'the artifact manifest of 1.1 before its release',
    ],
  ])('is refused: %j, claimed to be %s', (value, claimed, fault, _reason) => {
    expect(faultOf(value, claimed)).toBe(fault);
  });

  test('is not read over 8 MiB', () => {
    expect(faultOf(' '.repeat(8 * 2 ** 20 + 1))).toBe('unknown: the manifest is over 8 MiB, and is not read');
    expect(faultOf(JSON.stringify({ config: CONFIG }).padEnd(8 * 2 ** 20))).toBe('no fault: manifest');
  });

  test('is read from a part of a larger buffer', () => {
    const text = JSON.stringify({ config: CONFIG });
    const whole = new Uint8Array(Buffer.from(`xx${text}xx`));
    expect(parseImageManifest(whole.subarray(2, whole.length - 2), undefined, 'it').kind).toBe('manifest');
  });

  test('may be nested deeply without end of the stack', () => {
    expect(faultOf(`{"config":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe(
      "broken: 'config' of the manifest is a list, not an object",
    );
  });

  test('has no fault but one of images, whatever it is read from', () => {
    const value = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record(
          { mediaType: fc.jsonValue(), config: fc.jsonValue(), layers: fc.jsonValue(), manifests: fc.jsonValue() },
          { requiredKeys: [] },
        )
        .map((any) => JSON.stringify(any)),
    );
    fc.assert(fc.property(value, (text) => expect(typeof faultOf(text)).toBe('string')));
  });
});
