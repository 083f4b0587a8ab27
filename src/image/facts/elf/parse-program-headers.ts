import type { ByteRange } from '../streamed-ranges';
import type { ElfView } from './elf-view';

/** A part of the file that is put into memory, or that says how. */
export interface Segment {
  readonly kind: 'load' | 'dynamic' | 'interpreter' | 'note' | 'relro';
  /** Where it is in the file. */
  readonly range: ByteRange;
  /** Where it is put. */
  readonly address: number;
  readonly isWritable: boolean;
  readonly isCode: boolean;
  /** A power of two, or 0 or 1 for none. */
  readonly alignment: number;
}

const KINDS: Readonly<Record<number, Segment['kind']>> = {
  1: 'load',
  2: 'dynamic',
  3: 'interpreter',
  4: 'note',
  1685382482: 'relro',
};
const CODE = 1;
const WRITABLE = 2;

/** Bytes of a program header; the kernel takes no other. */
export function programHeaderBytes(bits: 32 | 64): number {
  return bits === 64 ? 56 : 32;
}

/**
 * Reads the program headers that matter here, in their order.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html
 */
export function parseProgramHeaders(view: ElfView): readonly Segment[] {
  const stepBytes = programHeaderBytes(view.layout.bits);
  const segments: Segment[] = [];
  for (let at = 0; view.has(at, stepBytes); at += stepBytes) {
    const kind = KINDS[view.word(at)];
    if (kind === undefined) continue;
    const is64 = view.layout.bits === 64;
    const flags = view.word(at + (is64 ? 4 : 24));
    segments.push({
      kind,
      range: { offset: view.address(at + (is64 ? 8 : 4)), length: view.address(at + (is64 ? 32 : 16)) },
      address: view.address(at + (is64 ? 16 : 8)),
      isWritable: (flags & WRITABLE) !== 0,
      isCode: (flags & CODE) !== 0,
      alignment: view.address(at + (is64 ? 48 : 28)),
    });
  }
  return segments;
}

/**
 * Where in the file the bytes of an address are, up to the end of their segment or `maxBytes`; undefined when the file
 * does not have them.
 */
export function findAddress(segments: readonly Segment[], address: number, maxBytes: number): ByteRange | undefined {
  for (const { kind, range, address: start } of segments) {
    const skipped = address - start;
    if (kind !== 'load' || skipped < 0 || skipped >= range.length) continue;
    return { offset: range.offset + skipped, length: Math.min(range.length - skipped, maxBytes) };
  }
  return undefined;
}
