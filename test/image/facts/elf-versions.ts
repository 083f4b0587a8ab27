import type { NumberWriter, StringTable } from './elf-numbers';

/** A version that a file wants, and whether it can do without. */
export interface WantedVersion {
  readonly name: string;
  readonly isWeak: boolean;
}

/** The list of versions that a file wants: its names go into the table. */
export function printNeeded(
  writer: NumberWriter,
  strings: StringTable,
  versions: Readonly<Record<string, readonly (string | WantedVersion)[]>>,
): Buffer {
  const libraries = Object.entries(versions).map(([library, wanted], index, all) => {
    const isLast = index === all.length - 1;
    const entries = wanted.map((each, at) => {
      const { name, isWeak } = typeof each === 'string' ? { name: each, isWeak: false } : each;
      return Buffer.concat([
        ...[writer.word(hashOf(name)), writer.half(isWeak ? 2 : 0), writer.half(at + 2)],
        ...[writer.word(strings.add(name)), writer.word(at === wanted.length - 1 ? 0 : 16)],
      ]);
    });
    return Buffer.concat([
      ...[writer.half(1), writer.half(wanted.length), writer.word(strings.add(library)), writer.word(16)],
      ...[writer.word(isLast ? 0 : 16 + wanted.length * 16), ...entries],
    ]);
  });
  return Buffer.concat(libraries);
}

/** The list of versions that a library has, with the one for itself in front. */
export function printDefined(
  writer: NumberWriter,
  strings: StringTable,
  soname: string | undefined,
  versionsDefined: readonly string[] | undefined,
): Buffer {
  if (versionsDefined === undefined) return Buffer.alloc(0);
  const names = [soname ?? 'itself', ...versionsDefined];
  return Buffer.concat(
    names.flatMap((name, index) => [
      ...[writer.half(1), writer.half(index === 0 ? 1 : 0), writer.half(index + 1), writer.half(1)],
      ...[writer.word(hashOf(name)), writer.word(20), writer.word(index === names.length - 1 ? 0 : 28)],
      ...[writer.word(strings.add(name)), writer.word(0)],
    ]),
  );
}

/** The hash of names that ELF has always had. */
function hashOf(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = hash & 0xf0000000;
    if (high !== 0) hash ^= high >>> 24;
    hash = (hash & ~high) >>> 0;
  }
  return hash;
}
