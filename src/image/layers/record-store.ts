import { ImageFault } from '../image-fault';
import { copyRecords, type LayerRecords, recordsBytes, viewRecords } from './layer-records';
import { encodeName, findSlot, MOST_NAME_BYTES } from './record-table';
import { showName } from './show-name';
import { StringArea } from './string-area';

const MOST_RECORDS = 20_000_000;
const FIRST_CAPACITY = 1024;

/** Records in growing columns, with a hash table that finds them. The root is always there. */
export class RecordStore {
  readonly strings: StringArea;
  records = newRecords(FIRST_CAPACITY);
  count = 1;
  readonly #table: {
    slots: Uint32Array;
    parent: Uint32Array;
    name: Uint32Array;
    strings: Buffer;
    readonly seed: number;
  };

  constructor(seed: number) {
    this.strings = new StringArea(seed);
    const { parent, name } = this.records;
    this.#table = { slots: new Uint32Array(2 * FIRST_CAPACITY), parent, name, strings: this.strings.buffer, seed };
  }

  get slots(): Uint32Array {
    return this.#table.slots;
  }

  /** How many records there is room for. */
  get capacity(): number {
    return this.records.flags.length;
  }

  find(parent: number, name: string): number | undefined {
    const bytes = encodeName(name);
    const found = bytes && this.slots[findSlot(this.#table, parent, bytes)];
    return found ? found - 1 : undefined;
  }

  /**
   * Finds a record or adds an empty one, which is then the last.
   *
   * @throws ImageFault `broken` for a name that is too long, `unknown` beyond 20 million records
   */
  obtain(parent: number, name: string): number {
    const bytes = encodeName(name);
    if (bytes === undefined) {
      throw new ImageFault(
        'broken',
        `${showName(name)} in it is longer than the ${MOST_NAME_BYTES} bytes of a file name`,
      );
    }
    const slot = findSlot(this.#table, parent, bytes);
    const found = this.slots[slot];
    return found ? found - 1 : this.#add(parent, name, slot);
  }

  #add(parent: number, name: string, slot: number): number {
    if (this.count === MOST_RECORDS) {
      throw new ImageFault('unknown', `it holds more than ${MOST_RECORDS / 1_000_000} million files`);
    }
    if (this.count === this.capacity) this.#grow();
    const record = this.count++;
    this.records.parent[record] = parent;
    this.records.name[record] = this.strings.intern(name);
    this.#table.strings = this.strings.buffer;
    this.slots[slot] = record + 1;
    if (this.count * 3 > this.slots.length * 2) this.#rehash();
    return record;
  }

  #grow(): void {
    const records = newRecords(Math.min(Math.ceil(this.count * 1.5), MOST_RECORDS));
    copyRecords(this.records, records, this.count);
    this.records = records;
    this.#table.parent = records.parent;
    this.#table.name = records.name;
  }

  #rehash(): void {
    this.#table.slots = new Uint32Array(this.slots.length * 2);
    const { strings, parent, name } = this.#table;
    for (let record = 1; record < this.count; record++) {
      const place = name[record] as number;
      const slot = findSlot(this.#table, parent[record] as number, strings, place + 4, strings.readUInt32LE(place));
      this.slots[slot] = record + 1;
    }
  }
}

function newRecords(capacity: number): LayerRecords {
  return viewRecords(new ArrayBuffer(recordsBytes(capacity)), 0, capacity);
}
