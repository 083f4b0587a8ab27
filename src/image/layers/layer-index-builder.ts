import type { FileFacts } from '../facts/file-facts';
import { ImageFault } from '../image-fault';
import { cleanPath } from './clean-path';
import type { LayerNode } from './layer-node';
import { DIRECTORY, FILE, FOLLOWED, HIDES_CONTENT, HIDES_ITSELF, OTHER, SYMLINK, UNRESOLVED } from './layer-records';
import { LayerTree } from './layer-tree';
import { PackedLayerIndex } from './packed-layer-index';
import { packLayer } from './packed-layout';
import { showName } from './show-name';
import { textAt } from './string-area';
import type { TarEntry } from './tar-entry';

/** The kernel's PATH_MAX without the zero byte. */
const MOST_PATH_BYTES = 4095;
/** Many times what the scripts of a distribution come to. */
const MOST_SCRIPT_LETTERS = 16 * 2 ** 20;
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** What AUFS keeps for itself. */
const META = '.wh..wh.';
/** Where AUFS keeps files for hard links; the folder itself is no part of the image. */
const LINK_FOLDER = '.wh..wh.plnk';
const TYPE_NUMBERS = { file: FILE, directory: DIRECTORY, symlink: SYMLINK, other: OTHER } as const;

/**
 * Makes the index of a layer from the entries of its tar, in their order, as runtimes unpack them.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#applying-changesets
 */
export class LayerIndexBuilder {
  readonly #tree: LayerTree;
  readonly #seed: number;
  /** Hard links whose targets may still come. */
  readonly #unresolved: number[] = [];
  readonly #otherFacts: number;
  #scriptLetters = 0;

  /** @param seed any 32 bits that the maker of the layer cannot know */
  constructor(seed: number) {
    this.#seed = seed;
    this.#tree = new LayerTree(seed);
    this.#otherFacts = this.#intern(JSON.stringify({ kind: 'other' }));
  }

  /**
   * Takes the next entry.
   *
   * @returns a file whose facts are wanted, by its number here
   * @throws ImageFault `broken` for what cannot be unpacked, `unknown` for what is too much
   */
  add(entry: TarEntry): { readonly file: number; readonly path: string } | undefined {
    const path = cleanPath(entry.name);
    if (path.length > MOST_PATH_BYTES) throw longPath(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.startsWith(META) && path !== OPAQUE && !isLinkedFile(path, entry)) return undefined;
    if (name.startsWith(WHITEOUT)) {
      this.#addWhiteout(path.slice(0, Math.max(0, path.length - name.length - 1)), name);
      return undefined;
    }
    // runtimes leave the root as it is
    if (path === '' && entry.type !== 'directory') return undefined;
    const record = this.#tree.make(path);
    if (entry.type === 'hard-link') this.#addHardLink(record, entry);
    else this.#tree.put(record, this.#nodeOf(entry, TYPE_NUMBERS[entry.type]));
    return entry.type === 'file' && !entry.isSparse ? { file: record, path } : undefined;
  }

  /** Says what was learned of a file that {@link add} wanted to know of. */
  setFacts(file: number, facts: FileFacts): void {
    const place = facts.kind === 'other' ? this.#otherFacts : this.#intern(JSON.stringify(this.#fitted(facts)));
    this.#tree.store.records.facts[file] = place;
  }

  /** Without the text of a script, where there are too many of them. */
  #fitted(facts: FileFacts): FileFacts {
    if (facts.kind !== 'script' || facts.text === undefined) return facts;
    this.#scriptLetters += facts.text.length;
    return this.#scriptLetters > MOST_SCRIPT_LETTERS ? { ...facts, text: undefined } : facts;
  }

  /** @param unpackedBytes of the tar */
  finish(unpackedBytes: number): PackedLayerIndex {
    for (const record of this.#unresolved) this.#resolve(record);
    const links = this.#tree.find(LINK_FOLDER);
    if (links !== undefined) this.#tree.remove(links);
    const entryCount = this.#tree.settle();
    const { records, count, slots, strings } = this.#tree.store;
    const parts = {
      records,
      recordCount: count,
      entryCount,
      slots,
      strings: strings.bytes,
      seed: this.#seed,
      unpackedBytes,
    };
    return PackedLayerIndex.open(packLayer(parts)) as PackedLayerIndex;
  }

  /** What it hides are layers below only, wherever in the archive it stands. */
  #addWhiteout(folder: string, name: string): void {
    if (name === OPAQUE) this.#tree.mark(this.#tree.makeFolder(folder), HIDES_CONTENT);
    if (name.startsWith(META)) return;
    const hidden = name.slice(WHITEOUT.length);
    if (hidden === '' || hidden === '.' || hidden === '..') {
      throw new ImageFault('broken', `it removes ${showName(name)}, which is no name of a file`);
    }
    this.#tree.mark(this.#tree.makeChild(this.#tree.makeFolder(folder), hidden), HIDES_ITSELF);
  }

  #nodeOf({ mode, uid, gid, size, linkName, isSparse }: TarEntry, type: number): LayerNode {
    if (type === SYMLINK && linkName.length > MOST_PATH_BYTES) throw longPath(linkName);
    const link = type === SYMLINK ? this.#intern(linkName) : 0;
    return { type, flags: 0, mode, uid, gid, size, link, facts: isSparse ? this.#otherFacts : 0 };
  }

  #addHardLink(record: number, entry: TarEntry): void {
    const path = cleanPath(entry.linkName);
    if (path.length > MOST_PATH_BYTES) throw longPath(path);
    const target = this.#tree.find(path);
    if (target !== undefined && this.#tree.typeOf(target) === DIRECTORY) {
      throw new ImageFault('broken', `${showName(entry.name)} in it is a hard link to the folder ${showName(path)}`);
    }
    if (target === undefined) {
      const node = this.#nodeOf(entry, FILE);
      this.#tree.put(record, { ...node, flags: UNRESOLVED, link: this.#intern(path) });
    } else this.#tree.put(record, this.#linked(this.#tree.nodeAt(target), path));
    if (this.#tree.hasFlag(record, UNRESOLVED)) this.#unresolved.push(record);
  }

  /** Goes from hard link to hard link, and gives all of them what is at the end. */
  #resolve(record: number): void {
    const way: number[] = [];
    let at = record;
    let last = '';
    while (this.#tree.hasFlag(at, UNRESOLVED) && !this.#tree.hasFlag(at, FOLLOWED)) {
      way.push(at);
      this.#tree.mark(at, FOLLOWED);
      const path = textAt(this.#tree.store.strings.buffer, this.#tree.store.records.link[at] as number);
      const target = this.#tree.find(path);
      if (target === undefined || this.#tree.typeOf(target) === DIRECTORY) break;
      at = target;
      last = path;
    }
    // links in a circle get what they have: nothing
    const end = this.#linked(this.#tree.nodeAt(at), last);
    for (const link of way) this.#tree.put(link, end);
  }

  /** What a hard link to a file gets: also where the file is, which the first of several links to links says. */
  #linked(node: LayerNode, path: string): LayerNode {
    if (node.type !== FILE || node.link !== 0 || path === '') return node;
    return { ...node, link: this.#intern(path) };
  }

  #intern(text: string): number {
    return this.#tree.store.strings.intern(text);
  }
}

/** Files there can be meant by hard links. */
function isLinkedFile(path: string, { type }: TarEntry): boolean {
  return type === 'file' && path.startsWith(`${LINK_FOLDER}/`);
}

function longPath(path: string): ImageFault {
  return new ImageFault('broken', `${showName(path)} in it is longer than the ${MOST_PATH_BYTES} bytes of a path`);
}
