import type { ImageLayer } from '../../../src/image/image-source';

/** The bytes in chunks of one length. */
export async function* inChunks(bytes: Uint8Array, chunkBytes = 65_536): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** All bytes of a source. */
export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A source that says how often it was asked, whether it was let go of, and how many bytes it gave. */
export interface WatchedSource extends AsyncIterable<Uint8Array> {
  isClosed: boolean;
  bytesGiven: number;
}

/** @param end thrown after the last byte, when given */
export function watched(source: AsyncIterable<Uint8Array>, end?: Error): WatchedSource {
  const watch: WatchedSource = {
    isClosed: false,
    bytesGiven: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for await (const chunk of source) {
          watch.bytesGiven += chunk.length;
          yield chunk;
        }
        if (end) throw end;
      } finally {
        watch.isClosed = true;
      }
    },
  };
  return watch;
}

/** A layer of these bytes; its digest is not verified. */
export function layerOf(source: Uint8Array | AsyncIterable<Uint8Array>, parts: Partial<ImageLayer> = {}): ImageLayer {
  return {
    digest: `sha256:${'a'.repeat(64)}`,
    diffId: undefined,
    bytes: source instanceof Uint8Array ? source.length : 0,
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    isForeign: false,
    requireThere: async () => {},
    open: () => (source instanceof Uint8Array ? inChunks(source) : source),
    ...parts,
  };
}
