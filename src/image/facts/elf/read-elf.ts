import type { ElfFacts, FileFacts } from '../file-facts';
import type { RangeReading } from '../streamed-ranges';
import { ElfView } from './elf-view';
import { ELF_HEADER_BYTES, type ElfHeader, parseElfHeader } from './parse-elf-header';
import { parseProgramHeaders, programHeaderBytes, type Segment } from './parse-program-headers';
import { type DynamicFacts, readDynamic } from './read-dynamic';
import { readSegments } from './read-segments';

// the kernel takes no more
const MAX_PROGRAM_HEADERS_BYTES = 64 * 1024;

const NOTHING: DynamicFacts = { needed: [], rpath: [], runpath: [], versionsNeeded: {}, versionsDefined: [], gaps: [] };

/** Reads what the kernel and the dynamic loader go by; `other` for a file that only begins like an ELF file. */
export function* readElf(fileBytes: number): RangeReading<FileFacts> {
  const [head] = yield { read: [{ offset: 0, length: Math.min(ELF_HEADER_BYTES, fileBytes) }] };
  const header = head && parseElfHeader(head);
  if (!header) return { kind: 'other' };
  // object files and core dumps: nothing is ever loaded from them
  if (header.type === 'other') return print(header, {}, NOTHING, []);
  const segments = yield* readProgramHeaders(header);
  if (!segments) return print(header, {}, NOTHING, ['its program headers cannot be read']);
  const { dynamic, interpreter, isGo, gaps } = yield* readSegments(header, segments);
  const facts = dynamic === undefined ? NOTHING : yield* readDynamic(new ElfView(dynamic, header), segments);
  return print(header, { interpreter, isGo }, facts, gaps);
}

function* readProgramHeaders(header: ElfHeader): RangeReading<readonly Segment[] | undefined> {
  const { bits, programHeaders } = header;
  if (programHeaders.length === 0) return [];
  if (header.programHeaderBytes !== programHeaderBytes(bits)) return undefined;
  if (programHeaders.length > MAX_PROGRAM_HEADERS_BYTES) return undefined;
  const [table] = yield { read: [programHeaders] };
  return table && parseProgramHeaders(new ElfView(table, header));
}

function print(
  { bits, endianness, machine, type }: ElfHeader,
  { interpreter, isGo = false }: { readonly interpreter?: string | undefined; readonly isGo?: boolean },
  { soname, gaps, ...lists }: DynamicFacts,
  otherGaps: readonly string[],
): FileFacts {
  const allGaps = [...otherGaps, ...gaps];
  const elf: ElfFacts = {
    bits,
    endianness,
    machine,
    type,
    ...(interpreter !== undefined && { interpreter }),
    ...(soname !== undefined && { soname }),
    ...lists,
    isGo,
    ...(allGaps.length > 0 && { gap: allGaps.join('; ') }),
  };
  return { kind: 'elf', elf };
}
