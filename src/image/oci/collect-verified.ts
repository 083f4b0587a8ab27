import { ImageFault } from '../image-fault';
import { type Promised, verifyDigest } from './verify-digest';

const MAX_BYTES = 8 * 2 ** 20;

/**
 * All bytes of a manifest or a configuration, when they are those that were promised.
 *
 * @throws ImageFault `unknown` when over 8 MiB are promised, before anything is read; `broken` as `verifyDigest` does
 */
export async function collectVerified(chunks: AsyncIterable<Uint8Array>, promised: Promised): Promise<Buffer> {
  if (promised.bytes > MAX_BYTES) throw new ImageFault('unknown', `${promised.where} is over 8 MiB, and is not read`);
  const collected: Uint8Array[] = [];
  for await (const chunk of verifyDigest(chunks, promised)) collected.push(chunk);
  return Buffer.concat(collected);
}
