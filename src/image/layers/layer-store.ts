import type { ImageLayer } from '../image-source';
import type { LayerCache } from './layer-cache';
import type { LayerIndex } from './layer-index';
import { type ReadLayerOptions, readLayer } from './read-layer';

/** How far the reading of a layer has come. */
export interface LayerProgress {
  readonly digest: string;
  readonly bytesRead: number;
  /** Of the whole layer. */
  readonly bytes: number;
}

export interface LayerStoreOptions {
  /** What was learned in earlier runs; nothing is kept when not given. */
  readonly cache?: LayerCache | undefined;
  readonly onProgress?: ((progress: LayerProgress) => void) | undefined;
  /** {@link readLayer} when not given. */
  readonly readLayer?: ((layer: ImageLayer, options: ReadLayerOptions) => Promise<LayerIndex>) | undefined;
}

/** All layers of a run: each is read at most once, and not at all if an earlier run has. */
export class LayerStore {
  readonly #options: LayerStoreOptions;
  /** By digest, failures included: what could not be read is not asked for again in the same run. */
  readonly #answers = new Map<string, Promise<LayerIndex>>();

  constructor(options: LayerStoreOptions = {}) {
    this.#options = options;
  }

  /** @throws ImageFault as {@link readLayer} does */
  read(layer: ImageLayer): Promise<LayerIndex> {
    const known = this.#answers.get(layer.digest);
    if (known) return known;
    const answer = this.#read(layer);
    this.#answers.set(layer.digest, answer);
    return answer;
  }

  async #read(layer: ImageLayer): Promise<LayerIndex> {
    const { cache, onProgress, readLayer: read = readLayer } = this.#options;
    const { digest, bytes } = layer;
    const kept = cache?.find(digest);
    if (kept) return kept;
    const index = await read(layer, { onProgress: (bytesRead) => onProgress?.({ digest, bytesRead, bytes }) });
    cache?.keep(digest, index);
    return index;
  }
}
