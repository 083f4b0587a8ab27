import type { Platform } from '../image/platform';
import type { ImageReader } from './image-reader';
import { readPlatforms } from './inspect-image';

/** What a node that has one version pulls for another, on one platform. */
export interface PullDifference {
  readonly platform: string;
  /** Layers and configuration that the node has not got. */
  readonly bytes: number;
  readonly layers: readonly { readonly digest: string; readonly bytes: number }[];
  /** Bytes of the layers that both versions have. */
  readonly sharedBytes: number;
}

/**
 * The layers of one image that another one has not, platform by platform. Nothing but manifests is read.
 *
 * @throws UserError IMAGE_… when one of the two cannot be read
 */
export async function compareImages(
  from: string,
  to: string,
  reader: ImageReader,
  platforms: readonly Platform[],
): Promise<PullDifference[]> {
  const [before, after] = [await readPlatforms(from, reader, platforms), await readPlatforms(to, reader, platforms)];
  return after.map(({ name, image }) => {
    const old = before.find((each) => each.name === name)?.image;
    const has = new Set(old?.layers.map(({ digest }) => digest));
    const layers = unique(image.layers.filter(({ digest }) => !has.has(digest)));
    const shared = unique(image.layers.filter(({ digest }) => has.has(digest)));
    return {
      platform: name,
      // the configuration of another version is another one
      bytes: from === to ? 0 : total(layers) + image.configBytes,
      layers: layers.map(({ digest, bytes }) => ({ digest, bytes })),
      sharedBytes: total(shared),
    };
  });
}

// a layer that stands in an image twice is pulled once
function unique<T extends { readonly digest: string }>(layers: readonly T[]): T[] {
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}

function total(layers: readonly { readonly bytes: number }[]): number {
  return layers.reduce((sum, { bytes }) => sum + bytes, 0);
}
