import type { ByteRange } from '../streamed-ranges';
import { ElfView } from './elf-view';

/** Enough for the header of both widths. */
export const ELF_HEADER_BYTES = 64;

export interface ElfHeader {
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
  readonly machine: number;
  readonly type: 'executable' | 'shared' | 'other';
  /** Where the program headers are, and how many bytes each takes. */
  readonly programHeaders: ByteRange;
  readonly programHeaderBytes: number;
}

const MAGIC = Buffer.from('\x7fELF', 'latin1');
const TYPES: Readonly<Record<number, 'executable' | 'shared'>> = { 2: 'executable', 3: 'shared' };

/** Whether a file that begins so is an ELF file. */
export function isElf(head: Uint8Array): boolean {
  return MAGIC.equals(head.subarray(0, MAGIC.length));
}

/**
 * Reads an ELF header; undefined when it is cut off, or of a width or byte order that there is not.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
 */
export function parseElfHeader(head: Buffer): ElfHeader | undefined {
  const bits = ({ 1: 32, 2: 64 } as const)[head[4] ?? 0];
  const endianness = ({ 1: 'little', 2: 'big' } as const)[head[5] ?? 0];
  if (!isElf(head) || bits === undefined || endianness === undefined) return undefined;
  const view = new ElfView(head, { bits, endianness });
  if (!view.has(0, bits === 64 ? 64 : 52)) return undefined;
  const [offsetAt, sizeAt] = bits === 64 ? [32, 54] : [28, 42];
  const programHeaderBytes = view.half(sizeAt);
  return {
    bits,
    endianness,
    machine: view.half(18),
    type: TYPES[view.half(16)] ?? 'other',
    programHeaders: { offset: view.address(offsetAt), length: programHeaderBytes * view.half(sizeAt + 2) },
    programHeaderBytes,
  };
}
