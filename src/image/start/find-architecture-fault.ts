import type { ElfFacts } from '../facts/file-facts';
import type { Platform } from '../platform';
import type { StartDoubt, StartFault } from './start-question';

interface Machine {
  /** `e_machine`. */
  readonly machine: number;
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
}

/** What the kernel says of a loader: ELIBBAD. */
export const LOADER_REFUSAL = '"accessing a corrupted shared library"';

/** By Go's name. */
const MACHINES: ReadonlyMap<string, Machine> = new Map([
  ['amd64', { machine: 62, bits: 64, endianness: 'little' }],
  ['386', { machine: 3, bits: 32, endianness: 'little' }],
  ['arm64', { machine: 183, bits: 64, endianness: 'little' }],
  ['arm', { machine: 40, bits: 32, endianness: 'little' }],
  ['ppc64le', { machine: 21, bits: 64, endianness: 'little' }],
  ['ppc64', { machine: 21, bits: 64, endianness: 'big' }],
  ['s390x', { machine: 22, bits: 64, endianness: 'big' }],
  ['riscv64', { machine: 243, bits: 64, endianness: 'little' }],
  ['loong64', { machine: 258, bits: 64, endianness: 'little' }],
  ['mips64le', { machine: 8, bits: 64, endianness: 'little' }],
  ['mips64', { machine: 8, bits: 64, endianness: 'big' }],
  ['mipsle', { machine: 8, bits: 32, endianness: 'little' }],
  ['mips', { machine: 8, bits: 32, endianness: 'big' }],
]);
/** Which others the kernels of an architecture may start, where they are built so. */
const GUESTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['amd64', ['386', 'x32']],
  ['arm64', ['arm']],
  ['ppc64', ['ppc']],
  ['mips64', ['mips']],
  ['mips64le', ['mipsle']],
]);
const OTHERS: readonly (readonly [string, Machine])[] = [
  ['x32', { machine: 62, bits: 32, endianness: 'little' }],
  ['ppc', { machine: 20, bits: 32, endianness: 'big' }],
  ['s390', { machine: 22, bits: 32, endianness: 'big' }],
];

/**
 * What stands against a program on a platform by its architecture; undefined when nothing does.
 *
 * @param it what the program is called in the answer: `it`, `its interpreter '/bin/sh'`
 */
export function findArchitectureFault(
  elf: ElfFacts,
  { architecture }: Platform,
  it: string,
): StartFault | StartDoubt | undefined {
  const name = printArchitecture(elf);
  if (name === architecture) return undefined;
  if (!MACHINES.has(architecture)) {
    return { outcome: 'unknown', why: `the image is for the architecture '${architecture}', which is not known here` };
  }
  if (GUESTS.get(architecture)?.includes(name)) {
    return {
      outcome: 'unknown',
      why: `${it} is built for ${name}: whether it starts on ${architecture} depends on the kernel`,
    };
  }
  return {
    outcome: 'fail',
    code: 'IMAGE_BINARY_ARCHITECTURE',
    what: `cannot start: ${it} is built for ${name}, and the image is for ${architecture}`,
    why: `without emulation, the kernel of a node for ${architecture} refuses it with ${it === 'it' ? '"exec format error"' : LOADER_REFUSAL}`,
    fix:
      it !== 'it'
        ? `take it from an image for linux/${architecture}`
        : elf.isGo
          ? `build it with GOOS=linux GOARCH=${architecture}; in a Dockerfile for several platforms: GOARCH=$TARGETARCH`
          : `build it for linux/${architecture}; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile`,
  };
}

/** Go's name where there is one: `arm64`; `machine 94` for what nobody runs containers on. */
export function printArchitecture(elf: ElfFacts): string {
  const known = [...MACHINES, ...OTHERS].find(
    ([, { machine, bits, endianness }]) =>
      machine === elf.machine && bits === elf.bits && endianness === elf.endianness,
  );
  return known?.[0] ?? `machine ${elf.machine} (${elf.bits} bit, ${elf.endianness} endian)`;
}
