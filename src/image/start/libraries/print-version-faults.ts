import type { ElfFacts } from '../../facts/file-facts';
import type { StartFault } from '../start-question';
import { findNewest, type VersionFault } from './find-version-faults';

/** Says which versions are missing, all at once; undefined when none is. */
export function printVersionFaults(
  faults: readonly VersionFault[],
  { path, elf }: { readonly path: string; readonly elf: ElfFacts },
): StartFault | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  const isSame = (a: VersionFault, b: VersionFault) => a.neededBy === b.neededBy && a.library === b.library;
  const firsts = faults.filter((fault, index) => faults.findIndex((each) => isSame(each, fault)) === index);
  const needs = firsts.map((each) =>
    printNeed(
      faults.filter((fault) => isSame(each, fault)),
      path,
    ),
  );
  const newest = [...new Map(faults.map((fault) => [fault.libraryPath + fault.newest, fault])).values()];
  const facts = newest.flatMap(({ libraryPath, newest: last }) =>
    last === undefined ? [] : [`'${libraryPath}' goes up to ${last}`],
  );
  const builder = first.neededBy === path ? 'it' : `'${first.neededBy}'`;
  const versions = faults.map(({ version }) => version);
  const wanted = new Set(versions.map((version) => findNewest(version, versions) ?? version));
  return {
    outcome: 'fail',
    code: 'IMAGE_LIBRARY_VERSION',
    what: `cannot start: ${needs.join('; ')}`,
    why: [
      ...facts,
      `${builder} was built against another one: the loader says "version '${first.version}' not found"`,
    ].join('; '),
    fix:
      `build it on the base image that it runs in or on an older one, or use a base image with ${[...wanted].join(' and ')}` +
      `${elf.isGo ? '; or build it with CGO_ENABLED=0 go build' : ''}`,
  };
}

function printNeed(group: readonly VersionFault[], path: string): string {
  const [first] = group;
  if (first === undefined) return '';
  const { neededBy, library, libraryPath } = first;
  const versions = group.map(({ version }) => version);
  const last = versions.at(-1) ?? '';
  const list = versions.length === 1 ? last : `${versions.slice(0, -1).join(', ')} and ${last}`;
  return `${neededBy === path ? 'it' : `'${neededBy}'`} needs ${list} of '${library}', which '${libraryPath}' does not have`;
}
