import type { BuiltImage, BuiltIndex, Document } from './built-image';

/**
 * Images in memory, in the parts that a registry, an archive or a folder keeps. The maps may be changed before they are
 * served or written: that is how a test takes a layer away or turns a byte.
 */
export interface ImageStore {
  /** Digest of a manifest or index by name: `app:1.0`. */
  readonly names: Map<string, string>;
  /** Manifests and indexes by digest. */
  readonly manifests: Map<string, Document>;
  /** Configurations and layers by digest. */
  readonly blobs: Map<string, Buffer>;
}

/**
 * @param images by name, `repository:tag`
 * @example
 * const store = storeImages({ 'app:1.0': buildImage({ layers }) });
 * store.blobs.delete(layers[0].digest);
 */
export function storeImages(images: Readonly<Record<string, BuiltImage | BuiltIndex>>): ImageStore {
  const store: ImageStore = { names: new Map(), manifests: new Map(), blobs: new Map() };
  for (const [name, image] of Object.entries(images)) {
    store.names.set(name, image.manifest.digest);
    storeImage(store, image);
  }
  return store;
}

/** What a registry gives for `/v2/<repository>/manifests/<reference>`: a tag or a digest. */
export function findManifest(store: ImageStore, repository: string, reference: string): Document | undefined {
  return store.manifests.get(store.names.get(`${repository}:${reference}`) ?? reference);
}

/** Turns one bit of a blob, at the end when no place is given; its name stays. */
export function damageBlob(store: ImageStore, digest: string, at = -1): void {
  const bytes = Buffer.from(requireBlob(store, digest));
  const place = at < 0 ? bytes.length + at : at;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  store.blobs.set(digest, bytes);
}

/** Takes bytes from the end of a blob; its name stays. */
export function cutBlob(store: ImageStore, digest: string, cutBytes = 1): void {
  const bytes = requireBlob(store, digest);
  store.blobs.set(digest, bytes.subarray(0, bytes.length - cutBytes));
}

export function requireBlob(store: ImageStore, digest: string): Buffer {
  const bytes = store.blobs.get(digest);
  if (bytes === undefined) throw new Error(`the test's store has no blob ${digest}`);
  return bytes;
}

function storeImage(store: ImageStore, image: BuiltImage | BuiltIndex): void {
  store.manifests.set(image.manifest.digest, image.manifest);
  if (image.kind === 'index') {
    for (const entry of image.entries) storeImage(store, entry);
    return;
  }
  store.blobs.set(image.config.digest, image.config.bytes);
  for (const layer of image.layers) store.blobs.set(layer.digest, layer.bytes);
}
