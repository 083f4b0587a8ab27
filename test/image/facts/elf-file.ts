import { NumberWriter, Parts, StringTable } from './elf-numbers';
import { printDefined, printNeeded, type WantedVersion } from './elf-versions';

/** What an ELF file is to be; without options it is a static program for x86-64. */
export interface ElfOptions {
  readonly bits?: 32 | 64;
  readonly endianness?: 'little' | 'big';
  /** `e_machine`: 62 for x86-64 (the default), 183 for AArch64, 3 for i386, 40 for ARM. */
  readonly machine?: number;
  /** `shared` for libraries and position independent programs; `object` for what is no program. */
  readonly type?: 'executable' | 'shared' | 'object';
  /** `/lib64/ld-linux-x86-64.so.2`; the default is none. */
  readonly interpreter?: string;
  /** Names of libraries, in order. */
  readonly needed?: readonly string[];
  readonly soname?: string;
  /** DT_RPATH: folders with colons between them. */
  readonly rpath?: string;
  /** DT_RUNPATH, likewise. */
  readonly runpath?: string;
  /** By the library that has them. */
  readonly versionsNeeded?: Readonly<Record<string, readonly (string | WantedVersion)[]>>;
  /** The entry for the library itself is added. */
  readonly versionsDefined?: readonly string[];
  /** What Go leaves: the note with its build id, what it says about the build, or both. */
  readonly go?: 'note' | 'build-info' | 'both';
  /** Bytes between the begin of the file and its data, where a real one has its code. */
  readonly codeBytes?: number;
  /**
   * Machine code in place of zeros, where a kernel or a loader begins. A file with it really starts, and loads as a
   * library: it has the lists of symbols that loaders look into, with nothing in them.
   */
  readonly code?: Uint8Array;
  /** Where the names of libraries are: before the code (the default), or at the end as `patchelf` moves them. */
  readonly namesAt?: 'begin' | 'end';
}

const PAGE_BYTES = 0x1000;
const ADDRESS_OF_BEGIN = 0x10000;
const LOAD = 1;
const DYNAMIC = 2;
const INTERPRETER = 3;
const NOTE = 4;
// of a 64 bit file
const SYMBOL_BYTES = 24;
/** Where each list is behind the others, by its tag: DT_SYMTAB, DT_HASH, DT_VERSYM. */
const SYMBOL_TABLES: ReadonlyMap<number, number> = new Map([
  [6, 0],
  [4, SYMBOL_BYTES],
  [0x6ffffff0, SYMBOL_BYTES + 16],
]);

/**
 * A small ELF file: headers, notes, names and versions as linkers write them, and zeros for code. Without
 * `code` it cannot run, and all that says how to start it is as in a real one: `readelf -l -d -V` reads it.
 *
 * Addresses are not offsets: the data is one page further away than in the file.
 */
