import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LayerStore } from '../../src/image/layers/layer-store';
import { openImageSource } from '../../src/image/sources/open-image-source';
import { ImageReader } from '../../src/operations/image-reader';
import { inspectImage } from '../../src/operations/inspect-image';
import { buildImage } from '../image/built-image';
import { buildLayer, type TarEntry } from '../image/built-layer';
import { storeImages } from '../image/image-store';
import { writeOciLayout } from '../image/write-image-files';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (inspect) '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, bytes: number): TarEntry => ({ path, content: Buffer.alloc(bytes, path) });
const hardLink = (path: string, link: string): TarEntry => ({ path, type: 'link', link });
let images = 0;

/** The biggest files of an image of these layers, lowest first. */
async function biggestOf(...layers: readonly (readonly TarEntry[])[]) {
  images += 1;
  const path = join(folder, `layout-${images}`);
  const built = await Promise.all(layers.map((entries) => buildLayer(entries)));
  writeOciLayout(path, storeImages({ 'app:1': buildImage({ layers: built }) }));
  const source = await openImageSource({ kind: 'oci', path, refName: undefined });
  const store = new LayerStore();
  const reader = new ImageReader(() => ({ kind: 'source', source }), store);
  try {
    const [size] = await inspectImage('app:1', reader, store, [], []);
    return size?.biggest;
  } finally {
    await source.close();
  }
}

describe('the biggest files', () => {
  test.each<[readonly (readonly TarEntry[])[], readonly (readonly [string, number])[], string]>([
    [
      [[file('a', 5), file('b', 9), file('c', 5)]],
      [
        ['/b', 9],
        ['/a', 5],
        ['/c', 5],
      ],
      'are told by their size',
    ],
    [
      [[file('git', 9), hardLink('bin/git-add', 'git'), hardLink('bin/git-rm', 'git'), file('x', 1)]],
      [
        ['/bin/git-add', 9],
        ['/x', 1],
      ],
      'are told once, however many names they have',
    ],
    [
      [[file('git', 9)], [hardLink('git-add', 'git')]],
      [['/git', 9]],
      'are told once, also when another layer gives them a name',
    ],
    [
      [[file('a', 9), file('b', 9)]],
      [
        ['/a', 9],
        ['/b', 9],
      ],
      'are told each where they are only as big as each other',
    ],
    [
      [Array.from({ length: 12 }, (_, at) => hardLink(`link-${at}`, 'big')).concat(file('big', 9), file('small', 1))],
      [
        ['/big', 9],
        ['/small', 1],
      ],
      'leave the ten places to others than their own names',
    ],
  ])('%#', async (layers, expected, _reason) => {
    expect(await biggestOf(...layers)).toEqual(expected.map(([path, bytes]) => ({ path, bytes })));
  });
});
