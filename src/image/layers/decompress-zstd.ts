import * as zlib from 'node:zlib';
import { decompressWithFzstd } from './decompress-with-fzstd';
import { type Decompressor, runThrough } from './run-through';
import { ZstdFrames } from './zstd-frames';

/** Node has it since 22.15, which the types do not know. */
type Create = (options: { readonly chunkSize: number; readonly readableHighWaterMark: number }) => Decompressor;
const { createZstdDecompress } = zlib as unknown as { readonly createZstdDecompress?: Create };

/**
 * The content of zstd data of one or several frames, one after the other.
 *
 * @throws ImageFault, and errors of `node:zlib` and of the source
 */
export function decompressZstd(source: AsyncIterable<Uint8Array>, chunkBytes: number): AsyncIterable<Uint8Array> {
  if (createZstdDecompress === undefined) return decompressWithFzstd(source);
  const decompressor = createZstdDecompress({ chunkSize: chunkBytes, readableHighWaterMark: 4 * chunkBytes });
  return runThrough(cutAtFrames(source), decompressor, () => {});
}

/** The same bytes in chunks that end with each frame: before 26, Node leaves out what follows the first frame in a chunk. */
async function* cutAtFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const frames = new ZstdFrames();
  for await (const chunk of source) {
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      const step = frames.advance(chunk, at);
      at = step.at;
      if (!frames.isBetweenFrames) continue;
      yield chunk.subarray(from, at);
      from = at;
    }
    if (from < at) yield chunk.subarray(from, at);
  }
  frames.end();
}
