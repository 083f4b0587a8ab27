import type { ImageParts } from '../release/image-reference';
import type { ImageConfig } from './image-config';
import type { Platform } from './platform';

/**
 * Where images come from: a registry, an archive, a folder. All sources keep one contract, which one test holds them to.
 */
export interface ImageSource {
  /** How people speak of it: `docker.io`, `build/app.tar`. */
  readonly name: string;
  /**
   * The image of that name, without its configurations and layers.
   *
   * @throws ImageFault `missing` when the source says that it has none, `unknown` when it cannot be asked
   */
  findImage(image: ImageParts): Promise<FoundImage>;
  /** Lets go of files and connections. */
  close(): Promise<void>;
}

/** An image for one or several platforms. */
export interface FoundImage {
  /** Of its index or manifest; undefined where the source keeps none. */
  readonly digest: string | undefined;
  /** At least one, in the order of the index. Entries that are no images (attestations) are left out. */
  readonly platforms: readonly PlatformEntry[];
}

/** What is known of one platform of an image before it is read. */
export interface PlatformEntry {
  /** As the index has it; undefined for an image without index, whose configuration says it. */
  readonly platform: Platform | undefined;
  /** Of the platform's manifest. */
  readonly digest: string | undefined;
  /**
   * Reads manifest and configuration.
   *
   * @throws ImageFault
   */
  read(): Promise<PlatformImage>;
}

/** An image for one platform. */
export interface PlatformImage {
  readonly config: ImageConfig;
  /** Bytes of the configuration, of which each node pulls one copy. */
  readonly configBytes: number;
  /** Lowest first. */
  readonly layers: readonly ImageLayer[];
}

/** One layer as the source keeps it. */
export interface ImageLayer {
  /** Of the bytes that `open` gives: compressed where they are. What is learned of a layer is kept under this name. */
  readonly digest: string;
  /** Of the unpacked tar, where the configuration says it. */
  readonly diffId: string | undefined;
  /** Bytes that `open` gives. */
  readonly bytes: number;
  readonly mediaType: string;
  /** A layer that the registry does not keep itself: its bytes come from other addresses, and here they are not fetched. */
  readonly isForeign: boolean;
  /**
   * Whether the source has it; nothing is read.
   *
   * @throws ImageFault when it is missing, or that cannot be told
   */
  requireThere(): Promise<void>;
  /**
   * Its bytes, once for each call, verified: the last chunk comes only when the digest is right.
   *
   * @throws ImageFault while it is read: `missing`, `broken` when the bytes are not those of the digest, `unknown`
   */
  open(): AsyncIterable<Uint8Array>;
}
