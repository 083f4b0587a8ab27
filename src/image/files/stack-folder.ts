import type { LayerEntry, LayerIndex } from '../layers/layer-index';
import type { ImageFolder, ImageNode } from './image-node';
import { impliedFolder } from './implied-folder';
import { joinPath } from './join-path';
import { readStanding } from './layer-standing';

/** A layer and its place in the stack, 0 for the top. */
export interface StackedLayer {
  readonly level: number;
  readonly layer: LayerIndex;
}

/** One of the layers that have a part of a folder. */
interface FolderPart extends StackedLayer {
  /** Where the layer stands among those of the folder above. */
  readonly positionAbove: number;
  /** Whether it hides what the layers below have there. */
  readonly isLast: boolean;
}

/** A folder as the layers together have it. The layers that have a part of it are found one by one, as they are needed. */
export class StackFolder implements ImageFolder {
  readonly kind = 'folder';
  readonly path: string;
  readonly #findLayerAbove: (position: number) => Promise<StackedLayer | undefined>;
  readonly #readLeaf: (level: number, entry: LayerEntry) => Promise<ImageNode>;
  readonly #firstAbove: number;
  readonly #parts: Promise<FolderPart | undefined>[] = [];
  readonly #children = new Map<string, Promise<ImageNode | undefined>>();
  #entry: Promise<LayerEntry> | undefined;
  #names: Promise<readonly string[]> | undefined;

  /**
   * @param findLayerAbove the layers that have a part of the folder above, by their order; all layers for the root
   * @param readLeaf makes a node of an entry that is no folder
   * @param firstAbove the first position above to look at
   */
  constructor(
    path: string,
    findLayerAbove: (position: number) => Promise<StackedLayer | undefined>,
    readLeaf: (level: number, entry: LayerEntry) => Promise<ImageNode>,
    firstAbove = 0,
  ) {
    this.path = path;
    this.#findLayerAbove = findLayerAbove;
    this.#readLeaf = readLeaf;
    this.#firstAbove = firstAbove;
  }

  findChild(name: string): Promise<ImageNode | undefined> {
    const known = this.#children.get(name);
    if (known !== undefined) return known;
    const child = this.#readChild(joinPath(this.path, name));
    this.#children.set(name, child);
    return child;
  }

  readEntry(): Promise<LayerEntry> {
    this.#entry ??= this.#findEntry();
    return this.#entry;
  }

  readNames(): Promise<readonly string[]> {
    this.#names ??= this.#collectNames();
    return this.#names;
  }

  async #readChild(path: string): Promise<ImageNode | undefined> {
    for (let position = 0; ; position += 1) {
      const part = await this.#findPart(position);
      if (part === undefined) return undefined;
      const standing = readStanding(part.layer, path);
      if (standing === 'silent') continue;
      if (standing === 'gone') return undefined;
      const entry = standing === 'leaf' ? part.layer.find(path) : undefined;
      if (entry !== undefined) return this.#readLeaf(part.level, entry);
      return new StackFolder(path, (above) => this.#findPart(above), this.#readLeaf, position);
    }
  }

  async #findEntry(): Promise<LayerEntry> {
    // the root of a container is a folder that the runtime makes, whatever layers say of theirs
    if (this.path === '') return impliedFolder('');
    for (let above = this.#firstAbove; ; above += 1) {
      const layer = await this.#findLayerAbove(above);
      const standing = layer && readStanding(layer.layer, this.path);
      if (standing === 'silent') continue;
      if (standing === undefined || standing === 'leaf' || standing === 'gone') return impliedFolder(this.path);
      const entry = layer?.layer.find(this.path);
      if (entry !== undefined && !entry.isImplied) return entry;
      if (standing === 'new-folder') return impliedFolder(this.path);
    }
  }

  async #collectNames(): Promise<readonly string[]> {
    const start = joinPath(this.path, '');
    const names = new Set<string>();
    for (let position = 0; ; position += 1) {
      const part = await this.#findPart(position);
      if (part === undefined) break;
      for (const { path } of part.layer.entries()) {
        if (path.length > start.length && path.startsWith(start) && !path.includes('/', start.length)) {
          names.add(path.slice(start.length));
        }
      }
    }
    const visible: string[] = [];
    for (const name of names) if ((await this.findChild(name)) !== undefined) visible.push(name);
    return visible;
  }

  /** The layers that have a part of this folder, by their order. */
  #findPart(position: number): Promise<FolderPart | undefined> {
    for (let next = this.#parts.length; next <= position; next += 1) this.#parts.push(this.#readPart(next));
    return this.#parts[position] ?? Promise.resolve(undefined);
  }

  async #readPart(position: number): Promise<FolderPart | undefined> {
    const previous = position === 0 ? undefined : await this.#parts[position - 1];
    if (position > 0 && (previous === undefined || previous.isLast)) return undefined;
    for (let above = previous ? previous.positionAbove + 1 : this.#firstAbove; ; above += 1) {
      const layer = await this.#findLayerAbove(above);
      if (layer === undefined) return undefined;
      const standing = readStanding(layer.layer, this.path);
      if (standing === 'silent') continue;
      if (standing === 'leaf' || standing === 'gone') return undefined;
      return { ...layer, positionAbove: above, isLast: standing !== 'folder' };
    }
  }
}
