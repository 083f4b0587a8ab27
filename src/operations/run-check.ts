import { cacheFolder } from '../cache/cache-folder';
import { LayerCache } from '../image/layers/layer-cache';
import { type LayerProgress, LayerStore } from '../image/layers/layer-store';
import type { Platform } from '../image/platform';
import { canonicalRepository } from '../release/canonical-repository';
import { ImageReference } from '../release/image-reference';
import { type CheckReport, type CheckRequest, checkImages } from './check-images';
import { gatherManifests } from './gather-manifests';
import { ImageReader } from './image-reader';
import { openSupply, type SupplyOptions } from './open-supply';

export interface CheckOptions extends SupplyOptions {
  readonly platforms: readonly Platform[];
  /** Only the containers that run this repository. */
  readonly only?: string | undefined;
  readonly unused?: boolean | undefined;
  readonly onProgress?: ((progress: LayerProgress) => void) | undefined;
  readonly onBegin?: CheckRequest['onBegin'];
  readonly onImage?: CheckRequest['onImage'];
  /** Told of what is passed over. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * Checks the manifests of files, or of the app of this folder, against their images.
 *
 * @throws UserError what reading the manifests and opening the image throw, CHECK_NOTHING
 */
export async function runCheck(files: readonly string[], options: CheckOptions): Promise<CheckReport> {
  const { manifests, own } = await gatherManifests(files, {
    otherwise: 'name manifests: lockstep check k8s/',
    onNote: options.onNote,
  });
  const only =
    options.only === undefined ? undefined : canonicalRepository(ImageReference.parse(options.only).repository);
  const supply = await openSupply(options, only === undefined ? own : [only]);
  try {
    const store = openStore(options.onProgress);
    return await checkImages({
      manifests,
      images: new ImageReader((image) => supply.supplyOf(image), store),
      platforms: options.platforms,
      only,
      unused: options.unused === true,
      onBegin: options.onBegin,
      onImage: options.onImage,
    });
  } finally {
    await supply.close();
  }
}

/** Layers, with what the cache folder knows of them. */
export function openStore(onProgress?: (progress: LayerProgress) => void): LayerStore {
  return new LayerStore({ cache: new LayerCache(cacheFolder()), onProgress });
}
