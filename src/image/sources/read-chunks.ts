import type { FileHandle } from 'node:fs/promises';
import { fileFault } from './file-fault';

const CHUNK_BYTES = 2 ** 20;

/**
 * Bytes of an open file in chunks of 1 MiB. A file that ends before gives fewer.
 *
 * @param end first byte that is not read; Infinity for all
 * @param name of the file, for messages
 * @throws ImageFault `unknown`
 */
export async function* readChunks(
  file: FileHandle,
  name: string,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = start; at < end; ) {
    const chunk = await readAt(file, name, at, Math.min(CHUNK_BYTES, end - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

/** Bytes from one place; fewer at the end of the file. */
export async function readAt(file: FileHandle, name: string, at: number, bytes: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(chunk, filled, bytes - filled, at + filled).catch((error: unknown) => {
      throw fileFault(error, name);
    });
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return chunk.subarray(0, filled);
}
