import { ImageFault } from '../image-fault';
import { collectVerified } from '../oci/collect-verified';
import type { StoredFile } from './stored-files';

const MAX_BYTES = 8 * 2 ** 20;

/**
 * All bytes of a manifest, an index or a configuration.
 *
 * @param digest that they must have; undefined when none is known
 * @param where a noun for messages
 * @throws ImageFault `unknown` when it is over 8 MiB; `broken` when it is cut off or has another digest
 */
export async function readDocument(file: StoredFile, digest: string | undefined, where: string): Promise<Buffer> {
  const { bytes } = file;
  if (digest !== undefined) return await collectVerified(file.open(), { digest, bytes, where });
  if (bytes > MAX_BYTES) throw new ImageFault('unknown', `${where} is over 8 MiB, and is not read`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
