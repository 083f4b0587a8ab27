import { ImageFault } from '../image-fault';
import { cleanPath } from './clean-path';
import { IMPLIED_FOLDER, type LayerNode } from './layer-node';
import {
  DIRECTORY,
  HIDES_CONTENT,
  HIDES_ITSELF,
  IMPLIED,
  type LayerRecords,
  NOTHING,
  ROOT,
  SYMLINK,
  TYPE_MASK,
  UNRESOLVED,
} from './layer-records';
import { RecordStore } from './record-store';
import { showName } from './show-name';
import { textAt } from './string-area';

/** As many as the kernel follows. */
const MOST_LINKS = 40;
/** The kernel's PATH_MAX without the zero byte. */
const MOST_PATH_BYTES = 4095;
/** Enough for any real layer; made-up ones could keep us busy for hours. */
const MOST_STEPS = 500_000_000;
/** The round of what is not there any more. */
const GONE = 0xffff_ffff;

/** The files of a layer while it is read. */
export class LayerTree {
  readonly store: RecordStore;
  /** How often each record has lost all that was in it. */
  #rounds = new Uint32Array(0);
  /** The round of its parent that a record belongs to: in any other it is not there. */
  #roundsOfParents = new Uint32Array(0);
  #steps = 0;
  /** The last folder that was made: mostly the next entry is in it too. */
  #lastPath: string | undefined;
  #lastFolder = ROOT;

  constructor(seed: number) {
    this.store = new RecordStore(seed);
    this.#makeRoom();
  }

