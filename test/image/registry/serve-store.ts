import { findManifest, type ImageStore } from '../image-store';
import { type Answer, type Answerer, registryError } from './fake-registry';
import { serveBlob } from './serve-blob';

/** A registry that keeps the images of a store, in every repository those that are asked for by digest. */
export function serveStore(store: ImageStore): Answerer {
  return (request): Answer => {
    const [, repository = '', kind, reference = ''] =
      /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(request.url) ?? [];
    if (kind === undefined) return request.url === '/v2/' ? {} : { status: 404 };
    if (kind === 'blobs') {
      const bytes = store.blobs.get(reference);
      return bytes === undefined ? registryError(404, 'BLOB_UNKNOWN') : serveBlob(request, bytes);
    }
    const manifest = findManifest(store, repository, reference);
    if (manifest === undefined) return registryError(404, 'MANIFEST_UNKNOWN');
    const { mediaType, digest, bytes } = manifest;
    return { headers: { 'content-type': mediaType, 'docker-content-digest': digest }, body: bytes };
  };
}
