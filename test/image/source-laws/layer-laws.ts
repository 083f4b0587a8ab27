import { buildImage } from '../built-image';
import { buildLayer, type Compression, digestOf } from '../built-layer';
import { cutBlob, damageBlob, storeImages } from '../image-store';
import { faultOf, readLayer } from '../read-layer';
import type { Ability, Bench } from './source-under-test';

const PACKED: readonly Compression[] = ['none', 'gzip', 'zstd'];

/** Laws of reading layers. */
export function layerLaws({ law, readFirst }: Bench): void {
  law('may be none', [], async () => {
    expect((await readFirst(storeImages({ 'app:1.0': buildImage() }))).layers).toEqual([]);
  });

  law('come lowest first with digest, size and type', ['media types'], async () => {
    for (const mediaTypes of ['oci', 'docker'] as const) {
      const image = buildImage({ layers: await someLayers(), mediaTypes });
      const { layers } = await readFirst(storeImages({ 'app:1.0': image }));
      const separator = mediaTypes === 'oci' ? '+' : '.';
      const plain =
        mediaTypes === 'oci'
          ? 'application/vnd.oci.image.layer.v1.tar'
          : 'application/vnd.docker.image.rootfs.diff.tar';
      expect(
        layers.map(({ digest, diffId, bytes, mediaType, isForeign }) => [digest, diffId, bytes, mediaType, isForeign]),
      ).toEqual(
        image.layers.map(({ digest, diffId, bytes, compression }) => [
          digest,
          diffId,
          bytes.length,
          compression === 'none' ? plain : `${plain}${separator}${compression}`,
          false,
        ]),
      );
    }
  });

  law('give their bytes as often as they are asked', [], async () => {
    const image = buildImage({ layers: await someLayers() });
    const { layers } = await readFirst(storeImages({ 'app:1.0': image }));
    expect(layers.map(({ digest, diffId, bytes }) => [digest, diffId, bytes])).toEqual(
      image.layers.map(({ digest, diffId, bytes }) => [digest, diffId, bytes.length]),
    );
    for (const _time of ['first', 'second']) {
      const read = await Promise.all(layers.map(readLayer));
      expect(read.map(({ bytes, fault }) => [digestOf(bytes), fault])).toEqual(
        image.layers.map(({ digest }) => [digest, undefined]),
      );
    }
  });

  law('may be one twice', [], async () => {
    const layer = await buildLayer([{ path: 'web' }]);
    const { layers } = await readFirst(storeImages({ 'app:1.0': buildImage({ layers: [layer, layer] }) }));
    expect(layers.map(({ digest }) => digest)).toEqual([layer.digest, layer.digest]);
  });

  law('may be read in part', [], async () => {
    const image = buildImage({ layers: [await bigLayer('none')] });
    const { layers } = await readFirst(storeImages({ 'app:1.0': image }));
    for await (const chunk of layers[0]?.open() ?? []) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await readLayer(layers[0])).fault).toBeUndefined();
  });

  for (const compression of PACKED) {
    const needs: readonly Ability[] = compression === 'none' ? [] : ['digests of packed layers'];
    law(`with a changed byte are broken before their end (${compression})`, needs, async () => {
      for (const at of [0, 1_500_000, -1]) {
        const layer = await bigLayer(compression);
        const store = storeImages({ 'app:1.0': buildImage({ layers: [layer] }) });
        // a first byte that changes may tell another compression
        damageBlob(store, layer.digest, at === 0 ? 6 : at);
        const [damaged] = (await readFirst(store)).layers;
        const { bytes, fault } = await readLayer(damaged);
        expect(fault?.kind).toBe('broken');
        expect(bytes.length).toBeLessThan(layer.bytes.length);
      }
    });

    law(`that are cut off are broken before their end (${compression})`, needs, async () => {
      for (const cutBytes of [1, 1_500_000]) {
        const layer = await bigLayer(compression);
        const store = storeImages({ 'app:1.0': buildImage({ layers: [layer] }) });
        cutBlob(store, layer.digest, cutBytes);
        const { bytes, fault } = await readLayer((await readFirst(store)).layers[0]);
        expect(fault?.kind).toBe('broken');
        expect(bytes.length).toBeLessThan(layer.bytes.length - cutBytes);
      }
    });
  }

  law('are there or missing without being read', [], async () => {
    const layers = [await buildLayer([{ path: 'a' }]), await buildLayer([{ path: 'b' }])] as const;
    const store = storeImages({ 'app:1.0': buildImage({ layers }) });
    store.blobs.delete(layers[1].digest);
    const [there, missing] = (await readFirst(store)).layers;
    await expect(there?.requireThere()).resolves.toBeUndefined();
    expect((await faultOf(missing?.requireThere())).kind).toBe('missing');
    expect((await readLayer(missing)).fault?.kind).toBe('missing');
  });

  law('that come from elsewhere are marked', ['foreign layers'], async () => {
    for (const mediaTypes of ['oci', 'docker'] as const) {
      const layers = [await buildLayer([{ path: 'windows' }]), await buildLayer([{ path: 'app' }])] as const;
      const store = storeImages({ 'app:1.0': buildImage({ layers, mediaTypes, foreign: [0] }) });
      store.blobs.delete(layers[0].digest);
      expect((await readFirst(store)).layers.map(({ isForeign }) => isForeign)).toEqual([true, false]);
    }
  });
}

async function someLayers() {
  return await Promise.all(PACKED.map((compression) => buildLayer([{ path: `bin/${compression}` }], { compression })));
}

/** Over 2 MiB, packed or not. */
async function bigLayer(compression: Compression) {
  let state = 1;
  const noise = Buffer.alloc(2.5 * 2 ** 20).map(() => {
    // xorshift: bytes that cannot be packed, the same each time
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  });
  return await buildLayer([{ path: 'noise', content: noise }], { compression });
}
