import type { ByteRange, RangeReading } from '../streamed-ranges';
import { ElfView } from './elf-view';
import { hasGoBuildInfo, hasGoNote } from './go-marks';
import type { ElfHeader } from './parse-elf-header';
import type { Segment } from './parse-program-headers';

/** What the segments of a file say before anything is loaded. */
export interface SegmentFacts {
  /** The dynamic section; undefined when there is none, or when it is among the gaps. */
  readonly dynamic: Buffer | undefined;
  readonly interpreter: string | undefined;
  readonly isGo: boolean;
  readonly gaps: readonly string[];
}

// the kernel takes no longer path
const MAX_INTERPRETER_BYTES = 4096;
const MAX_DYNAMIC_BYTES = 1024 * 1024;
const MAX_NOTE_BYTES = 64 * 1024;
const MAX_NOTES = 16;
const MAX_DATA_BYTES = 64 * 1024;
// what a tool moved behind the code of a very big file is small
const MAX_KEPT_BYTES = 4 * 1024 * 1024;
const MAX_KEPT_SEGMENTS = 4;

/** Reads the interpreter, the dynamic section and the marks of Go, in one go because they may stand in any order. */
export function* readSegments(header: ElfHeader, segments: readonly Segment[]): RangeReading<SegmentFacts> {
  // the kernel goes by the first of each
  const interpreter = segments.find(({ kind }) => kind === 'interpreter')?.range;
  const dynamic = segments.find(({ kind }) => kind === 'dynamic')?.range;
  const notes = segments.filter(({ kind }) => kind === 'note').slice(0, MAX_NOTES);
  const noteRanges = notes.map(({ range }) => cutTo(range, MAX_NOTE_BYTES));
  const needsData = dynamic !== undefined;
  const first = [
    ...(interpreter ? [cutTo(interpreter, MAX_INTERPRETER_BYTES + 1)] : []),
    ...(dynamic ? [cutTo(dynamic, MAX_DYNAMIC_BYTES)] : []),
    ...noteRanges,
    ...(needsData ? dataRanges(segments) : []),
  ];
  const answers = [...(yield { read: first, keep: dynamic ? readOnlyData(segments) : [] })];
  const interpreterBytes = interpreter && answers.shift();
  const dynamicBytes = dynamic && answers.shift();
  const noteBytes = answers.splice(0, notes.length);
  let isGo = answers.some(isBuildInfo) || notes.some((note, index) => isGoNote(header, note, noteBytes[index]));
  // for a static program it would take much of the file to know what the first few bytes have told
  if (!isGo && !needsData) isGo = (yield { read: dataRanges(segments) }).some(isBuildInfo);
  const path = interpreterBytes && parseInterpreter(interpreterBytes);
  return {
    dynamic: dynamicBytes,
    interpreter: path,
    isGo,
    gaps: [
      ...(interpreter && path === undefined ? ['the name of its interpreter cannot be read'] : []),
      ...(dynamic && (dynamicBytes === undefined || dynamic.length > MAX_DYNAMIC_BYTES)
        ? ['its dynamic section cannot be read']
        : []),
    ],
  };
}

/** Where Go puts its mark: first in the data, or first in what stays writable where a C linker has put it together. */
function dataRanges(segments: readonly Segment[]): readonly ByteRange[] {
  const data = segments.find(({ kind, isWritable }) => kind === 'load' && isWritable);
  if (!data) return [];
  const relro = segments.find(({ kind }) => kind === 'relro');
  const skipped = relro === undefined ? 0 : relro.address + relro.range.length - data.address;
  const start = skipped > 0 && skipped < data.range.length ? skipped : 0;
  return [cutTo({ offset: data.range.offset + start, length: data.range.length - start }, MAX_DATA_BYTES)];
}

/** Where names may stand that the dynamic section points back to. */
function readOnlyData(segments: readonly Segment[]): readonly ByteRange[] {
  return segments
    .filter(({ kind, isCode, range }) => kind === 'load' && !isCode && range.length <= MAX_KEPT_BYTES)
    .slice(-MAX_KEPT_SEGMENTS)
    .map(({ range }) => range);
}

function cutTo({ offset, length }: ByteRange, maxBytes: number): ByteRange {
  return { offset, length: Math.min(length, maxBytes) };
}

function parseInterpreter(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(0);
  return bytes.length > MAX_INTERPRETER_BYTES || end < 1 ? undefined : bytes.toString('utf8', 0, end);
}

function isGoNote(header: ElfHeader, note: Segment, bytes: Buffer | undefined): boolean {
  return bytes !== undefined && hasGoNote(new ElfView(bytes, header), note.alignment);
}

function isBuildInfo(bytes: Buffer | undefined): boolean {
  return bytes !== undefined && hasGoBuildInfo(bytes);
}
