import type { LoadedLibraries } from './load-libraries';

/** A version that a library lacks. */
export interface VersionFault {
  /** `GLIBC_2.34`. */
  readonly version: string;
  /** Name of the library: `libc.so.6`. */
  readonly library: string;
  /** Where it was found. */
  readonly libraryPath: string;
  /** Path of what needs it. */
  readonly neededBy: string;
  /** The last version of the same kind that it has: `GLIBC_2.31`; undefined when it has none of the kind. */
  readonly newest: string | undefined;
}

/**
 * Versions that are needed and not there, as glibc finds them before it starts a program. A library without any versions is
 * taken for what it says it is, and one that could not be read to its end is not blamed.
 *
 * @see https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
 */
export function findVersionFaults({ objects, byName }: LoadedLibraries): readonly VersionFault[] {
  const faults: VersionFault[] = [];
  for (const { path: neededBy, elf } of objects) {
    for (const [library, versions] of Object.entries(elf.versionsNeeded)) {
      const provider = byName.get(library);
      const defined = provider?.elf.versionsDefined ?? [];
      if (provider === undefined || defined.length === 0 || provider.elf.gap !== undefined) continue;
      for (const version of versions) {
        if (defined.includes(version)) continue;
        faults.push({ version, library, libraryPath: provider.path, neededBy, newest: findNewest(version, defined) });
      }
    }
  }
  return faults;
}

/** The highest version in a list with the same first word as another one. */
export function findNewest(version: string, versions: readonly string[]): string | undefined {
  const kind = version.replace(/[\d.]+$/, '');
  const sameKind = versions.filter((each) => each.startsWith(kind) && /^[\d.]+$/.test(each.slice(kind.length)));
  return sameKind.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}