export function elfFile(options: ElfOptions = {}): Buffer {
  const { bits = 64, endianness = 'little', machine = 62, type = 'executable', codeBytes = 0, code } = options;
  const writer = new NumberWriter(bits, endianness);
  const strings = new StringTable();
  const isDynamic = hasDynamic(options);
  const interpreter = Buffer.from(options.interpreter === undefined ? '' : `${options.interpreter}\0`);
  const note = options.go === 'note' || options.go === 'both' ? goNote(writer) : Buffer.alloc(0);
  const versionsNeeded = printNeeded(writer, strings, options.versionsNeeded ?? {});
  const versionsDefined = printDefined(writer, strings, options.soname, options.versionsDefined);
  const entries: [tag: number, value: number][] = [
    ...(options.needed ?? []).map((name): [number, number] => [1, strings.add(name)]),
    ...textEntry(strings, 14, options.soname),
    ...textEntry(strings, 15, options.rpath),
    ...textEntry(strings, 29, options.runpath),
  ];
  const names = isDynamic ? strings.bytes() : Buffer.alloc(0);
  const namesAtEnd = options.namesAt === 'end';

  const headerBytes = bits === 64 ? 64 : 52;
  const stepBytes = bits === 64 ? 56 : 32;
  const headerCount = 2 + (isDynamic ? 1 : 0) + (interpreter.length > 0 ? 1 : 0) + (note.length > 0 ? 1 : 0);
  const begin = new Parts(headerBytes + headerCount * stepBytes);
  const interpreterAt = begin.add(interpreter);
  const noteAt = begin.add(note);
  const neededAt = begin.add(versionsNeeded);
  const definedAt = begin.add(versionsDefined);
  const earlyNamesAt = begin.add(namesAtEnd ? Buffer.alloc(0) : names);
  const codeAt = begin.add(Buffer.from(code ?? Buffer.alloc(codeBytes)));
  const symbolsAt = code === undefined || !isDynamic ? undefined : begin.add(emptySymbols(writer));

  const dataStart = begin.end;
  const addressOf = (offset: number) => offset + ADDRESS_OF_BEGIN + (offset >= dataStart ? PAGE_BYTES : 0);
  const data = new Parts(dataStart);
  const info = options.go === 'build-info' || options.go === 'both' ? '\xff Go buildinf:\x08\x02' : '';
  data.add(Buffer.from(info, 'latin1'));
  if (symbolsAt !== undefined) {
    const tables = [...SYMBOL_TABLES].map(([tag, offset]): [number, number] => [tag, addressOf(symbolsAt + offset)]);
    entries.push(...tables, [11, SYMBOL_BYTES]);
  }
  const dynamicBytes = isDynamic ? (entries.length + 7) * (bits / 4) : 0;
  const dynamicAt = data.end;
  const namesAt = namesAtEnd ? dynamicAt + dynamicBytes : earlyNamesAt;
  if (isDynamic) {
    entries.push([5, addressOf(namesAt)], [10, names.length]);
    if (versionsNeeded.length > 0) {
      entries.push([0x6ffffffe, addressOf(neededAt)], [0x6fffffff, Object.keys(options.versionsNeeded ?? {}).length]);
    }
    if (versionsDefined.length > 0) {
      entries.push([0x6ffffffc, addressOf(definedAt)], [0x6ffffffd, (options.versionsDefined?.length ?? 0) + 1]);
    }
    while (entries.length * (bits / 4) < dynamicBytes) entries.push([0, 0]);
    data.add(Buffer.concat(entries.flatMap(([tag, value]) => [writer.address(tag), writer.address(value)])));
    if (namesAtEnd) data.add(names);
  }

  const header = (kind: number, flags: number, offset: number, length: number, alignment: number): Buffer => {
    const at = [offset, addressOf(offset), addressOf(offset), length, length].map((value) => writer.address(value));
    return bits === 64
      ? Buffer.concat([writer.word(kind), writer.word(flags), ...at, writer.address(alignment)])
      : Buffer.concat([writer.word(kind), ...at, writer.word(flags), writer.word(alignment)]);
  };
  const headers = [
    ...(interpreter.length > 0 ? [header(INTERPRETER, 4, interpreterAt, interpreter.length, 1)] : []),
    header(LOAD, 5, 0, dataStart, PAGE_BYTES),
    header(LOAD, 6, dataStart, data.end - dataStart, PAGE_BYTES),
    ...(isDynamic ? [header(DYNAMIC, 6, dynamicAt, dynamicBytes, 8)] : []),
    ...(note.length > 0 ? [header(NOTE, 4, noteAt, note.length, 4)] : []),
  ];
  const magic = [0x7f, 0x45, 0x4c, 0x46, bits / 32, endianness === 'little' ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const start = Buffer.concat([
    Buffer.from(magic),
    writer.half({ object: 1, executable: 2, shared: 3 }[type]),
    writer.half(machine),
    writer.word(1),
    writer.address(code === undefined ? ADDRESS_OF_BEGIN : addressOf(codeAt)),
    writer.address(headerBytes),
    writer.address(0),
    writer.word(0),
    ...[headerBytes, stepBytes, headerCount, 0, 0, 0].map((value) => writer.half(value)),
    ...headers,
  ]);
  return Buffer.concat([start, ...begin.parts, ...data.parts]);
}

function hasDynamic(options: ElfOptions): boolean {
  const { interpreter, needed, soname, rpath, runpath, versionsNeeded, versionsDefined } = options;
  return [interpreter, needed, soname, rpath, runpath, versionsNeeded, versionsDefined].some(
    (option) => option !== undefined,
  );
}

function textEntry(strings: StringTable, tag: number, text: string | undefined): [number, number][] {
  return text === undefined ? [] : [[tag, strings.add(text)]];
}

/** The symbol that stands for none, a hash table with nothing else, and its version. */
function emptySymbols(writer: NumberWriter): Buffer {
  return Buffer.concat([
    Buffer.alloc(SYMBOL_BYTES),
    ...[1, 1, 0, 0].map((value) => writer.word(value)),
    Buffer.alloc(2),
  ]);
}

function goNote(writer: NumberWriter): Buffer {
  const id = Buffer.from('aGVsbG8gZ28h');
  // one that is not Go's stands before it
  return Buffer.concat([
    ...[writer.word(4), writer.word(4), writer.word(4), Buffer.from('GNU\0'), writer.word(7)],
    ...[writer.word(4), writer.word(id.length), writer.word(4), Buffer.from('Go\0\0'), id],
  ]);
}
