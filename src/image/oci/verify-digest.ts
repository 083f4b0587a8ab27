import { createHash } from 'node:crypto';
import { ImageFault } from '../image-fault';

/** What a stream of bytes has to be. */
export interface Promised {
  /** `sha256:…` or `sha512:…`. */
  readonly digest: string;
  readonly bytes: number;
  /** A noun for messages: `layer 2 of 'app:1.0'`. */
  readonly where: string;
}

/**
 * The same chunks, of which the last one comes only when number and digest of all bytes are right.
 *
 * @param chunks a chunk must not be written to once it was given
 * @throws ImageFault `broken`: for too many bytes as soon as they come, for anything else at the end
 */
export async function* verifyDigest(
  chunks: AsyncIterable<Uint8Array>,
  { digest, bytes, where }: Promised,
): AsyncGenerator<Uint8Array, void, undefined> {
  const algorithm = digest.slice(0, digest.indexOf(':'));
  const hash = createHash(algorithm);
  let seenBytes = 0;
  let held: Uint8Array | undefined;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    seenBytes += chunk.length;
    if (seenBytes > bytes)
      throw new ImageFault('broken', `${where} has more bytes than the ${bytes} that it should have`);
    hash.update(chunk);
    if (held !== undefined) yield held;
    held = chunk;
  }
  if (seenBytes < bytes) throw new ImageFault('broken', `${where} has ${seenBytes} bytes where ${bytes} were expected`);
  const computed = `${algorithm}:${hash.digest('hex')}`;
  if (computed !== digest)
    throw new ImageFault('broken', `${where} has the digest ${computed} where ${digest} was expected`);
  if (held !== undefined) yield held;
}
