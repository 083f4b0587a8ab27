import type { LayerEntry } from '../../../src/image/layers/layer-index';
import type { TarEntry } from '../../../src/image/layers/tar-entry';

type Naive = Omit<LayerEntry, 'path'>;
type Hides = 'nothing' | 'itself' | 'content';

const IMPLIED: Naive = { type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, isImplied: true };

/** What an index says, in the plainest way: maps by path, and all of them looked through for each change. */
export class NaiveLayer {
  readonly #entries = new Map<string, Naive>();
  readonly #hides = new Map<string, Hides>();
  readonly #seen = new Set<string>();

  /** Undefined for entries that cannot be unpacked. */
  static of(entries: readonly TarEntry[]): NaiveLayer | undefined {
    const layer = new NaiveLayer();
    if (!entries.every((entry) => layer.#add(entry))) return undefined;
    for (let isChanged = true; isChanged; ) isChanged = layer.#resolveLinks();
    return layer;
  }

  find(path: string): LayerEntry | undefined {
    const entry = this.#entries.get(path);
    return entry && { path, ...entry };
  }

  hides(path: string): Hides {
    return this.#hides.get(path) ?? 'nothing';
  }

  entries(): LayerEntry[] {
    return [...this.#entries].map(([path, entry]) => ({ path, ...entry }));
  }

  /** All that was ever heard of. */
  paths(): string[] {
    return [...this.#seen];
  }

  #add(entry: TarEntry): boolean {
    const path = clean(entry.name);
    this.#seen.add(path);
    const base = path.split('/').at(-1) ?? '';
    if (path === '' && entry.type !== 'directory') return true;
    if (base.startsWith('.wh..wh.') && base !== '.wh..wh..opq') return true;
    const folder = path === '' ? '' : this.#makeFolder(path.split('/').slice(0, -1));
    if (folder === undefined) return false;
    if (base === '.wh..wh..opq') {
      if (this.hides(folder) === 'nothing') this.#hides.set(folder, 'content');
      return true;
    }
    const at = [folder, base.replace(/^\.wh\./, '')].filter(Boolean).join('/');
    this.#seen.add(at);
    if (base.startsWith('.wh.')) {
      this.#hides.set(at, 'itself');
      return true;
    }
    return this.#put(at, entry);
  }

  #put(at: string, entry: TarEntry): boolean {
    const { mode, uid, gid, size, linkName } = entry;
    const own: Naive = { type: 'file', mode, uid, gid, size, isImplied: false };
    if (entry.type === 'hard-link') {
      const linkPath = clean(linkName);
      const target = this.#find(linkPath);
      if (target?.type === 'directory') return false;
      this.#replace(at, target ?? { ...own, linkPath });
    } else if (entry.type === 'file') this.#replace(at, { ...own, facts: { kind: 'text', text: `${size}` } });
    else if (entry.type === 'symlink') this.#replace(at, { ...own, type: 'symlink', target: linkName });
    else this.#replace(at, { ...own, type: entry.type });
    return true;
  }

  #replace(at: string, entry: Naive): void {
    const old = this.#entries.get(at);
    if (old?.type === 'directory' && entry.type !== 'directory') {
      for (const path of [...this.#entries.keys()]) if (path.startsWith(`${at}/`)) this.#entries.delete(path);
      for (const path of [...this.#hides.keys()]) if (path.startsWith(`${at}/`)) this.#hides.delete(path);
      if (this.hides(at) === 'content') this.#hides.delete(at);
    }
    const isNewFolder = old !== undefined && old.type !== 'directory' && entry.type === 'directory';
    if (isNewFolder && this.hides(at) === 'nothing') this.#hides.set(at, 'content');
    this.#entries.set(at, entry);
  }

  /** Where a folder is when links are followed; what is missing is made. */
  #makeFolder(names: readonly string[], links = 0): string | undefined {
    if (!this.#entries.has('')) this.#entries.set('', IMPLIED);
    let at = '';
    for (const [i, name] of names.entries()) {
      const next = at === '' ? name : `${at}/${name}`;
      const entry = this.#entries.get(next);
      if (entry?.type === 'symlink') {
        if (links === 40) return undefined;
        return this.#makeFolder(namesOf(`${entry.target}/${names.slice(i + 1).join('/')}`), links + 1);
      }
      if (entry === undefined) this.#entries.set(next, IMPLIED);
      else if (entry.type !== 'directory') return undefined;
      at = next;
    }
    return at;
  }

  #find(path: string, links = 0): Naive | undefined {
    const names = namesOf(path);
    for (let i = 1; i < names.length; i++) {
      const entry = this.#entries.get(names.slice(0, i).join('/'));
      if (entry?.type !== 'symlink') continue;
      return links === 40 ? undefined : this.#find(`${entry.target}/${names.slice(i).join('/')}`, links + 1);
    }
    return this.#entries.get(names.join('/'));
  }

  #resolveLinks(): boolean {
    let isChanged = false;
    for (const [path, entry] of this.#entries) {
      if (entry.linkPath === undefined) continue;
      const target = this.#find(entry.linkPath);
      const isCircle =
        target === entry || (target?.linkPath !== undefined && clean(target.linkPath) === entry.linkPath);
      if (target === undefined || target.type === 'directory' || isCircle) continue;
      this.#entries.set(path, target);
      isChanged = true;
    }
    return isChanged;
  }
}

function namesOf(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}

function clean(path: string): string {
  return namesOf(path).join('/');
}