  typeOf(record: number): number {
    return (this.#records.flags[record] as number) & TYPE_MASK;
  }

  hasFlag(record: number, flag: number): boolean {
    return ((this.#records.flags[record] as number) & flag) !== 0;
  }

  /** The record at a path, links on the way followed; undefined when nothing is there. */
  find(path: string): number | undefined {
    if (path === '') return this.typeOf(ROOT) === NOTHING ? undefined : ROOT;
    const [folderPath, name] = split(path);
    const folder = this.#walk(folderPath, false);
    return folder === undefined ? undefined : this.#findChild(folder, name);
  }

  /**
   * The record for a path, links on the way followed, made with its folders where there is none.
   *
   * @throws ImageFault `broken` when nothing can be there, `unknown` when there are too many
   */
  make(path: string): number {
    if (path === '') return ROOT;
    const [folderPath, name] = split(path);
    return this.makeChild(this.makeFolder(folderPath), name);
  }

  /** The record of a folder, likewise. */
  makeFolder(path: string): number {
    if (path === this.#lastPath) return this.#lastFolder;
    if (this.typeOf(ROOT) === NOTHING) this.put(ROOT, IMPLIED_FOLDER);
    this.#lastFolder = this.#walk(path, true) ?? ROOT;
    this.#lastPath = path;
    return this.#lastFolder;
  }

  /** The record for a name in a folder, made where there is none. */
  makeChild(folder: number, name: string): number {
    const known = this.store.count;
    const record = this.store.obtain(folder, name);
    if (this.store.capacity > this.#rounds.length) this.#makeRoom();
    const round = this.#rounds[folder] as number;
    if (record < known && this.#roundsOfParents[record] !== round) this.#clear(record);
    this.#roundsOfParents[record] = round;
    return record;
  }

  /** Puts something into a place. A folder that takes the place of a folder keeps what is in it. */
  put(record: number, node: LayerNode): void {
    const records = this.#records;
    const old = this.typeOf(record);
    let hides = (records.flags[record] as number) & (HIDES_CONTENT | HIDES_ITSELF);
    if (old === SYMLINK || (old === DIRECTORY && node.type !== DIRECTORY)) {
      this.#lastPath = undefined;
      this.#rounds[record] = (this.#rounds[record] as number) + 1;
      hides &= ~HIDES_CONTENT;
    }
    // the first of the two has removed the folder of the layers below, with all that was in it
    if (node.type === DIRECTORY && old !== DIRECTORY && old !== NOTHING) hides |= HIDES_CONTENT;
    records.flags[record] = hides | node.type | node.flags;
    records.mode[record] = node.mode;
    records.uid[record] = node.uid;
    records.gid[record] = node.gid;
    records.size[record] = node.size;
    records.link[record] = node.link;
    records.facts[record] = node.facts;
  }

  /** What is in a place. */
  nodeAt(record: number): LayerNode {
    const { flags, mode, uid, gid, size, link, facts } = this.#records;
    return {
      type: this.typeOf(record),
      flags: (flags[record] as number) & (UNRESOLVED | IMPLIED),
      mode: mode[record] as number,
      uid: uid[record] as number,
      gid: gid[record] as number,
      size: size[record] as number,
      link: link[record] as number,
      facts: facts[record] as number,
    };
  }

  /** @param flag `HIDES_CONTENT` or `HIDES_ITSELF`, which stay, or `FOLLOWED`, until something else is put there */
  mark(record: number, flag: number): void {
    this.#records.flags[record] = (this.#records.flags[record] as number) | flag;
  }

  /** Takes a place with all that is in it out of the tree. */
  remove(record: number): void {
    this.#clear(record);
  }

  /** Clears, as the last step, what is not there any more. @returns how many entries are left */
  settle(): number {
    const { parent, flags } = this.#records;
    let entries = 0;
    for (let record = 0; record < this.store.count; record++) {
      const round = this.#rounds[parent[record] as number];
      if (record !== ROOT && (round === GONE || round !== this.#roundsOfParents[record])) {
        this.#rounds[record] = GONE;
        flags[record] = 0;
      }
      if (this.typeOf(record) !== NOTHING) entries++;
    }
    return entries;
  }

  get #records(): LayerRecords {
    return this.store.records;
  }

  #walk(path: string, isMaking: boolean): number | undefined {
    let names = path === '' ? [] : path.split('/');
    let record = ROOT;
    let links = 0;
    for (let i = 0; i < names.length; i++) {
      if (++this.#steps > MOST_STEPS) throw new ImageFault('unknown', 'its folders are too deep to be read in time');
      const name = names[i] as string;
      const child = isMaking ? this.makeChild(record, name) : this.#findChild(record, name);
      if (child === undefined) return undefined;
      const type = this.typeOf(child);
      if (type === SYMLINK && ++links <= MOST_LINKS) {
        names = this.#follow(record, child, names.slice(i + 1));
        record = ROOT;
        i = -1;
        continue;
      }
      if (type !== DIRECTORY) {
        if (!isMaking) return undefined;
        if (type !== NOTHING) throw notAFolder(path, this.#pathOf(child));
        this.put(child, IMPLIED_FOLDER);
      }
      record = child;
    }
    return record;
  }

  /** The names from the root that a link in a folder means, with the rest of the way. */
  #follow(folder: number, link: number, rest: readonly string[]): string[] {
    const target = textAt(this.store.strings.buffer, this.#records.link[link] as number);
    const path = cleanPath([target.startsWith('/') ? '' : this.#pathOf(folder), target, ...rest].join('/'));
    if (path.length > MOST_PATH_BYTES) throw notAFolder(path, this.#pathOf(link));
    return path === '' ? [] : path.split('/');
  }

  #findChild(folder: number, name: string): number | undefined {
    const record = this.store.find(folder, name);
    if (record === undefined || this.typeOf(record) === NOTHING) return undefined;
    return this.#roundsOfParents[record] === this.#rounds[folder] ? record : undefined;
  }

  #clear(record: number): void {
    this.#rounds[record] = (this.#rounds[record] as number) + 1;
    this.#records.flags[record] = 0;
    this.#lastPath = undefined;
  }

  #pathOf(record: number): string {
    const { parent, name } = this.#records;
    const names: string[] = [];
    for (let at = record; at !== ROOT; at = parent[at] as number) {
      names.push(textAt(this.store.strings.buffer, name[at] as number));
    }
    return names.reverse().join('/');
  }

  #makeRoom(): void {
    this.#rounds = lengthened(this.#rounds, this.store.capacity);
    this.#roundsOfParents = lengthened(this.#roundsOfParents, this.store.capacity);
  }
}

function split(path: string): readonly [folder: string, name: string] {
  const cut = path.lastIndexOf('/');
  return [cut < 0 ? '' : path.slice(0, cut), path.slice(cut + 1)];
}

function lengthened(words: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(capacity);
  longer.set(words);
  return longer;
}

function notAFolder(path: string, at: string): ImageFault {
  return new ImageFault('broken', `it puts something into ${showName(path)}, and ${showName(at)} is no folder`);
}
