import type { FileFacts } from '../../../src/image/facts/file-facts';
import type { LayerEntry, LayerIndex } from '../../../src/image/layers/layer-index';

/** An entry in short: a file unless it has another type, or a target. Mode 0755, of root. */
export interface FakeEntry {
  readonly path: string;
  readonly type?: LayerEntry['type'];
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly size?: number;
  readonly target?: string;
  readonly linkPath?: string;
  readonly facts?: FileFacts;
}

/** A layer of given entries, with the folders that they lie in implied. */
export class FakeLayer implements LayerIndex {
  readonly unpackedBytes = 0;
  /** How often it was opened. */
  opened = 0;
  readonly #entries = new Map<string, LayerEntry>();
  readonly #whiteouts: ReadonlySet<string>;
  readonly #opaque: ReadonlySet<string>;

  constructor(entries: readonly FakeEntry[], whiteouts: readonly string[], opaque: readonly string[]) {
    this.#whiteouts = new Set(whiteouts);
    this.#opaque = new Set(opaque);
    for (const path of [...entries.map((entry) => entry.path), ...whiteouts]) this.#imply(parentOf(path));
    for (const path of opaque) this.#imply(path);
    for (const entry of entries) {
      const type = entry.type ?? (entry.target === undefined ? 'file' : 'symlink');
      this.#entries.set(entry.path, { mode: 0o755, uid: 0, gid: 0, size: 0, isImplied: false, ...entry, type });
    }
  }

  get count(): number {
    return this.#entries.size;
  }

  readonly open = (): Promise<LayerIndex> => {
    this.opened += 1;
    return Promise.resolve(this);
  };

  find(path: string): LayerEntry | undefined {
    return this.#entries.get(path);
  }

  hides(path: string): 'nothing' | 'itself' | 'content' {
    if (this.#whiteouts.has(path)) return 'itself';
    return this.#opaque.has(path) ? 'content' : 'nothing';
  }

  entries(): IterableIterator<LayerEntry> {
    return this.#entries.values();
  }

  #imply(folder: string): void {
    for (let path = folder; !this.#entries.has(path); path = parentOf(path)) {
      this.#entries.set(path, { path, type: 'directory', mode: 0, uid: 0, gid: 0, size: 0, isImplied: true });
    }
  }
}

/** A layer of files and folders, in short. Paths without a slash at either end. */
export function fakeLayer(
  entries: readonly FakeEntry[],
  { whiteouts = [], opaque = [] }: { readonly whiteouts?: readonly string[]; readonly opaque?: readonly string[] } = {},
): FakeLayer {
  return new FakeLayer(entries, whiteouts, opaque);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
