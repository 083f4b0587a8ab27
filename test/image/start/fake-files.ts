import { posix } from 'node:path';
import { startFacts } from '../../../src/image/facts/collect-facts';
import type { ImageFiles, Resolution } from '../../../src/image/files/image-files';
import type { LayerEntry } from '../../../src/image/layers/layer-index';
import { type ElfOptions, elfFile } from '../facts/elf-file';

/** What stands at a path: a file by its content, or something else. */
export type FakeFile =
  | string
  | Buffer
  | { readonly kind: 'elf'; readonly options: ElfOptions }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'mode'; readonly mode: number; readonly file: FakeFile }
  | { readonly kind: 'volume'; readonly volume: string }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'device' }
  | { readonly kind: 'folder' }
  /** A file of which nothing is known but that it is there. */
  | { readonly kind: 'opaque' };

export const elf = (options: ElfOptions = {}): FakeFile => ({ kind: 'elf', options });
export const link = (target: string): FakeFile => ({ kind: 'link', target });
export const mode = (bits: number, file: FakeFile): FakeFile => ({ kind: 'mode', mode: bits, file });
export const volume = (name: string): FakeFile => ({ kind: 'volume', volume: name });
export const unknown = (why: string): FakeFile => ({ kind: 'unknown', why });
export const DEVICE: FakeFile = { kind: 'device' };
export const FOLDER: FakeFile = { kind: 'folder' };
export const OPAQUE: FakeFile = { kind: 'opaque' };

const MOST_LINKS = 40;

/**
 * The files of a container by their absolute paths, in memory; folders on the way are there by themselves. Facts are read
 * from the bytes, as for a real image.
 */
export class FakeFiles implements ImageFiles {
  readonly #files: ReadonlyMap<string, FakeFile>;

  constructor(files: Readonly<Record<string, FakeFile>>) {
    this.#files = new Map(Object.entries(files));
  }

  resolve(path: string, options: { readonly from?: string; readonly keepLink?: boolean } = {}): Promise<Resolution> {
    return Promise.resolve(this.#walk(path, options));
  }

  list(path: string): Promise<readonly string[] | undefined> {
    const found = this.#walk(path, {});
    if (found.outcome !== 'found' || found.entry.type !== 'directory') return Promise.resolve(undefined);
    const prefix = found.path === '/' ? '/' : `${found.path}/`;
    const below = [...this.#files.keys()].filter((each) => each.startsWith(prefix));
    return Promise.resolve([...new Set(below.map((each) => each.slice(prefix.length).split('/')[0] ?? ''))]);
  }

  files(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  #walk(path: string, { from = '/', keepLink = false }: { from?: string; keepLink?: boolean }): Resolution {
    const links: string[] = [];
    const words = (path.startsWith('/') ? path : `${from}/${path}`).split('/').filter((word) => word !== '');
    let at = '/';
    for (let word = words.shift(); word !== undefined; word = words.shift()) {
      const next = posix.join(at, word);
      const file = this.#files.get(next);
      const kind = typeof file === 'object' && 'kind' in file ? file.kind : 'content';
      if (file === undefined && !this.#isFolder(next)) return { outcome: 'missing', at: next, links };
      if (typeof file === 'object' && 'kind' in file) {
        if (file.kind === 'unknown') return { outcome: 'unknown', at: next, why: file.why, links };
        if (file.kind === 'volume') {
          const mount = { path: next, volume: file.volume, subPath: '' };
          return { outcome: 'mounted', mount, rest: words.join('/'), links };
        }
        if (file.kind === 'link' && (words.length > 0 || !keepLink)) {
          links.push(next);
          if (links.length > MOST_LINKS) return { outcome: 'loop', at: next, links };
          words.unshift(...file.target.split('/').filter((each) => each !== ''));
          if (file.target.startsWith('/')) at = '/';
          continue;
        }
      }
      if (file !== undefined && kind !== 'folder' && words.length > 0)
        return { outcome: 'not-a-folder', at: next, links };
      at = next;
    }
    return { outcome: 'found', path: at, entry: this.#entry(at), folders: [], links };
  }

  #isFolder(path: string): boolean {
    return [...this.#files.keys()].some((each) => each.startsWith(`${path}/`));
  }

  #entry(path: string): LayerEntry {
    const base = { path: path.slice(1), mode: 0o755, uid: 0, gid: 0, size: 0, isImplied: false };
    const put = (file: FakeFile | undefined): LayerEntry => {
      if (file === undefined) return { ...base, type: 'directory' };
      if (typeof file === 'string' || Buffer.isBuffer(file)) {
        const bytes = Buffer.from(file);
        const collector = startFacts(path.slice(1), bytes.length);
        collector.push(bytes);
        return { ...base, type: 'file', size: bytes.length, facts: collector.end() };
      }
      switch (file.kind) {
        case 'elf':
          return put(elfFile(file.options));
        case 'mode':
          return { ...put(file.file), mode: file.mode };
        case 'link':
          return { ...base, type: 'symlink', target: file.target };
        case 'device':
          return { ...base, type: 'other' };
        case 'opaque':
          return { ...base, type: 'file', size: 10 };
        default:
          return { ...base, type: 'directory' };
      }
    };
    return put(this.#files.get(path));
  }
}
