import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeDocument } from './built-image';
import { buildTar, type Compression, compress, type TarEntry } from './built-layer';
import type { ImageStore } from './image-store';

/** How images stand in the `index.json` of a layout. */
export interface LayoutOptions {
  /**
   * `tag` writes `1.0` into `org.opencontainers.image.ref.name`, as skopeo does; `full` writes `app:1.0` there;
   * `containerd` writes `1.0` there and the whole name into `io.containerd.image.name`, as Docker does; `none` writes
   * nothing. `containerd` when not given.
   */
  readonly names?: 'tag' | 'full' | 'containerd' | 'none';
}

/** How `docker save` writes an archive. */
export interface DockerArchiveOptions {
  /**
   * `folders` is that of Docker until 24, with `<hex>/layer.tar`; `blobs` that of Docker since 25, which is an OCI layout
   * as well; `named-blobs` has `blobs/sha256/<hex>` without a layout. `folders` when not given.
   */
  readonly style?: 'folders' | 'blobs' | 'named-blobs';
  /** Of the whole archive: `docker save app | gzip`. */
  readonly compression?: Compression;
}

/**
 * Files of an OCI image layout, by path, with all manifests and blobs of the store.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
 */
export function layoutFiles(store: ImageStore, { names = 'containerd' }: LayoutOptions = {}): Map<string, Buffer> {
  const roots = [...store.names].flatMap(([name, digest]) => {
    const manifest = store.manifests.get(digest);
    if (manifest === undefined) return [];
    return [{ ...describeDocument(manifest), ...(names !== 'none' && { annotations: nameAnnotations(name, names) }) }];
  });
  const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: roots };
  return new Map([
    ['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')],
    ['index.json', Buffer.from(JSON.stringify(index))],
    ...[...store.manifests].map(([digest, { bytes }]) => [blobPath(digest), bytes] as const),
    ...[...store.blobs].map(([digest, bytes]) => [blobPath(digest), bytes] as const),
  ]);
}

/** Writes an OCI image layout into a folder, which is made. */
export function writeOciLayout(folder: string, store: ImageStore, options?: LayoutOptions): void {
  for (const [path, bytes] of layoutFiles(store, options)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** Writes an OCI image layout as one archive. */
export async function writeOciArchive(
  path: string,
  store: ImageStore,
  { compression, ...options }: LayoutOptions & { readonly compression?: Compression } = {},
): Promise<void> {
  await writeTar(path, asEntries(layoutFiles(store, options)), compression);
}

/** Files of an archive of `docker save`, by path; of an image for several platforms, `manifest.json` has the first. */
export function dockerFiles(store: ImageStore, { style = 'folders' }: DockerArchiveOptions = {}): Map<string, Buffer> {
  const tags = new Map<string, string[]>();
  for (const [name, digest] of store.names) tags.set(digest, [...(tags.get(digest) ?? []), name]);
  const files = style === 'blobs' ? layoutFiles(store) : new Map<string, Buffer>();
  const images = [...tags].flatMap(([digest, RepoTags]) => {
    const manifest = firstManifest(store, digest);
    if (manifest === undefined) return [];
    const { config, layers } = manifest;
    const configPath = style === 'folders' ? `${hexOf(config.digest)}.json` : blobPath(config.digest);
    const put = (path: string, { digest }: Named) => {
      const bytes = store.blobs.get(digest);
      if (bytes !== undefined) files.set(path, bytes);
      return path;
    };
    put(configPath, config);
    const Layers = layers.map((layer) =>
      put(style === 'folders' ? `${hexOf(layer.digest)}/layer.tar` : blobPath(layer.digest), layer),
    );
    return [{ Config: configPath, RepoTags, Layers }];
  });
  return files.set('manifest.json', Buffer.from(JSON.stringify(images)));
}

/** Writes what `docker save` writes. */
export async function writeDockerArchive(
  path: string,
  store: ImageStore,
  options: DockerArchiveOptions = {},
): Promise<void> {
  await writeTar(path, asEntries(dockerFiles(store, options)), options.compression);
}

/** Writes a tar of any members. */
export async function writeTar(
  path: string,
  entries: readonly TarEntry[],
  compression: Compression = 'none',
): Promise<void> {
  writeFileSync(path, compress(await buildTar(entries), compression));
}

/** Files by path as members of a tar, in their order. */
export function asEntries(files: ReadonlyMap<string, Buffer>): TarEntry[] {
  return [...files].map(([path, content]) => ({ path, content }));
}

/** `blobs/sha256/<hex>`. */
export function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function firstManifest(store: ImageStore, digest: string): { config: Named; layers: Named[] } | undefined {
  const document = store.manifests.get(digest);
  if (document === undefined) return undefined;
  const { manifests, ...manifest } = JSON.parse(document.bytes.toString());
  return manifests === undefined ? manifest : firstManifest(store, manifests[0]?.digest);
}

interface Named {
  readonly digest: string;
}

function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
}

function nameAnnotations(name: string, names: 'tag' | 'full' | 'containerd'): Record<string, string> {
  const tag = name.slice(name.lastIndexOf(':') + 1);
  const refName = names === 'full' ? name : tag;
  const full = name.includes('/') ? name : `docker.io/library/${name}`;
  return {
    ...(names === 'containerd' && { 'io.containerd.image.name': full }),
    'org.opencontainers.image.ref.name': refName,
  };
}
