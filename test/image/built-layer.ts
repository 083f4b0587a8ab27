import { createHash } from 'node:crypto';
import * as zlib from 'node:zlib';
import { pack } from 'tar-stream';

/** One member of a tar, as a test writes it down. Nothing about it is checked: a wrong archive is what many tests want. */
export interface TarEntry {
  /** As it shall stand in the archive: `bin/sh`, `./bin/sh`, `etc/`. */
  readonly path: string;
  /** `file` when not given; `link` is a hard link. */
  readonly type?: 'file' | 'directory' | 'symlink' | 'link' | 'character-device' | 'block-device' | 'fifo';
  /** Of a file; empty when not given. */
  readonly content?: string | Uint8Array;
  /** 0o755 for folders and 0o644 for the rest when not given. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Where a symlink leads, or what a hard link is another name of. */
  readonly link?: string;
  /** Records of a PAX header in front of the entry. */
  readonly pax?: Readonly<Record<string, string>>;
}

/** As layers are stored: `zstd` is one frame. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** A layer and all that a manifest and a configuration say about it. */
export interface BuiltLayer {
  /** As it is stored. */
  readonly bytes: Buffer;
  /** Of `bytes`. */
  readonly digest: string;
  /** The unpacked tar. */
  readonly tar: Buffer;
  /** Digest of `tar`. */
  readonly diffId: string;
  readonly compression: Compression;
}

/** `sha256:…` of some bytes. */
export function digestOf(bytes: Uint8Array, algorithm: 'sha256' | 'sha512' = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/**
 * A tar with these members in this order; the same bytes each time.
 *
 * @example
 * await buildTar([{ path: 'bin/', type: 'directory' }, { path: 'bin/web', content: '#!/bin/sh\n', mode: 0o755 }]);
 */
export async function buildTar(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { path, type = 'file', content = '', mode, uid = 0, gid = 0, link, pax } of entries) {
    const header = {
      name: path,
      type: type === 'directory' ? ('directory' as const) : type,
      mode: mode ?? (type === 'directory' ? 0o755 : 0o644),
      uid,
      gid,
      mtime: new Date(0),
      ...(link !== undefined && { linkname: link }),
      ...(pax !== undefined && { pax: { ...pax } }),
    };
    tar.entry(header, type === 'file' ? Buffer.from(content) : '');
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * A layer with these files in this order; the same bytes each time.
 *
 * @example
 * const layer = await buildLayer([{ path: 'app', content: '#!/bin/sh\n', mode: 0o755 }], { compression: 'gzip' });
 */
export async function buildLayer(
  entries: readonly TarEntry[],
  { compression = 'none' }: { readonly compression?: Compression } = {},
): Promise<BuiltLayer> {
  return layerOf(await buildTar(entries), compression);
}

/** A layer of any bytes, tar or not. */
export function layerOf(tar: Buffer, compression: Compression = 'none'): BuiltLayer {
  const bytes = compress(tar, compression);
  return { bytes, digest: digestOf(bytes), tar, diffId: digestOf(tar), compression };
}

/** The bytes in another form; with `none` as they are. */
export function compress(bytes: Buffer, compression: Compression): Buffer {
  if (compression === 'gzip') return zlib.gzipSync(bytes);
  return compression === 'zstd' ? compressZstd(bytes) : bytes;
}

function compressZstd(bytes: Buffer): Buffer {
  // since Node 22.15
  const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
  return zstdCompressSync?.(bytes) ?? storeZstd(bytes);
}

/**
 * A zstd frame whose blocks hold the bytes as they are.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export function storeZstd(bytes: Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUInt32LE(0xfd2fb528, 0);
  // one segment, four bytes of content size
  header.writeUInt8(0b1010_0000, 4);
  header.writeUInt32LE(bytes.length, 5);
  const blocks: Buffer[] = [];
  const blockBytes = 2 ** 17;
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    const blockHeader = Buffer.alloc(3);
    blockHeader.writeUIntLE((block.length << 3) | (at + blockBytes >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(blockHeader, block);
  }
  return Buffer.concat([header, ...blocks]);
}
