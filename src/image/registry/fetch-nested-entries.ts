import { ImageFault } from '../image-fault';
import type { Descriptor } from '../oci/descriptor';
import { imageEntries } from '../oci/image-entries';
import { INDEX_TYPES } from '../oci/media-types';
import type { ParsedIndex, ParsedManifest } from '../oci/parse-image-manifest';

const MAX_DEPTH = 3;
const MAX_NESTED = 32;

/**
 * The manifests of all images in an index and in the indexes that it lists, in order.
 *
 * @param where a noun for messages: `the index of 'app:1.0'`
 * @param fetchIndex called for each index in it, one after the other
 * @throws ImageFault `broken` when there is no image, `unknown` for more than 3 levels or 32 indexes in the index
 */
export async function fetchNestedEntries(
  index: ParsedIndex,
  where: string,
  fetchIndex: (entry: Descriptor) => Promise<ParsedIndex | ParsedManifest>,
): Promise<readonly Descriptor[]> {
  let nested = 0;
  async function flatten(level: ParsedIndex, depth: number): Promise<Descriptor[]> {
    const entries: Descriptor[] = [];
    for (const entry of imageEntries(level)) {
      if (!INDEX_TYPES.has(entry.mediaType)) {
        entries.push(entry);
        continue;
      }
      if (depth === MAX_DEPTH) throw new ImageFault('unknown', `${where} is more than ${MAX_DEPTH} levels deep`);
      nested += 1;
      if (nested > MAX_NESTED) throw new ImageFault('unknown', `${where} lists more than ${MAX_NESTED} indexes`);
      const inner = await fetchIndex(entry);
      if (inner.kind === 'index') entries.push(...(await flatten(inner, depth + 1)));
    }
    return entries;
  }
  const entries = await flatten(index, 1);
  if (entries.length === 0) throw new ImageFault('broken', `${where} lists no image`);
  return entries;
}
