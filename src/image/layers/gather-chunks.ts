/** Long enough for the price of a chunk not to matter. */
const GATHERED_BYTES = 128 * 1024;

/**
 * The same bytes in longer chunks, without empty ones. While a chunk is worked on, the one after it is already asked for.
 * The source is let go of when this ends early.
 */
export async function* gatherChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<Uint8Array>> => {
    const answer = iterator.next();
    // its failure is thrown where it is awaited, if it still is
    answer.catch(() => {});
    return answer;
  };
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let isOpen = true;
  try {
    let next = ask();
    for (let result = await next; !result.done; result = await next) {
      next = ask();
      parts.push(result.value);
      bytes += result.value.length;
      if (bytes < GATHERED_BYTES) continue;
      yield joined(parts);
      parts = [];
      bytes = 0;
    }
    isOpen = false;
    if (bytes > 0) yield joined(parts);
  } catch (error) {
    isOpen = false;
    throw error;
  } finally {
    if (isOpen) await iterator.return?.();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}
