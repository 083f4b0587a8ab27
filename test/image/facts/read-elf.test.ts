import fc from 'fast-check';
import type { ElfFacts, FileFacts } from '../../../src/image/facts/file-facts';
import { type ElfOptions, elfFile } from './elf-file';
import { factsOf, readInChunks } from './facts-of';

const LOADER = '/lib64/ld-linux-x86-64.so.2';
const STATIC: ElfFacts = {
  bits: 64,
  endianness: 'little',
  machine: 62,
  type: 'executable',
  needed: [],
  rpath: [],
  runpath: [],
  versionsNeeded: {},
  versionsDefined: [],
  isGo: false,
};
const FULL: ElfOptions = {
  type: 'shared',
  interpreter: LOADER,
  needed: ['libssl.so.3', 'libc.so.6'],
  soname: 'libapp.so.1',
  rpath: '/opt/lib',
  runpath: '$ORIGIN/../lib:/usr/local/lib:',
  versionsNeeded: { 'libssl.so.3': ['OPENSSL_3.0.0'], 'libc.so.6': ['GLIBC_2.34', 'GLIBC_2.2.5'] },
  versionsDefined: ['APP_1', 'APP_2'],
  go: 'both',
};
const FULL_FACTS: Partial<ElfFacts> = {
  type: 'shared',
  interpreter: LOADER,
  needed: ['libssl.so.3', 'libc.so.6'],
  soname: 'libapp.so.1',
  rpath: ['/opt/lib'],
  runpath: ['$ORIGIN/../lib', '/usr/local/lib', ''],
  versionsNeeded: { 'libssl.so.3': ['OPENSSL_3.0.0'], 'libc.so.6': ['GLIBC_2.34', 'GLIBC_2.2.5'] },
  versionsDefined: ['APP_1', 'APP_2'],
  isGo: true,
};

function elf(facts: Partial<ElfFacts>): FileFacts {
  return { kind: 'elf', elf: { ...STATIC, ...facts } };
}

function gapOf(content: Buffer, fileBytes = content.length): string | undefined {
  const facts = factsOf(content, { fileBytes });
  return facts.kind === 'elf' ? facts.elf.gap : facts.kind;
}

