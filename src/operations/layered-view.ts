import { type ImageView, knownConfig } from '../checks/image/image-view';
import { findPrograms } from '../image/files/find-programs';
import { LayeredFiles } from '../image/files/layered-files';
import type { PlatformImage } from '../image/image-source';
import type { LayerStore } from '../image/layers/layer-store';

/** An image as the checks see it: layers are read when something depends on them, from the top. */
export function layeredView(name: string, image: PlatformImage, store: LayerStore): ImageView {
  const layers = image.layers.map((layer) => () => store.read(layer)).reverse();
  const bare = new LayeredFiles(layers, []);
  let programs: Promise<readonly string[]> | undefined;
  return {
    name,
    platform: image.config.platform,
    config: knownConfig(image.config),
    files: (mounts) => (mounts.length === 0 ? bare : new LayeredFiles(layers, mounts)),
    programs: () => {
      programs ??= findPrograms(bare).then((found) => found.map(({ path }) => path));
      return programs;
    },
  };
}
