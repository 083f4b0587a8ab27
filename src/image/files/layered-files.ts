import type { LayerEntry, LayerIndex } from '../layers/layer-index';
import type { ImageFiles, Mount, Resolution } from './image-files';
import { LayerStack } from './layer-stack';
import type { MountTable } from './mount-table';
import { placeMounts } from './place-mounts';
import { reachableFiles } from './reachable-files';
import { walkPath } from './walk-path';

/** The files of an image whose layers can be read, with volumes over them. Layers are read as late as can be. */
export class LayeredFiles implements ImageFiles {
  readonly #stack: LayerStack;
  readonly #mounts: readonly Mount[];
  #table: Promise<MountTable> | undefined;

  /** @param layers how to read them, the top one first; each is asked for once at most */
  constructor(layers: readonly (() => Promise<LayerIndex>)[], mounts: readonly Mount[]) {
    this.#stack = new LayerStack(layers);
    this.#mounts = mounts;
  }

  async resolve(
    path: string,
    options: { readonly from?: string; readonly keepLink?: boolean } = {},
  ): Promise<Resolution> {
    return walkPath(this.#stack.root, await this.#readTable(), path, options);
  }

  async list(path: string): Promise<readonly string[] | undefined> {
    const place = await this.resolve(path);
    if (place.outcome !== 'found' || place.entry.type !== 'directory') return undefined;
    const folderPath = place.path.slice(1);
    const node = await this.#stack.findNode(folderPath);
    const names = node?.kind === 'folder' ? await node.readNames() : [];
    return [...new Set([...names, ...(await this.#readTable()).listNames(folderPath)])];
  }

  async files(): Promise<readonly { readonly path: string; readonly entry: LayerEntry }[]> {
    const files: { readonly path: string; readonly entry: LayerEntry }[] = [];
    for (const { level, entry } of reachableFiles(await this.#stack.readLayers())) {
      const node = entry.linkPath === undefined ? undefined : await this.#stack.readLeaf(level, entry);
      if (node === undefined) files.push({ path: `/${entry.path}`, entry });
      else if (node.kind === 'leaf' && node.entry.type === 'file')
        files.push({ path: `/${entry.path}`, entry: node.entry });
    }
    return files;
  }

  #readTable(): Promise<MountTable> {
    this.#table ??= placeMounts(this.#stack.root, this.#mounts);
    return this.#table;
  }
}
