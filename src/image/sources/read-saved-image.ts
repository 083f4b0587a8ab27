import { createHash } from 'node:crypto';
import { digestFault } from '../../release/reference-grammar';
import { ImageFault } from '../image-fault';
import type { ImageLayer, PlatformImage } from '../image-source';
import { showName } from '../layers/show-name';
import { DOCKER_LAYER } from '../oci/media-types';
import { parseImageConfig } from '../oci/parse-image-config';
import { requireDiffIds } from '../oci/require-diff-ids';
import { findCompression } from './find-compression';
import type { SavedImage } from './parse-save-manifest';
import { readDocument } from './read-document';
import { storedLayer } from './stored-layer';
import type { TarFile, TarStoredFile } from './tar-file';

/**
 * Reads the configuration of an image in an archive of `docker save`, and finds its layers. A layer that is not packed
 * goes by the digest in the configuration. One that is packed goes by its file's name where that is a digest
 * (`blobs/sha256/…`); else it is read once, for the digest that it has.
 *
 * @param image for messages: `'app:1.0'`
 * @throws ImageFault
 */
export async function readSavedImage(archive: TarFile, saved: SavedImage, image: string): Promise<PlatformImage> {
  const where = `the configuration of ${image}`;
  const file = await archive.find(saved.configPath);
  if (file === undefined) {
    throw new ImageFault('missing', `${archive.name} does not hold ${where}, ${showName(saved.configPath)}`);
  }
  const config = parseImageConfig(await readDocument(file, configDigest(saved.configPath), where), where);
  const diffIds = requireDiffIds(config, saved.layerPaths.length, image);
  const layers: ImageLayer[] = [];
  for (const [at, path] of saved.layerPaths.entries()) {
    layers.push(await findLayer(archive, path, diffIds[at] ?? '', `layer ${at + 1} of ${image}`));
  }
  return { config, configBytes: file.bytes, layers };
}

async function findLayer(archive: TarFile, path: string, diffId: string, where: string): Promise<ImageLayer> {
  const file = await archive.find(path);
  const compression = file && findCompression(file.head);
  const suffix = compression === undefined ? '' : `.${compression}`;
  const isPacked = file !== undefined && compression !== undefined;
  const digest = isPacked ? (blobDigest(path) ?? (await computeDigest(file))) : diffId;
  const mediaType = `${DOCKER_LAYER}${suffix}`;
  return storedLayer(archive, { digest, diffId, bytes: file?.bytes ?? 0, mediaType, isForeign: false, path, where });
}

/** `blobs/sha256/<hex>`, as in an OCI layout. */
function blobDigest(path: string): string | undefined {
  const [, digest] = /^blobs\/(.+)$/.exec(path) ?? [];
  return digest === undefined ? undefined : asDigest(digest.replace('/', ':'));
}

/** Also `<hex>.json`, as Docker until 24 writes it, and `sha256:<hex>`, as crane does. */
function configDigest(path: string): string | undefined {
  return blobDigest(path) ?? asDigest(path) ?? asDigest(`sha256:${path.replace(/\.json$/, '')}`);
}

function asDigest(text: string): string | undefined {
  return digestFault(text) === undefined ? text : undefined;
}

async function computeDigest(file: TarStoredFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.open()) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}
