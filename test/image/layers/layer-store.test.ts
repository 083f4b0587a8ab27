import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageFault } from '../../../src/image/image-fault';
import { LayerCache } from '../../../src/image/layers/layer-cache';
import { type LayerProgress, LayerStore } from '../../../src/image/layers/layer-store';
import { inChunks, layerOf } from './byte-source';
import { tar } from './tar-archive';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'lockstep-store-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const ARCHIVE = tar({ name: 'bin/app', content: 'hello' });

function countedLayer(isForeign = false) {
  const opened = { times: 0 };
  const layer = layerOf(ARCHIVE, {
    isForeign,
    open: () => {
      opened.times++;
      return inChunks(ARCHIVE, 1000);
    },
  });
  return { layer, opened };
}

describe('the layers of a run', () => {
  test('are read once each, also when they are asked for at once', async () => {
    const { layer, opened } = countedLayer();
    const store = new LayerStore();
    const [first, second] = await Promise.all([store.read(layer), store.read({ ...layer })]);
    expect(second).toBe(first);
    expect(await store.read(layer)).toBe(first);
    expect(first?.find('bin/app')?.size).toBe(5);
    expect(opened.times).toBe(1);
  });

  test('are read apart when their digests differ', async () => {
    const { layer, opened } = countedLayer();
    const store = new LayerStore();
    await store.read(layer);
    await store.read({ ...layer, digest: `sha256:${'b'.repeat(64)}` });
    expect(opened.times).toBe(2);
  });

  test('are not read again in the next run', async () => {
    const { layer, opened } = countedLayer();
    await new LayerStore({ cache: new LayerCache(work) }).read(layer);
    const index = await new LayerStore({ cache: new LayerCache(work) }).read(layer);
    expect(index.find('bin/app')?.facts).toEqual({ kind: 'other' });
    expect(opened.times).toBe(1);
  });

  test('tell how far they have come', async () => {
    const { layer } = countedLayer();
    const seen: LayerProgress[] = [];
    const store = new LayerStore({ cache: new LayerCache(work), onProgress: (progress) => seen.push(progress) });
    await store.read(layer);
    const { digest, bytes } = layer;
    expect(seen).toEqual([1000, 2000, bytes].map((bytesRead) => ({ digest, bytesRead, bytes })));
  });

  test('that fail are not tried again in the same run, and are in the next', async () => {
    const fault = new ImageFault('unknown', 'the connection broke');
    let times = 0;
    const layer = layerOf(ARCHIVE, {
      open: () => {
        times++;
        if (times === 1) throw fault;
        return inChunks(ARCHIVE);
      },
    });
    const store = new LayerStore({ cache: new LayerCache(work) });
    await expect(store.read(layer)).rejects.toBe(fault);
    await expect(store.read(layer)).rejects.toBe(fault);
    expect(times).toBe(1);
    const index = await new LayerStore({ cache: new LayerCache(work) }).read(layer);
    expect(index.count).toBe(3);
  });

  test('that are foreign are known only from an earlier run', async () => {
    const foreign = countedLayer(true);
    await expect(new LayerStore({ cache: new LayerCache(work) }).read(foreign.layer)).rejects.toMatchObject({
      kind: 'unknown',
      why: 'the registry does not keep it, and the other addresses that it names are not asked',
    });
    await new LayerStore({ cache: new LayerCache(work) }).read(countedLayer().layer);
    const index = await new LayerStore({ cache: new LayerCache(work) }).read(foreign.layer);
    expect(index.find('bin/app')?.size).toBe(5);
    expect(foreign.opened.times).toBe(0);
  });
});
