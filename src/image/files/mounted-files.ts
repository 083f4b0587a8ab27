import { posix } from 'node:path';
import type { ImageFiles, Mount, Resolution } from './image-files';

/** Files of a source that knows no layers, with volumes over them: a path that leads into one by its name is in it. */
export class MountedFiles implements ImageFiles {
  readonly #files: ImageFiles;
  readonly #mounts: readonly Mount[];

  constructor(files: ImageFiles, mounts: readonly Mount[]) {
    this.#files = files;
    // the deepest one wins
    this.#mounts = [...mounts].sort((a, b) => b.path.length - a.path.length);
  }

  async resolve(
    path: string,
    options: { readonly from?: string; readonly keepLink?: boolean } = {},
  ): Promise<Resolution> {
    const inVolume = this.#find(posix.resolve(options.from ?? '/', path));
    if (inVolume !== undefined) return { ...inVolume, links: [] };
    const resolution = await this.#files.resolve(path, options);
    const led = 'path' in resolution ? this.#find(resolution.path) : undefined;
    return led === undefined ? resolution : { ...led, links: resolution.links };
  }

  async list(path: string): Promise<readonly string[] | undefined> {
    return this.#find(posix.resolve('/', path)) === undefined ? await this.#files.list(path) : undefined;
  }

  async files(): ReturnType<ImageFiles['files']> {
    return await this.#files.files();
  }

  #find(path: string): { readonly outcome: 'mounted'; readonly mount: Mount; readonly rest: string } | undefined {
    for (const mount of this.#mounts) {
      const folder = posix.resolve('/', mount.path);
      if (path === folder) return { outcome: 'mounted', mount, rest: '' };
      if (path.startsWith(folder === '/' ? '/' : `${folder}/`)) {
        return { outcome: 'mounted', mount, rest: path.slice(folder === '/' ? 1 : folder.length + 1) };
      }
    }
    return undefined;
  }
}
