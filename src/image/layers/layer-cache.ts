import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../cache/make-folder';
import type { LayerIndex } from './layer-index';
import { PackedLayerIndex } from './packed-layer-index';

/** Also what is kept of a file: raise the number when `FileFacts` or the layout change. */
const FOLDER = 'layers-v2';
const MAGIC = Buffer.from('LOCKSTEP LAYER 1');
/** Magic, zeros, SHA-256 of what follows; a multiple of 8, as what follows has to be in memory. */
const HEADER_BYTES = 64;
const HASH_AT = 32;
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,128}$/;
const MOST_BYTES = 512 * 2 ** 20;
const TEMPORARY = '.tmp';
/** After that long nobody writes to a temporary file any more. */
const STALE_MILLISECONDS = 60 * 60_000;

/** What was learned of layers, by their digests, in a folder that several runs may use at once. */
export class LayerCache {
  readonly #folder: string | undefined;
  readonly #maxBytes: number;

  /**
   * @param folder of all caches; undefined to keep nothing
   * @param maxBytes of all its files, beyond which those go that were not used for the longest time; 512 MiB when not given
   */
  constructor(folder: string | undefined, maxBytes = MOST_BYTES) {
    this.#folder = folder === undefined ? undefined : join(folder, FOLDER);
    this.#maxBytes = maxBytes;
  }

  /** Undefined when it was not kept. A file that is not as it was written is removed. */
  find(digest: string): LayerIndex | undefined {
    const path = this.#pathOf(digest);
    if (path === undefined) return undefined;
    const bytes = quietly(() => readFileSync(path));
    if (bytes === undefined) return undefined;
    const index = openIndex(bytes);
    const now = new Date();
    quietly(() => (index ? utimesSync(path, now, now) : rmSync(path, { force: true })));
    return index;
  }

  /** When it cannot be written nothing happens. */
  keep(digest: string, index: LayerIndex): void {
    const path = this.#pathOf(digest);
    if (path === undefined || this.#folder === undefined || !(index instanceof PackedLayerIndex)) return;
    if (HEADER_BYTES + index.bytes.length > this.#maxBytes) return;
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    hashOf(index.bytes).copy(header, HASH_AT);
    const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
    try {
      makeFolder(this.#folder);
      writeFileSync(temporary, header, { mode: 0o600, flag: 'wx' });
      writeFileSync(temporary, index.bytes, { flag: 'a' });
      renameSync(temporary, path);
    } catch {
      quietly(() => rmSync(temporary, { force: true }));
      return;
    }
    makeRoom(this.#folder, this.#maxBytes);
  }

  #pathOf(digest: string): string | undefined {
    const isName = this.#folder !== undefined && DIGEST.test(digest);
    return isName ? join(this.#folder, digest.replace(':', '-')) : undefined;
  }
}

function openIndex(bytes: Buffer): PackedLayerIndex | undefined {
  const content = bytes.subarray(HEADER_BYTES);
  const isWhole =
    bytes.subarray(0, MAGIC.length).equals(MAGIC) && bytes.subarray(HASH_AT, HEADER_BYTES).equals(hashOf(content));
  return isWhole ? PackedLayerIndex.open(content) : undefined;
}

function hashOf(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Removes what was not used for the longest time, and what was left behind half written. */
function makeRoom(folder: string, maxBytes: number): void {
  const now = Date.now();
  const files = (quietly(() => readdirSync(folder)) ?? []).flatMap((name) => {
    const path = join(folder, name);
    const stats = quietly(() => statSync(path));
    return stats?.isFile() ? [{ path, bytes: stats.size, used: stats.mtimeMs }] : [];
  });
  let bytes = 0;
  for (const { path, used, bytes: fileBytes } of files.sort((a, b) => b.used - a.used)) {
    bytes += fileBytes;
    const isGoing = path.endsWith(TEMPORARY) ? now - used > STALE_MILLISECONDS : bytes > maxBytes;
    if (isGoing) quietly(() => rmSync(path, { force: true }));
  }
}

/** The cache is never worth a failure. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
