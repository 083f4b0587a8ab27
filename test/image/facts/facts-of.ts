import { startFacts } from '../../../src/image/facts/collect-facts';
import type { FileFacts } from '../../../src/image/facts/file-facts';

/**
 * The facts of a file whose content comes in chunks of one size, each of which is overwritten after it was taken.
 *
 * @param fileBytes what the archive says about its length
 */
export function factsOf(
  content: Uint8Array | string,
  { path = 'app', chunkBytes = 65_536, fileBytes }: { path?: string; chunkBytes?: number; fileBytes?: number } = {},
): FileFacts {
  return readInChunks(content, { path, chunkBytes, fileBytes }).facts;
}

/** The facts, and how many bytes of the file were taken before no more were wanted. */
export function readInChunks(
  content: Uint8Array | string,
  {
    path = 'app',
    chunkBytes = 65_536,
    fileBytes,
  }: { path?: string; chunkBytes?: number; fileBytes?: number | undefined },
): { readonly facts: FileFacts; readonly takenBytes: number } {
  const bytes = Buffer.from(content);
  const collector = startFacts(path, fileBytes ?? bytes.length);
  let takenBytes = 0;
  for (let isWanted = true; isWanted && takenBytes < bytes.length; takenBytes += chunkBytes) {
    const chunk = Uint8Array.from(bytes.subarray(takenBytes, takenBytes + chunkBytes));
    isWanted = collector.push(chunk);
    chunk.fill(0xff);
  }
  return { facts: collector.end(), takenBytes: Math.min(takenBytes, bytes.length) };
}
