/** How the numbers of an ELF file are written. */
export interface ElfLayout {
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
}

/** Numbers in a part of an ELF file. All reads throw a RangeError beyond its end. */
export class ElfView {
  readonly layout: ElfLayout;
  readonly bytes: Buffer;
  readonly #isLittle: boolean;
  readonly #data: DataView;

  constructor(bytes: Buffer, layout: ElfLayout) {
    this.layout = layout;
    this.bytes = bytes;
    this.#isLittle = layout.endianness === 'little';
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether so many bytes are there. */
  has(offset: number, length: number): boolean {
    return offset + length <= this.bytes.length;
  }

  /** 2 bytes. */
  half(offset: number): number {
    return this.#data.getUint16(offset, this.#isLittle);
  }

  /** 4 bytes. */
  word(offset: number): number {
    return this.#data.getUint32(offset, this.#isLittle);
  }

  /** 4 or 8 bytes. Above 2^53 it is not exact, and beyond any file. */
  address(offset: number): number {
    if (this.layout.bits === 32) return this.word(offset);
    return Number(this.#data.getBigUint64(offset, this.#isLittle));
  }
}