describe('the facts of an ELF file', () => {
  test.each([
    [{}, {}, 'a static program'],
    [{ type: 'object' }, { type: 'other' }, 'no program'],
    [{ bits: 32, machine: 3 }, { bits: 32, machine: 3 }, 'i386'],
    [{ machine: 22, endianness: 'big' }, { machine: 22, endianness: 'big' }, 's390x'],
    [{ go: 'note' }, { isGo: true }, 'a program of Go'],
    [{ go: 'build-info' }, { isGo: true }, 'a program of Go without build id'],
    [{ go: 'note', interpreter: LOADER }, { isGo: true, interpreter: LOADER }, 'a program of Go and C'],
    [{ go: 'build-info', interpreter: LOADER }, { isGo: true, interpreter: LOADER }, 'the same without build id'],
    [{ rpath: '', runpath: '' }, {}, 'empty lists of folders, which are none'],
    [{ rpath: ':' }, { rpath: ['', ''] }, 'two folders, both where it is started'],
    [
      { versionsNeeded: { 'libc.so.6': ['GLIBC_2.34', { name: 'GLIBC_2.36', isWeak: true }] } },
      { versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'] } },
      'a version that it can do without',
    ],
    [{ versionsDefined: [] }, {}, 'a library that only names itself'],
    [FULL, FULL_FACTS, 'all of it'],
    [{ ...FULL, bits: 32, machine: 40 }, { ...FULL_FACTS, bits: 32, machine: 40 }, 'all of it for ARM'],
    [{ ...FULL, endianness: 'big' }, { ...FULL_FACTS, endianness: 'big' }, 'all of it in the other byte order'],
    [
      { ...FULL, bits: 32, endianness: 'big' },
      { ...FULL_FACTS, bits: 32, endianness: 'big' },
      'all of it in the other width and byte order',
    ],
    [{ ...FULL, namesAt: 'end' }, FULL_FACTS, 'all of it with the names moved to the end'],
    [{ ...FULL, codeBytes: 200_000 }, FULL_FACTS, 'all of it around code'],
  ] as [ElfOptions, Partial<ElfFacts>, string][])('%j', (options, facts, _reason) => {
    const file = elfFile(options);
    for (const chunkBytes of file.length > 100_000 ? [1000, 65_536] : [1, 3, 64, 4096]) {
      expect(factsOf(file, { chunkBytes })).toEqual(elf(facts));
    }
  });

  test('keeps names that objects have', () => {
    const file = elfFile({ versionsNeeded: { ['__proto__']: ['V1'], constructor: ['V2'] }, needed: ['__proto__'] });
    const facts = factsOf(file);
    expect(facts.kind === 'elf' && Object.entries(facts.elf.versionsNeeded)).toEqual([
      ['__proto__', ['V1']],
      ['constructor', ['V2']],
    ]);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  test('reads a static program of Go no further than its notes', () => {
    const { takenBytes } = readInChunks(elfFile({ go: 'both', codeBytes: 10_000_000 }), { chunkBytes: 4096 });
    expect(takenBytes).toBe(4096);
  });

  test('reads a library no further than its dynamic section and data', () => {
    const file = Buffer.concat([elfFile({ ...FULL, codeBytes: 100_000 }), Buffer.alloc(10_000_000)]);
    expect(readInChunks(file, { chunkBytes: 4096 }).takenBytes).toBeLessThan(120_000);
  });

  test.each([
    [{ ...FULL, codeBytes: 40_000_000 }, FULL_FACTS, 'the names at the begin'],
    [{ ...FULL, codeBytes: 40_000_000, namesAt: 'end' }, FULL_FACTS, 'the names at the end'],
  ] as [ElfOptions, Partial<ElfFacts>, string][])(
    'reads a program that is bigger than what is kept: %#',
    (options, facts, _reason) => {
      expect(factsOf(elfFile(options), { chunkBytes: 1_000_000 })).toEqual(elf(facts));
    },
  );
});

describe('an ELF file that is not whole', () => {
  test.each([
    ['begin', 64],
    ['end', 32],
  ] as const)('cut anywhere, with its names at the %s, says what it lacks or nothing wrong', (namesAt, bits) => {
    const file = elfFile({ ...FULL, namesAt, bits, codeBytes: 300 });
    for (let bytes = 1; bytes < file.length; bytes += 1) {
      // an archive that is right about its length, and one that ends too early
      for (const fileBytes of [bytes, file.length]) {
        const facts = factsOf(file.subarray(0, bytes), { fileBytes });
        if (facts.kind === 'other') expect(bytes).toBeLessThan(64);
        else if (gapOf(file.subarray(0, bytes), fileBytes) === undefined) expect(facts).toEqual(factsOf(file));
        else expect(facts).toMatchObject({ kind: 'elf' });
      }
    }
  });

  test.each([
    [64 + 8, 0x7fff, 'the name of its interpreter cannot be read', 'the interpreter elsewhere'],
    [54, 57, 'its program headers cannot be read', 'program headers of another width'],
    [56, 0xffff, 'its program headers cannot be read', 'more program headers than the kernel takes'],
    [32, 0xff00, 'its program headers cannot be read', 'program headers elsewhere'],
  ])('with %i set to %i: %s', (offset, value, gap, _reason) => {
    const file = elfFile(FULL);
    file.writeUInt16LE(value, offset);
    expect(gapOf(file)).toBe(gap);
  });

  test('says so when the names are nowhere', () => {
    const file = elfFile({ needed: ['libc.so.6'] });
    const entry = file.indexOf(Buffer.from('05'.padEnd(16, '0'), 'hex'), 200);
    file.writeUInt32LE(0x7fffffff, entry + 8);
    expect(gapOf(file)).toBe('the names of its libraries cannot be read');
  });

  test('of an unknown width or byte order is none', () => {
    for (const [at, value] of [
      [4, 0],
      [4, 3],
      [5, 0],
      [5, 3],
    ] as const) {
      const file = elfFile();
      file[at] = value;
      expect(factsOf(file)).toEqual({ kind: 'other' });
    }
  });

  test('with an interpreter that is longer than any path', () => {
    expect(gapOf(elfFile({ interpreter: `/${'a'.repeat(4096)}` }))).toBe('the name of its interpreter cannot be read');
    expect(gapOf(elfFile({ interpreter: '' }))).toBe('the name of its interpreter cannot be read');
  });

  test('with more libraries than there can be', () => {
    const file = elfFile({ needed: Array.from({ length: 5000 }, () => 'a') });
    const facts = factsOf(file);
    expect(facts.kind === 'elf' && facts.elf.needed.length).toBe(4096);
    expect(gapOf(file)).toBe('the names of its libraries cannot be read');
  });

  test('with a list of versions that leads in no direction', () => {
    const versions = Array.from({ length: 200 }, (_, index) => `V${index}`);
    const file = elfFile({ versionsNeeded: Object.fromEntries(versions.map((name) => [name, versions])) });
    expect(gapOf(file)).toBe('the versions that it needs cannot be read');
  });
});

describe('any bytes', () => {
  const options = fc.record({
    ...{
      bits: fc.constantFrom(32 as const, 64 as const),
      endianness: fc.constantFrom('little' as const, 'big' as const),
    },
    ...{ namesAt: fc.constantFrom('begin' as const, 'end' as const), codeBytes: fc.nat(300) },
  });

  test('behind the mark of an ELF file give facts, the same for all chunks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 99 }), (rest, chunkBytes) => {
        const file = Buffer.concat([Buffer.from('\x7fELF\x02\x01', 'latin1'), rest]);
        expect(factsOf(file, { chunkBytes })).toEqual(factsOf(file));
      }),
    );
  });

  test('in the place of others give facts, the same for all chunks', () => {
    fc.assert(
      fc.property(
        options,
        fc.array(fc.tuple(fc.nat(5000), fc.constantFrom(0, 1, 2, 4, 16, 127, 128, 255)), { maxLength: 8 }),
        fc.integer({ min: 1, max: 99 }),
        (each, changes, chunkBytes) => {
          const file = elfFile({ ...FULL, ...each });
          for (const [at, value] of changes) file[at % file.length] = value;
          expect(factsOf(file, { chunkBytes })).toEqual(factsOf(file));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('as names give those names', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20, unit: 'binary' })
      .filter((text) => !text.includes('\0') && Buffer.from(text).toString() === text);
    fc.assert(
      fc.property(options, fc.array(name, { maxLength: 5 }), name, (each, needed, soname) => {
        expect(factsOf(elfFile({ ...each, needed, soname }))).toMatchObject({ elf: { needed, soname } });
      }),
    );
  });
});
