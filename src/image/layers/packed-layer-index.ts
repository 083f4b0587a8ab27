import type { FileFacts } from '../facts/file-facts';
import type { LayerEntry, LayerIndex } from './layer-index';
import {
  HIDES_CONTENT,
  HIDES_ITSELF,
  IMPLIED,
  type LayerRecords,
  ROOT,
  TYPE_MASK,
  TYPES,
  UNRESOLVED,
} from './layer-records';
import { type LayerParts, viewLayer } from './packed-layout';
import { encodeName, findSlot, type RecordTable } from './record-table';
import { textAt } from './string-area';

/** The index of a layer in one buffer, which is all that has to be kept of it. */
export class PackedLayerIndex implements LayerIndex {
  readonly bytes: Buffer;
  readonly count: number;
  readonly unpackedBytes: number;
  readonly #records: LayerRecords;
  readonly #table: RecordTable;

  private constructor(bytes: Buffer, { records, slots, strings, seed, entryCount, unpackedBytes }: LayerParts) {
    this.bytes = bytes;
    this.count = entryCount;
    this.unpackedBytes = unpackedBytes;
    this.#records = records;
    this.#table = { slots, parent: records.parent, name: records.name, strings, seed };
  }

  /** The index in a buffer that `packLayer` made; undefined when it is none. What is in it is not doubted. */
  static open(bytes: Buffer): PackedLayerIndex | undefined {
    // its numbers are used where they are, which needs them at whole words
    const aligned = bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(Uint8Array.from(bytes).buffer);
    const parts = viewLayer(aligned);
    return parts && new PackedLayerIndex(aligned, parts);
  }

  find(path: string): LayerEntry | undefined {
    const record = this.#findRecord(path);
    return record === undefined ? undefined : this.#entry(record, path);
  }

  hides(path: string): 'nothing' | 'itself' | 'content' {
    const record = this.#findRecord(path);
    const flags = record === undefined ? 0 : (this.#records.flags[record] ?? 0);
    if ((flags & HIDES_ITSELF) !== 0) return 'itself';
    return (flags & HIDES_CONTENT) === 0 ? 'nothing' : 'content';
  }

  *entries(): IterableIterator<LayerEntry> {
    const { parent, flags } = this.#records;
    let folder = -1;
    let folderPath = '';
    for (let record = 0; record < flags.length; record++) {
      if (((flags[record] as number) & TYPE_MASK) === 0) continue;
      const above = parent[record] as number;
      // what lies in one folder mostly comes together
      if (above !== folder) folderPath = this.#pathOf(above);
      folder = above;
      const name = this.#text('name', record);
      const entry = this.#entry(record, folderPath === '' ? name : `${folderPath}/${name}`);
      if (entry) yield entry;
    }
  }

  #findRecord(path: string): number | undefined {
    let record = ROOT;
    for (const name of path === '' ? [] : path.split('/')) {
      const bytes = encodeName(name);
      const found = bytes && this.#table.slots[findSlot(this.#table, record, bytes)];
      if (!found) return undefined;
      record = found - 1;
    }
    return record;
  }

  #pathOf(record: number): string {
    const names: string[] = [];
    for (let at = record; at !== ROOT; at = this.#records.parent[at] ?? ROOT) names.push(this.#text('name', at));
    return names.reverse().join('/');
  }

  #entry(record: number, path: string): LayerEntry | undefined {
    const { mode, uid, gid, size, flags } = this.#records;
    const flag = flags[record] ?? 0;
    const type = TYPES[flag & TYPE_MASK];
    if (type === undefined) return undefined;
    const isUnresolved = (flag & UNRESOLVED) !== 0;
    const link = isUnresolved || this.#records.link[record] !== 0 ? this.#text('link', record) : undefined;
    const factsPlace = this.#records.facts[record] ?? 0;
    const { strings } = this.#table;
    return {
      path,
      type,
      mode: mode[record] ?? 0,
      uid: uid[record] ?? 0,
      gid: gid[record] ?? 0,
      size: size[record] ?? 0,
      target: type === 'symlink' ? link : undefined,
      isImplied: (flag & IMPLIED) !== 0,
      linkPath: isUnresolved && type !== 'symlink' ? link : undefined,
      sharedPath: isUnresolved || type === 'symlink' ? undefined : link,
      get facts() {
        return factsPlace === 0 ? undefined : (JSON.parse(textAt(strings, factsPlace)) as FileFacts);
      },
    };
  }

  #text(column: 'name' | 'link', record: number): string {
    return textAt(this.#table.strings, this.#records[column][record] ?? 0);
  }
}
