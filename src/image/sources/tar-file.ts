import { type FileHandle, open } from 'node:fs/promises';
import { posix } from 'node:path';
import { ImageFault } from '../image-fault';
import { cleanPath } from '../layers/clean-path';
import { decompress } from '../layers/decompress';
import { showName } from '../layers/show-name';
import { fileFault } from './file-fault';
import { findCompression } from './find-compression';
import { listTarMembers, type TarMember } from './list-tar-members';
import { readAt, readChunks } from './read-chunks';
import type { StoredFile, StoredFiles } from './stored-files';
import { FileInput, StreamInput } from './tar-input';

const MAX_LINKS = 40;

/** A file in an archive. */
export interface TarStoredFile extends StoredFile {
  /** Its first four bytes. */
  readonly head: Buffer;
}

/**
 * An archive on disk whose files are read in any order. Nothing is unpacked: of a plain tar only headers are read at
 * first; one compressed with gzip or zstd is read through at first, and again for each file that is opened.
 */
export class TarFile implements StoredFiles {
  readonly name: string;
  readonly #file: FileHandle;
  readonly #isCompressed: boolean;
  readonly #members: ReadonlyMap<string, TarMember>;

  /** @throws ImageFault when it cannot be read, is no tar, is cut off or damaged */
  static async open(path: string): Promise<TarFile> {
    const file = await open(path).catch((error: unknown) => {
      throw fileFault(error, path);
    });
    try {
      return await TarFile.#list(path, file);
    } catch (error) {
      await file.close();
      throw fileFault(error, path);
    }
  }

  static async #list(path: string, file: FileHandle): Promise<TarFile> {
    const { size } = await file.stat();
    if (size === 0) throw new ImageFault('broken', `${path} is empty`);
    const isCompressed = findCompression(await readAt(file, path, 0, 4)) !== undefined;
    const input = isCompressed ? new StreamInput(unpack(file, path)) : new FileInput(file, path, size);
    try {
      const members = await listTarMembers(input, path, isCompressed);
      // the checksum of what is compressed stands at its end
      if (isCompressed) await input.skip(Number.POSITIVE_INFINITY);
      return new TarFile(path, file, isCompressed, members);
    } finally {
      if (input instanceof StreamInput) await input.close();
    }
  }

  private constructor(name: string, file: FileHandle, isCompressed: boolean, members: ReadonlyMap<string, TarMember>) {
    this.name = name;
    this.#file = file;
    this.#isCompressed = isCompressed;
    this.#members = members;
  }

  /** @param path looked for among the members only: `../../etc/passwd` is the archive's own `etc/passwd` */
  async find(path: string): Promise<TarStoredFile | undefined> {
    let at = cleanPath(path);
    for (let links = 0; links <= MAX_LINKS; links++) {
      const member = this.#members.get(at);
      if (member === undefined || member.type === 'other') return undefined;
      if (member.type === 'sparse') {
        throw new ImageFault('unknown', `${this.name} holds ${showName(at)} without its holes, and is not read`);
      }
      if (member.type === 'file') return this.#stored(member);
      const isRelative = member.type === 'symlink' && !member.link.startsWith('/');
      at = cleanPath(isRelative ? posix.join(posix.dirname(at), member.link) : member.link);
    }
    throw new ImageFault('broken', `${this.name} has links that go round in a circle`);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #stored(member: TarMember): TarStoredFile {
    return { bytes: member.bytes, head: member.head, open: () => this.#read(member) };
  }

  async *#read({ start, bytes, content }: TarMember): AsyncGenerator<Uint8Array, void, undefined> {
    if (content !== undefined) {
      yield content;
    } else if (this.#isCompressed) {
      yield* this.#readCompressed(start, bytes);
    } else {
      yield* readChunks(this.#file, this.name, start, start + bytes);
    }
  }

  async *#readCompressed(start: number, bytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const input = new StreamInput(unpack(this.#file, this.name));
    try {
      await input.skip(start);
      yield* input.take(bytes);
    } finally {
      await input.close();
    }
  }
}

async function* unpack(file: FileHandle, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* decompress(readChunks(file, name));
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    throw new ImageFault(error.kind, `${name} cannot be unpacked: ${error.why}`);
  }
}
