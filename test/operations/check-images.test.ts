import { ImageFault } from '../../src/image/image-fault';
import type { ImageSource } from '../../src/image/image-source';
import { LayerStore } from '../../src/image/layers/layer-store';
import type { PlacedManifest } from '../../src/manifest/manifest';
import { checkImages, isNothingChecked } from '../../src/operations/check-images';
import { ImageReader } from '../../src/operations/image-reader';

/** A pod for each image. */
const pods = (...images: readonly unknown[]): PlacedManifest[] =>
  images.map((image, at) => ({
    manifest: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${at}` },
      spec: { containers: [{ name: 'main', image }] },
    },
    place: `pods.yaml:${at + 1}`,
  }));

/** A source that has no image, and says so when the test lets it. */
function emptySource(fault: (tag: string) => ImageFault) {
  const asked: string[] = [];
  const answers = new Map<string, () => void>();
  const source: ImageSource = {
    name: 'registry',
    findImage: ({ tag = '' }) =>
      new Promise((_, reject) => {
        asked.push(tag);
        answers.set(tag, () => reject(fault(tag)));
      }),
    close: () => Promise.resolve(),
  };
  const answer = async (tag: string) => {
    answers.get(tag)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, answer, reader: new ImageReader(() => ({ kind: 'source', source }), new LayerStore()) };
}

const request = (manifests: readonly PlacedManifest[], images: ImageReader) => ({
  manifests,
  images,
  platforms: [],
  only: undefined,
  unused: false,
});
const missing = () => new ImageFault('missing', 'there is none');
const unreachable = () => new ImageFault('unknown', 'nobody answers');
const at = (...tags: readonly number[]) => tags.map((tag) => `app:${tag}`);

describe('several images', () => {
  test('are looked for four at once, and told in the order of the manifests as soon as they can be', async () => {
    const { asked, answer, reader } = emptySource(missing);
    const told: string[] = [];
    const report = checkImages({
      ...request(pods(...at(0, 1, 2, 3, 4, 5)), reader),
      onBegin: ({ done, all }) => told.push(`${done} of ${all}`),
      onImage: ({ image }, { done, all }) => told.push(`${image}: ${done} of ${all}`),
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual(['0', '1', '2', '3']);
    await answer('1');
    expect(asked).toEqual(['0', '1', '2', '3', '4']);
    expect(told).toEqual(['0 of 6']);
    await answer('0');
    expect(told).toEqual(['0 of 6', 'app:0: 1 of 6', 'app:1: 2 of 6']);
    for (const tag of ['5', '4', '3', '2']) await answer(tag);
    expect((await report).images.map(({ image }) => image)).toEqual(at(0, 1, 2, 3, 4, 5));
    expect(told.slice(3)).toEqual(at(2, 3, 4, 5).map((image, index) => `${image}: ${index + 3} of 6`));
  });

  test('are one where several pods run it', async () => {
    const { asked, answer, reader } = emptySource(missing);
    const report = checkImages(request(pods('app:1', 'app:1', 'app:1'), reader));
    await new Promise((resolve) => setImmediate(resolve));
    await answer('1');
    expect((await report).images).toHaveLength(1);
    expect(asked).toEqual(['1']);
  });
});

describe('nothing was checked', () => {
  async function check(images: readonly unknown[], fault: (tag: string) => ImageFault): Promise<boolean> {
    const source: ImageSource = {
      name: 'registry',
      findImage: ({ tag = '' }) => Promise.reject(fault(tag)),
      close: () => Promise.resolve(),
    };
    const reader = new ImageReader(() => ({ kind: 'source', source }), new LayerStore());
    return isNothingChecked(await checkImages(request(pods(...images), reader)));
  }

  test.each<[readonly unknown[], (tag: string) => ImageFault, boolean, string]>([
    [['app:1', 'app:2'], unreachable, true, 'no image can be reached'],
    [[undefined], unreachable, true, 'no image is named'],
    [
      ['app:1', 'app:2'],
      (tag) => (tag === '1' ? unreachable() : missing()),
      false,
      'one of them is known to be missing',
    ],
    [['app:$(TAG)'], unreachable, true, 'the name of the image is not known'],
    [[12], unreachable, false, 'a number stands in the place of an image'],
  ])('of %j: %#', async (images, fault, expected, _reason) => {
    expect(await check(images, fault)).toBe(expected);
  });
});

test('a number is no image of its own, though a text of the same letters is one', async () => {
  const { answer, reader } = emptySource(missing);
  const report = checkImages(request(pods(12, '12'), reader));
  await new Promise((resolve) => setImmediate(resolve));
  await answer('');
  expect((await report).images.map(({ image, findings }) => [image, findings.map(({ code }) => code)])).toEqual([
    [undefined, ['IMAGE_REFERENCE_INVALID']],
    ['12', ['IMAGE_MISSING']],
  ]);
});
