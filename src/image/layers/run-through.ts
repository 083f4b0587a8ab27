import type { Transform } from 'node:stream';

/** A stream of `node:zlib`. */
export interface Decompressor extends Transform {
  /** Bytes of what was written that it has used. */
  readonly bytesWritten: number;
}

/**
 * What a decompressor makes of the bytes of a source. It works in another thread while its output is looked at here, and
 * is stopped, like the source, when nobody wants more.
 *
 * @param takeRest called with bytes that come after what the decompressor takes for the end; throws when they may not be
 * @throws errors of the source, of `takeRest` and of `node:zlib`
 */
export async function* runThrough(
  source: AsyncIterable<Uint8Array>,
  decompressor: Decompressor,
  takeRest: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let failure: unknown;
  // it is thrown where the output is read, and may come when nobody reads any more
  decompressor.on('error', () => {});
  const feeding = feed(source, decompressor, takeRest).catch((error: unknown) => {
    failure = error;
    decompressor.destroy();
  });
  try {
    for await (const chunk of decompressor) yield chunk as Uint8Array;
    // bytes after the end may still be wrong
    await feeding;
  } catch (error) {
    // when it was stopped for a failure of the source, that is the reason
    throw failure ?? error;
  } finally {
    decompressor.destroy();
    await feeding;
  }
  if (failure !== undefined) throw failure;
}

async function feed(
  source: AsyncIterable<Uint8Array>,
  decompressor: Decompressor,
  takeRest: (bytes: Uint8Array) => void,
): Promise<void> {
  let fedBytes = 0;
  let isAtEnd = false;
  for await (const chunk of source) {
    if (isAtEnd) {
      takeRest(chunk);
      continue;
    }
    fedBytes += chunk.length;
    const usedBytes = await write(decompressor, chunk);
    if (usedBytes === undefined) return;
    isAtEnd = usedBytes < fedBytes;
    if (isAtEnd) takeRest(chunk.subarray(chunk.length - (fedBytes - usedBytes)));
  }
  decompressor.end();
}

/**
 * Waits until the chunk is used as far as it will be.
 *
 * @returns how much of all chunks was used; undefined when the decompressor was stopped, for which whoever reads it has
 * the reason
 */
function write(decompressor: Decompressor, chunk: Uint8Array): Promise<number | undefined> {
  return new Promise((resolve) => {
    // a chunk that it fails at is never called done
    const stop = () => resolve(undefined);
    decompressor.once('close', stop);
    decompressor.write(chunk, (error) => {
      decompressor.off('close', stop);
      resolve(error ? undefined : decompressor.bytesWritten);
    });
  });
}
