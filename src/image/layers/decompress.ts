import { ImageFault } from '../image-fault';
import { decompressGzip } from './decompress-gzip';
import { decompressZstd } from './decompress-zstd';
import { gatherChunks } from './gather-chunks';

const CHUNK_BYTES = 256 * 1024;
const MAGIC_BYTES = 10;

type Decompress = (source: AsyncIterable<Uint8Array>, chunkBytes: number) => AsyncIterable<Uint8Array>;

/** By how the data begins, in hexadecimal digits. */
const FORMATS: readonly (readonly [begin: RegExp, decompress: Decompress])[] = [
  [/^1f8b/, decompressGzip],
  // a frame, or one that is passed over
  [/^(?:28b52ffd|5.2a4d18)/, decompressZstd],
  // Docker's own archives may be, but no layer of a registry; a tar may begin with the letters 'BZh' too
  [/^425a683[1-9]314159265359/, () => refuse('bzip2')],
  [/^fd377a585a00/, () => refuse('xz')],
];

/**
 * The tar that a layer's bytes are, compressed with gzip, zstd or not at all: runtimes go by how it begins too, whatever
 * its media type says. The source is let go of when nobody wants more.
 *
 * @throws ImageFault while it is read: `broken` when it is damaged or ends too early, `unknown` when it is compressed with
 * something else or needs too much memory; and errors of the source
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#gzip-media-types
 */
export async function* decompress(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = gatherChunks(source);
  try {
    const first = await chunks.next();
    if (first.done) return;
    const magic = Buffer.from(first.value.subarray(0, MAGIC_BYTES)).toString('hex');
    const format = FORMATS.find(([begin]) => begin.test(magic))?.[1];
    const all = prepend(first.value, chunks);
    yield* format ? format(all, CHUNK_BYTES) : all;
  } catch (error) {
    throw faultOf(error);
  } finally {
    await chunks.return();
  }
}

async function* prepend(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  yield* rest;
}

function refuse(format: string): never {
  throw new ImageFault('unknown', `it is compressed with ${format}, which Kubernetes' runtimes do not read in layers`);
}

/** Errors of `node:zlib` in the user's words; all others as they are. */
function faultOf(error: unknown): unknown {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (code === 'Z_BUF_ERROR') return new ImageFault('broken', 'it ends in the middle of its compressed data');
  if (code === 'Z_MEM_ERROR') return new ImageFault('unknown', 'there is not enough memory to decompress it');
  const isDamage = typeof code === 'string' && /^(?:Z_|ZSTD_error_)/.test(code);
  return isDamage ? new ImageFault('broken', 'its compressed data is damaged') : error;
}
