import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from './file-fault';
import { readChunks } from './read-chunks';
import type { StoredFile, StoredFiles } from './stored-files';

/** Files of a folder on disk. Links may lead out of it: build tools fill their folders with links to a store elsewhere. */
export class FolderFiles implements StoredFiles {
  readonly name: string;

  /** @param name path of the folder */
  constructor(name: string) {
    this.name = name;
  }

  async find(path: string): Promise<StoredFile | undefined> {
    const full = join(this.name, path);
    try {
      const found = await stat(full);
      // to open a pipe would wait for whoever writes to it
      return found.isFile() ? { bytes: found.size, open: () => readFile(full) } : undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw fileFault(error, full);
    }
  }

  async close(): Promise<void> {}
}

async function* readFile(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw fileFault(error, path);
  }
  try {
    yield* readChunks(file, path);
  } finally {
    await file.close();
  }
}
