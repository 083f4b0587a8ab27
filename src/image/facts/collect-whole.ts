import type { FactsCollector } from './collect-facts';
import type { FileFacts } from './file-facts';

/**
 * Keeps all of a file.
 *
 * @param parse gets undefined for a file of more than `maxBytes`, of which nothing is kept
 */
export function collectWhole(
  fileBytes: number,
  maxBytes: number,
  parse: (bytes: Buffer | undefined) => FileFacts,
): FactsCollector {
  if (fileBytes > maxBytes) return { push: () => false, end: () => parse(undefined) };
  const kept: Buffer[] = [];
  let keptBytes = 0;
  return {
    push(chunk) {
      const part = chunk.subarray(0, fileBytes - keptBytes);
      if (part.length > 0) kept.push(Buffer.from(part));
      keptBytes += part.length;
      return keptBytes < fileBytes;
    },
    end: () => parse(Buffer.concat(kept)),
  };
}
