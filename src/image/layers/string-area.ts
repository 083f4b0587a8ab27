import { ImageFault } from '../image-fault';

const LENGTH_BYTES = 4;
const MOST_BYTES = 2 ** 31 - 1;

/** Texts in one buffer, each once and with its length in front. A text is known by its place. */
export class StringArea {
  #bytes = Buffer.allocUnsafe(16 * 1024);
  // no text has the place 0, which stands for none
  #length = LENGTH_BYTES;
  #count = 0;
  /** Places by hash; 0 for a free slot. */
  #slots = new Uint32Array(1024);
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.#bytes.fill(0, 0, LENGTH_BYTES);
  }

  /** All texts so far, and room for more. The next text may come to another buffer. */
  get buffer(): Buffer {
    return this.#bytes;
  }

  /** All texts so far. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /**
   * The place of a text, which is added if it is not there yet.
   *
   * @throws ImageFault `unknown` beyond 2 GiB
   */
  intern(text: string): number {
    const begin = this.#length + LENGTH_BYTES;
    this.#makeRoom(begin + 3 * text.length);
    const length = this.#bytes.write(text, begin);
    this.#bytes.writeUInt32LE(length, this.#length);
    const slot = this.#findSlot(begin, length);
    const known = this.#slots[slot];
    if (known) return known;
    const place = this.#length;
    this.#slots[slot] = place;
    this.#length = begin + length;
    this.#count++;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return place;
  }

  /** The slot that has the text at `begin`, or is free for it. */
  #findSlot(begin: number, length: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashBytes(this.#bytes, begin, length, this.#seed) & mask;
    for (let place = this.#slots[slot]; place; place = this.#slots[slot]) {
      if (isSameText(this.#bytes, place, this.#bytes, begin, length)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #rehash(): void {
    const places = this.#slots;
    this.#slots = new Uint32Array(places.length * 2);
    for (const place of places) {
      if (place) this.#slots[this.#findSlot(place + LENGTH_BYTES, this.#bytes.readUInt32LE(place))] = place;
    }
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    if (bytes > MOST_BYTES) throw new ImageFault('unknown', 'what is known of its files takes more than 2 GiB');
    const longer = Buffer.allocUnsafe(Math.min(Math.max(bytes, Math.ceil(this.#bytes.length * 1.5)), MOST_BYTES));
    this.#bytes.copy(longer, 0, 0, this.#length);
    this.#bytes = longer;
  }
}

/** 32 bits over bytes. The seed keeps makers of layers from choosing names that all have one hash. */
export function hashBytes(bytes: Uint8Array, begin: number, length: number, seed: number): number {
  let hash = seed ^ length;
  for (let i = begin; i < begin + length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return mix(hash);
}

/** Spreads what differs in a number over all of its bits. */
export function mix(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Whether the text at a place of an area is the one at `begin` of other bytes. */
export function isSameText(area: Buffer, place: number, bytes: Buffer, begin: number, length: number): boolean {
  if (area.readUInt32LE(place) !== length) return false;
  const offset = place + LENGTH_BYTES;
  for (let i = 0; i < length; i++) if (area[offset + i] !== bytes[begin + i]) return false;
  return true;
}

/** The text at a place of an area. */
export function textAt(area: Buffer, place: number): string {
  return area.toString('utf8', place + LENGTH_BYTES, place + LENGTH_BYTES + area.readUInt32LE(place));
}
