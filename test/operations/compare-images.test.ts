import { ImageFault } from '../../src/image/image-fault';
import type { ImageLayer, ImageSource, PlatformImage } from '../../src/image/image-source';
import { LayerStore } from '../../src/image/layers/layer-store';
import { parsePlatform } from '../../src/image/platform';
import { compareImages } from '../../src/operations/compare-images';
import { ImageReader } from '../../src/operations/image-reader';
import { EMPTY_CONFIG } from '../checks/image/fake-view';

/** A layer of one letter, as many bytes long as its place in the alphabet; it cannot be opened. */
function layer(letter: string): ImageLayer {
  return {
    digest: `sha256:${letter.repeat(64)}`,
    diffId: undefined,
    bytes: letter.charCodeAt(0) - 96,
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
    isForeign: false,
    requireThere: () => Promise.reject(new Error('nothing but manifests is read')),
    open: () => {
      throw new Error('nothing but manifests is read');
    },
  };
}

/** By tag, the layers of each platform as letters; null for a platform that cannot be read. */
type Images = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

const CONFIG_BYTES = 100;

function readerOf(images: Images): ImageReader {
  const source: ImageSource = {
    name: 'registry',
    findImage: ({ tag = '' }) => {
      const platforms = images[tag];
      if (platforms === undefined) return Promise.reject(new ImageFault('missing', 'the registry has no such tag'));
      return Promise.resolve({ digest: undefined, platforms: Object.entries(platforms).map(entryOf) });
    },
    close: () => Promise.resolve(),
  };
  return new ImageReader(() => ({ kind: 'source', source }), new LayerStore());
}

function entryOf([name, letters]: readonly [string, string | null]) {
  const platform = parsePlatform(name);
  const image: PlatformImage = {
    config: { ...EMPTY_CONFIG, ...(platform && { platform }) },
    configBytes: CONFIG_BYTES,
    layers: (letters ?? '').split('').map(layer),
  };
  const fault = new ImageFault('broken', 'its manifest is no JSON');
  return {
    platform,
    digest: undefined,
    read: () => (letters === null ? Promise.reject(fault) : Promise.resolve(image)),
  };
}

const platforms = (...names: readonly string[]) => names.flatMap((name) => parsePlatform(name) ?? []);
const digests = (letters: string) =>
  letters.split('').map((letter) => ({ digest: layer(letter).digest, bytes: layer(letter).bytes }));

describe('what a node pulls for another version', () => {
  test.each<[string, string, string, number, string]>([
    ['abc', 'abd', 'd', 3, 'the layer that it has not got'],
    ['abc', 'abc', '', 6, 'none'],
    ['abc', '', '', 0, 'none of none'],
    ['', 'ab', 'ab', 0, 'all of them'],
    ['cba', 'abc', '', 6, 'in any order'],
    ['a', 'abb', 'b', 1, 'a layer that stands there twice, once'],
    ['aa', 'aab', 'b', 1, 'and so what is shared'],
  ])('of the layers %j for %j: %j', async (from, to, pulled, sharedBytes, _reason) => {
    const reader = readerOf({ 1: { 'linux/amd64': from }, 2: { 'linux/amd64': to } });
    const layers = digests(pulled);
    const bytes = layers.reduce((sum, each) => sum + each.bytes, CONFIG_BYTES);
    expect(await compareImages('app:1', 'app:2', reader, [])).toEqual([
      { platform: 'linux/amd64', bytes, layers, sharedBytes },
    ]);
  });

  test('is told for each platform by itself', async () => {
    const reader = readerOf({
      1: { 'linux/amd64': 'ab', 'linux/s390x': 'a' },
      2: { 'linux/amd64': 'ac', 'linux/arm64/v8': 'ab' },
    });
    expect(await compareImages('app:1', 'app:2', reader, [])).toEqual([
      { platform: 'linux/amd64', bytes: 103, layers: digests('c'), sharedBytes: 1 },
      { platform: 'linux/arm64', bytes: 103, layers: digests('ab'), sharedBytes: 0 },
    ]);
  });

  test('is told for the platforms that are asked for', async () => {
    const reader = readerOf({
      1: { 'linux/amd64': 'a', 'linux/arm64': null },
      2: { 'linux/amd64': 'b', 'linux/arm64': 'b' },
    });
    const differences = await compareImages('app:1', 'app:2', reader, platforms('linux/amd64'));
    expect(differences.map(({ platform }) => platform)).toEqual(['linux/amd64']);
  });

  test.each<[Images, string[], string, string]>([
    [
      { 2: { 'linux/amd64': 'a' } },
      [],
      'IMAGE_MISSING: app:1 is not there\n  why: the registry has no such tag\n  fix: push it, or name another one',
      'the old one is not there',
    ],
    [
      { 1: { 'linux/amd64': 'a' } },
      [],
      'IMAGE_MISSING: app:2 is not there\n  why: the registry has no such tag\n  fix: push it, or name another one',
      'the new one is not there',
    ],
    [
      { 1: { 'linux/amd64': null }, 2: { 'linux/amd64': 'a' } },
      [],
      'IMAGE_BROKEN: app:1 is damaged\n  why: its manifest is no JSON\n  fix: build and push it again',
      'a platform cannot be read',
    ],
    [
      { 1: { 'linux/amd64': 'a' }, 2: { 'linux/amd64': 'a', 'linux/arm64': 'a' } },
      ['linux/arm64'],
      'IMAGE_PLATFORM_MISSING: app:1 is not for linux/arm64\n  why: it is for linux/amd64 only\n  fix: name another platform, or build the image for it too',
      'a platform that is asked for is not there',
    ],
  ])('fails with %j for %j', async (images, wanted, message, _reason) => {
    await expect(compareImages('app:1', 'app:2', readerOf(images), platforms(...wanted))).rejects.toThrow(
      new Error(message),
    );
  });
});
