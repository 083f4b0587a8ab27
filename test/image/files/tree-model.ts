import type { FakeEntry } from './fake-layer';

/** A layer as it is made up for a test. */
export interface ModelLayer {
  readonly entries: readonly FakeEntry[];
  readonly whiteouts: readonly string[];
  readonly opaque: readonly string[];
}

interface Folder {
  readonly mode: number;
  readonly children: Map<string, Thing>;
}
type Thing = Folder | { readonly target: string } | { readonly size: number };

/** What image files have to say, by the plainest means: layers are unpacked over each other into one tree. */
export class TreeModel {
  readonly #root: Folder = { mode: 0o755, children: new Map() };

  /** @param layers the lowest first */
  constructor(layers: readonly ModelLayer[]) {
    for (const { entries, whiteouts, opaque } of layers) {
      for (const path of whiteouts) this.#remove(path);
      for (const path of opaque.toSorted()) this.#makeFolder(path).children.clear();
      for (const path of whiteouts) this.#makeFolder(parentOf(path));
      const ordered = entries.toSorted((a, b) => a.path.split('/').length - b.path.split('/').length);
      for (const entry of ordered) this.#put(entry);
    }
  }

  /** `file /a`, `missing /x`: as `printResolution` has it. */
  resolve(path: string): string {
    let links = 0;
    const walk = (from: readonly string[], words: readonly string[]): string => {
      const [word, ...rest] = words;
      const here = this.#find(from);
      if (word === undefined) return `${nameOf(here)} /${from.join('/')}`;
      if (here === undefined) return `missing /${from.join('/')}`;
      if (!('children' in here)) return `not-a-folder /${from.join('/')}`;
      if (word === '' || word === '.') return walk(from, rest);
      if (word === '..') return walk(from.slice(0, -1), rest);
      const next = [...from, word];
      const thing = here.children.get(word);
      if (thing === undefined || !('target' in thing)) return walk(next, thing === undefined ? [] : rest);
      links += 1;
      if (links > 40) return `loop /${next.join('/')}`;
      return walk(thing.target.startsWith('/') ? [] : from, [...thing.target.split('/'), ...rest]);
    };
    return walk([], path.split('/'));
  }

  /** Paths with sizes of all regular files, in order. */
  files(): string[] {
    const collect = (folder: Folder, path: string): string[] =>
      [...folder.children].flatMap(([name, thing]) => {
        if ('children' in thing) return collect(thing, `${path}/${name}`);
        return 'size' in thing ? [`${path}/${name} ${thing.size}`] : [];
      });
    return collect(this.#root, '').toSorted();
  }

  /** Names in a folder, in order. */
  list(path: string): string[] {
    const folder = this.#find(wordsOf(path));
    return folder !== undefined && 'children' in folder ? [...folder.children.keys()].toSorted() : [];
  }

  /** Every folder with its mode, in order. */
  modes(): string[] {
    const collect = (folder: Folder, path: string): string[] =>
      [...folder.children].flatMap(([name, thing]) =>
        'children' in thing ? [`${path}/${name} ${thing.mode}`, ...collect(thing, `${path}/${name}`)] : [],
      );
    return collect(this.#root, '').toSorted();
  }

  #find(names: readonly string[]): Thing | undefined {
    let thing: Thing | undefined = this.#root;
    for (const name of names) thing = thing !== undefined && 'children' in thing ? thing.children.get(name) : undefined;
    return thing;
  }

  #remove(path: string): void {
    const folder = this.#find(wordsOf(parentOf(path)));
    if (folder !== undefined && 'children' in folder) folder.children.delete(path.slice(path.lastIndexOf('/') + 1));
  }

  #makeFolder(path: string): Folder {
    let folder = this.#root;
    for (const name of wordsOf(path)) {
      const there = folder.children.get(name);
      const next = there !== undefined && 'children' in there ? there : { mode: 0o755, children: new Map() };
      folder.children.set(name, next);
      folder = next;
    }
    return folder;
  }

  #put({ path, type, target, size = 0, mode = 0o755 }: FakeEntry): void {
    const parent = this.#makeFolder(parentOf(path));
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (type === 'directory') parent.children.set(name, { mode, children: this.#makeFolder(path).children });
    else parent.children.set(name, target === undefined ? { size } : { target });
  }
}

function nameOf(thing: Thing | undefined): string {
  if (thing === undefined) return 'missing';
  return 'children' in thing ? 'directory' : 'file';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function wordsOf(path: string): string[] {
  return path.split('/').filter((word) => word !== '');
}
