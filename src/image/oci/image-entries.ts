import type { Descriptor } from './descriptor';
import { CONFIG_TYPES, INDEX_TYPES, MANIFEST_TYPES } from './media-types';
import type { ParsedIndex } from './parse-image-manifest';

/**
 * The entries of an index that are images, or indexes of them, in its order. Left out are the attestations that
 * BuildKit puts beside each platform, and artifacts.
 *
 * @see https://github.com/moby/buildkit/blob/v0.13.0/docs/attestations/attestation-storage.md
 */
export function imageEntries(index: ParsedIndex): readonly Descriptor[] {
  return index.manifests.filter(isImage);
}

function isImage({ mediaType, platform, annotations, artifactType }: Descriptor): boolean {
  if (!INDEX_TYPES.has(mediaType) && !MANIFEST_TYPES.has(mediaType)) return false;
  if (artifactType !== undefined && !CONFIG_TYPES.has(artifactType)) return false;
  if (platform?.os === 'unknown' && platform.architecture === 'unknown') return false;
  return annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest';
}
