import type { TransformOptions } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { ImageFault } from '../image-fault';
import { runThrough } from './run-through';

/**
 * The content of gzip data of one or several members, one after the other. Zero bytes may follow the last one, as `gzip`
 * and `pigz` have it; Go's reader, which containerd falls back on, refuses even these.
 *
 * @throws ImageFault `broken` when something else follows, and errors of `node:zlib` and of the source
 */
export function decompressGzip(source: AsyncIterable<Uint8Array>, chunkBytes: number): AsyncIterable<Uint8Array> {
  // it may be ahead by some chunks, so that its thread does not wait for this one
  const options: ZlibOptions & TransformOptions = { chunkSize: chunkBytes, readableHighWaterMark: 4 * chunkBytes };
  const decompressor = createGunzip(options);
  return runThrough(source, decompressor, requireZero);
}

function requireZero(bytes: Uint8Array): void {
  if (bytes.some((byte) => byte !== 0)) throw new ImageFault('broken', 'something follows its compressed data');
}
