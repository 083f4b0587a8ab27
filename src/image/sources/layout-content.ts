import { ImageFault } from '../image-fault';
import type { ImageLayer, PlatformEntry, PlatformImage } from '../image-source';
import type { Descriptor } from '../oci/descriptor';
import { imageEntries } from '../oci/image-entries';
import { FOREIGN_LAYER_TYPES, INDEX_TYPES } from '../oci/media-types';
import { parseImageConfig } from '../oci/parse-image-config';
import { type ParsedIndex, type ParsedManifest, parseImageManifest } from '../oci/parse-image-manifest';
import { requireDiffIds } from '../oci/require-diff-ids';
import { printPlatform } from '../platform';
import { readDocument } from './read-document';
import type { StoredFile, StoredFiles } from './stored-files';
import { storedLayer } from './stored-layer';

const MAX_DEPTH = 5;
const MAX_ENTRIES = 10_000;

/**
 * Manifests, configurations and layers of an OCI image layout, by their descriptors. Digests in descriptors are
 * lower-case hexadecimal, so that the paths made of them stay in `blobs`.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md#blobs
 */
export class LayoutContent {
  readonly #files: StoredFiles;

  constructor(files: StoredFiles) {
    this.#files = files;
  }

  /**
   * The manifests of all platforms below some descriptors, nested indexes opened, in their order.
   *
   * @param image for messages: `'app:1.0'`
   * @throws ImageFault `missing` for an index that is not there, `broken` when there are no platforms
   */
  async listPlatforms(roots: readonly Descriptor[], image: string): Promise<readonly PlatformEntry[]> {
    const manifests: Descriptor[] = [];
    for await (const descriptor of this.walk(roots, image)) {
      if (!INDEX_TYPES.has(descriptor.mediaType)) manifests.push(descriptor);
    }
    if (manifests.length === 0) throw new ImageFault('broken', `the index of ${image} lists no image`);
    const isAlone = roots.length === 1 && roots[0] === manifests[0];
    return manifests.map((descriptor) => ({
      platform: isAlone ? undefined : descriptor.platform,
      digest: descriptor.digest,
      read: () => this.#readPlatform(descriptor, isAlone ? image : withPlatform(image, descriptor)),
    }));
  }

  /** Descriptors with all that is below them: each index, then what it lists. */
  async *walk(roots: readonly Descriptor[], image: string): AsyncGenerator<Descriptor, void, undefined> {
    yield* this.#below(roots, image, 1, { entries: 0 });
  }

  async *#below(
    descriptors: readonly Descriptor[],
    image: string,
    depth: number,
    seen: { entries: number },
  ): AsyncGenerator<Descriptor, void, undefined> {
    for (const descriptor of descriptors) {
      seen.entries += 1;
      if (seen.entries > MAX_ENTRIES || depth > MAX_DEPTH) throw tooMany(image);
      yield descriptor;
      if (!INDEX_TYPES.has(descriptor.mediaType)) continue;
      const index = await this.#readManifest(descriptor, `the index of ${image}`);
      if (index.kind === 'index') yield* this.#below(imageEntries(index), image, depth + 1, seen);
    }
  }

  async #readPlatform(descriptor: Descriptor, image: string): Promise<PlatformImage> {
    const manifest = await this.#readManifest(descriptor, `the manifest of ${image}`);
    if (manifest.kind === 'index') throw new ImageFault('broken', `the manifest of ${image} is an index`);
    const where = `the configuration of ${image}`;
    const file = await this.#requireBlob(manifest.config, where);
    const config = parseImageConfig(await readDocument(file, manifest.config.digest, where), where);
    const diffIds = requireDiffIds(config, manifest.layers.length, image);
    const layers = await Promise.all(
      manifest.layers.map((layer, at) => this.#layer(layer, diffIds[at], `layer ${at + 1} of ${image}`)),
    );
    return { config, configBytes: manifest.config.size, layers };
  }

  async #layer(descriptor: Descriptor, diffId: string | undefined, where: string): Promise<ImageLayer> {
    const { digest, size, mediaType } = descriptor;
    const path = blobPath(digest);
    // what others have to fetch elsewhere may have been put here
    const isForeign = FOREIGN_LAYER_TYPES.has(mediaType) && (await this.#files.find(path)) === undefined;
    return storedLayer(this.#files, { digest, diffId, bytes: size, mediaType, isForeign, path, where });
  }

  async #readManifest(descriptor: Descriptor, where: string): Promise<ParsedIndex | ParsedManifest> {
    const file = await this.#requireBlob(descriptor, where);
    return parseImageManifest(await readDocument(file, descriptor.digest, where), descriptor.mediaType, where);
  }

  async #requireBlob({ digest, size }: Descriptor, where: string): Promise<StoredFile> {
    const file = await this.#files.find(blobPath(digest));
    if (file === undefined) throw new ImageFault('missing', `${this.#files.name} does not hold ${where}, ${digest}`);
    if (file.bytes === size) return file;
    throw new ImageFault('broken', `${where} has ${file.bytes} bytes where ${size} were expected`);
  }
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function withPlatform(image: string, { platform }: Descriptor): string {
  return platform === undefined ? image : `${image} for ${printPlatform(platform)}`;
}

function tooMany(image: string): ImageFault {
  return new ImageFault('unknown', `${image} has more than ${MAX_ENTRIES} entries, or indexes over ${MAX_DEPTH} deep`);
}
