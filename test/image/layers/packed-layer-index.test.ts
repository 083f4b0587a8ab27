import { PackedLayerIndex } from '../../../src/image/layers/packed-layer-index';
import { readLayer } from '../../../src/image/layers/read-layer';
import { layerOf } from './byte-source';
import { tar } from './tar-archive';

const ARCHIVE = tar(
  { name: 'bin/app', content: 'x' },
  { name: 'größe/文件', content: 'y' },
  { name: 'etc/.wh.old' },
  { name: 'link', type: '2', linkName: '' },
);

describe('an index in one buffer', () => {
  test('is the same wherever its bytes are in memory', async () => {
    const index = await readLayer(layerOf(ARCHIVE));
    for (let offset = 0; offset < 8; offset++) {
      const moved = Buffer.concat([Buffer.alloc(offset), index.bytes]).subarray(offset);
      const opened = PackedLayerIndex.open(moved);
      expect([...(opened?.entries() ?? [])]).toEqual([...index.entries()]);
      expect(opened?.find('größe/文件')).toMatchObject({ path: 'größe/文件', size: 1, facts: { kind: 'other' } });
      expect(opened?.find('link')).toMatchObject({ type: 'symlink', target: '' });
      expect(opened?.hides('etc/old')).toBe('itself');
      expect(opened?.bytes.equals(index.bytes)).toBe(true);
    }
  });

  test('is none when the bytes are others', async () => {
    const { bytes } = await readLayer(layerOf(ARCHIVE));
    const swapped = Buffer.from(bytes);
    swapped.subarray(0, 4).reverse();
    for (const other of [
      Buffer.alloc(0),
      bytes.subarray(1),
      bytes.subarray(0, -8),
      Buffer.concat([bytes, bytes]),
      swapped,
    ]) {
      expect(PackedLayerIndex.open(other)).toBeUndefined();
    }
  });

  test('keeps what many files have in common only once', async () => {
    const name = (i: number) => `folder-${i % 150}/file-${Math.floor(i / 150)}.js`;
    const named = Array.from({ length: 22_500 }, (_, i) => ({ name: name(i), content: 'x' }));
    const { bytes, count } = await readLayer(layerOf(tar(...named)));
    expect(count).toBe(22_500 + 150 + 1);
    // the columns and the hash table; names and facts would be 20 bytes each
    expect(bytes.length / count).toBeLessThan(55);
  });
});
