import type { ImageConfig } from '../image-config';
import { ImageFault } from '../image-fault';

/**
 * The digests of the unpacked layers, one for each layer.
 *
 * @param where a noun for messages: `'app:1.0'`
 * @throws ImageFault `broken` when there are more or fewer than layers: no runtime unpacks such an image
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties
 */
export function requireDiffIds({ diffIds }: ImageConfig, layerCount: number, where: string): readonly string[] {
  if (diffIds.length === layerCount) return diffIds;
  const why = `has ${layerCount} layers in its manifest and ${diffIds.length} in its configuration`;
  throw new ImageFault('broken', `${where} ${why}`);
}
