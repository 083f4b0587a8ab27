/** Numbers in the width and byte order of an ELF file. */
export class NumberWriter {
  readonly #bits: 32 | 64;
  readonly #isLittle: boolean;

  constructor(bits: 32 | 64, endianness: 'little' | 'big') {
    this.#bits = bits;
    this.#isLittle = endianness === 'little';
  }

  half(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.#isLittle) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  }

  word(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    if (this.#isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  }

  address(value: number): Buffer {
    if (this.#bits === 32) return this.word(value);
    const bytes = Buffer.alloc(8);
    if (this.#isLittle) bytes.writeBigUInt64LE(BigInt(value));
    else bytes.writeBigUInt64BE(BigInt(value));
    return bytes;
  }
}

/** Texts that end with NUL, one after the other. */
export class StringTable {
  #bytes = Buffer.alloc(1);

  add(text: string): number {
    const offset = this.#bytes.length;
    this.#bytes = Buffer.concat([this.#bytes, Buffer.from(`${text}\0`)]);
    return offset;
  }

  bytes(): Buffer {
    return this.#bytes;
  }
}

/** Parts of a file one after the other, each where eight bytes begin. */
export class Parts {
  readonly parts: Buffer[] = [];
  end: number;

  constructor(start: number) {
    this.end = start;
    this.add(Buffer.alloc(0));
  }

  add(bytes: Buffer): number {
    const offset = this.end;
    const padding = Buffer.alloc((8 - ((offset + bytes.length) % 8)) % 8);
    this.parts.push(bytes, padding);
    this.end += bytes.length + padding.length;
    return offset;
  }
}
