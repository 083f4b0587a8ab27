import type { LayerEntry, LayerIndex } from '../layers/layer-index';
import type { ImageFolder, ImageLeaf, ImageNode } from './image-node';
import { NO_MOUNTS } from './mount-table';
import { StackFolder } from './stack-folder';
import { walkPath } from './walk-path';

/** The layers of an image as one tree. A layer is read when nothing above it decides, and once. */
export class LayerStack {
  readonly root: ImageFolder;
  readonly #layers: readonly (() => Promise<LayerIndex>)[];
  readonly #stacksBelow = new Map<number, LayerStack>();

  /** @param layers how to read them, the top one first */
  constructor(layers: readonly (() => Promise<LayerIndex>)[]) {
    this.#layers = layers.map(readOnce);
    const findLayer = async (level: number) => {
      const layer = await this.#layers[level]?.();
      return layer && { level, layer };
    };
    this.root = new StackFolder('', findLayer, (level, entry) => this.readLeaf(level, entry));
  }

  /** All layers, the top one first. */
  async readLayers(): Promise<readonly LayerIndex[]> {
    const layers: LayerIndex[] = [];
    for (const read of this.#layers) layers.push(await read());
    return layers;
  }

  /** What is there without following links; undefined when a folder on the way is missing or something else. */
  async findNode(path: string): Promise<ImageNode | undefined> {
    let node: ImageNode | undefined = this.root;
    for (const name of path === '' ? [] : path.split('/')) {
      if (node?.kind !== 'folder') return undefined;
      node = await node.findChild(name);
    }
    return node;
  }

  /**
   * What an entry stands for: itself, or for a hard link what the layers below have at its target.
   *
   * @param level of the layer that has the entry, 0 for the top
   */
  async readLeaf(level: number, entry: LayerEntry): Promise<ImageNode> {
    const { path, linkPath } = entry;
    if (linkPath === undefined) return { kind: 'leaf', path, entry };
    const below = this.#stacksBelow.get(level) ?? new LayerStack(this.#layers.slice(level + 1));
    this.#stacksBelow.set(level, below);
    const target = await walkPath(below.root, NO_MOUNTS, `/${linkPath}`, { keepLink: true });
    if (target.outcome === 'found' && target.entry.type !== 'directory') return linkedLeaf(entry, target.entry);
    return { kind: 'gap', path, why: `'/${path}' is a hard link to '/${linkPath}', which no layer below it has` };
  }
}

function readOnce(read: () => Promise<LayerIndex>): () => Promise<LayerIndex> {
  let layer: Promise<LayerIndex> | undefined;
  return () => {
    layer ??= read();
    return layer;
  };
}

/** A hard link: the owner that its own layer gives it, and the rest of the target. */
function linkedLeaf({ path, uid, gid }: LayerEntry, linked: LayerEntry): ImageLeaf {
  const { type, mode, size, target } = linked;
  const sharedPath = type === 'file' ? (linked.sharedPath ?? linked.path) : undefined;
  const entry: LayerEntry = {
    path,
    type,
    mode,
    uid,
    gid,
    size,
    target,
    sharedPath,
    isImplied: false,
    get facts() {
      return linked.facts;
    },
  };
  return { kind: 'leaf', path, entry };
}
