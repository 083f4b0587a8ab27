import type { ImageView } from '../checks/image/image-view';
import { findPlatform } from '../checks/image/wanted-platforms';
import { UserError } from '../errors';
import { ImageFault } from '../image/image-fault';
import type { FoundImage, ImageSource, PlatformEntry, PlatformImage } from '../image/image-source';
import type { LayerStore } from '../image/layers/layer-store';
import { type Platform, printPlatform } from '../image/platform';
import { ImageReference } from '../release/image-reference';
import { layeredView } from './layered-view';

/** Where the checks get an image from: a source, something that stands for the image, or nowhere for a reason. */
export type ImageSupply =
  | { readonly kind: 'source'; readonly source: ImageSource }
  | { readonly kind: 'view'; readonly view: ImageView }
  | { readonly kind: 'skipped'; readonly why: string };

/** One platform of an image, read or not. */
export interface ReadPlatform {
  readonly platform: Platform | undefined;
  /** `linux/amd64`; the digest where neither the index nor the configuration says it. */
  readonly name: string;
  readonly image: PlatformImage | ImageFault;
}

/** An image and its platforms, or what came instead. */
export type ReadImage =
  | {
      readonly kind: 'read';
      readonly source: ImageSource;
      readonly found: FoundImage;
      readonly platforms: readonly ReadPlatform[];
    }
  | { readonly kind: 'fault'; readonly source: ImageSource; readonly fault: ImageFault }
  | { readonly kind: 'view'; readonly view: ImageView }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'invalid'; readonly error: UserError };

/** Reads images by the names that manifests have for them, each once. */
export class ImageReader {
  readonly #supplyOf: (image: string) => ImageSupply;
  readonly #store: LayerStore;
  readonly #images = new Map<string, Promise<ReadImage>>();

  constructor(supplyOf: (image: string) => ImageSupply, store: LayerStore) {
    this.#supplyOf = supplyOf;
    this.#store = store;
  }

  /** Manifests and configurations of an image; its layers are not read yet. Nothing throws for what is wrong with it. */
  async read(image: string): Promise<ReadImage> {
    let read = this.#images.get(image);
    if (read === undefined) {
      read = this.#read(image);
      this.#images.set(image, read);
    }
    return await read;
  }

  /** What the checks see of one platform of it. */
  view(name: string, image: PlatformImage): ImageView {
    return layeredView(name, image, this.#store);
  }

  /** An image on the platform of another one; undefined when there is none that can be read. */
  async findView(image: string, platform: Platform | undefined): Promise<ImageView | undefined> {
    const read = await this.read(image);
    if (read.kind === 'view') return read.view;
    if (read.kind !== 'read') return undefined;
    const match = platform ? findPlatform(read.platforms, platform) : read.platforms[0];
    return match === undefined || match.image instanceof ImageFault ? undefined : this.view(image, match.image);
  }

  async #read(image: string): Promise<ReadImage> {
    const reference = parseReference(image);
    if (reference instanceof UserError) return { kind: 'invalid', error: reference };
    const supply = this.#supplyOf(image);
    if (supply.kind !== 'source') return supply;
    const { source } = supply;
    const found = await orFault(source.findImage(reference));
    if (found instanceof ImageFault) return { kind: 'fault', source, fault: found };
    const platforms: ReadPlatform[] = [];
    // one after the other, as registries count requests
    for (const entry of found.platforms) platforms.push(await readPlatform(entry));
    return { kind: 'read', source, found, platforms };
  }
}

async function readPlatform(entry: PlatformEntry): Promise<ReadPlatform> {
  const image = await orFault(entry.read());
  const platform = entry.platform ?? (image instanceof ImageFault ? undefined : image.config.platform);
  return { platform, image, name: platform ? printPlatform(platform) : (entry.digest ?? '') };
}

/** The value, or the fault that kept it from us. */
export async function orFault<T>(work: Promise<T>): Promise<T | ImageFault> {
  return await work.catch((error: unknown) => {
    if (error instanceof ImageFault) return error;
    throw error;
  });
}

function parseReference(image: string): ImageReference | UserError {
  try {
    return ImageReference.parse(image);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
