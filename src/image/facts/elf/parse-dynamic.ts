import type { ElfView } from './elf-view';

/** What the dynamic section says: names as offsets in the string table, the rest as addresses. */
export interface DynamicSection {
  readonly needed: readonly number[];
  readonly soname: number | undefined;
  readonly rpath: number | undefined;
  readonly runpath: number | undefined;
  readonly strings: number | undefined;
  readonly stringsBytes: number | undefined;
  readonly versionsNeeded: number | undefined;
  readonly versionsDefined: number | undefined;
}

const NULL = 0;
const NEEDED = 1;
const STRTAB = 5;
const STRSZ = 10;
const SONAME = 14;
const RPATH = 15;
const RUNPATH = 29;
const VERDEF = 0x6ffffffc;
const VERNEED = 0x6ffffffe;

/**
 * Reads a dynamic section up to its end mark; where a tag stands twice, the last one counts, as for the loaders.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.dynamic.html
 */
export function parseDynamic(view: ElfView): DynamicSection {
  const entryBytes = view.layout.bits === 64 ? 16 : 8;
  const needed: number[] = [];
  const last = new Map<number, number>();
  for (let at = 0; view.has(at, entryBytes); at += entryBytes) {
    const tag = view.address(at);
    const value = view.address(at + entryBytes / 2);
    if (tag === NULL) break;
    if (tag === NEEDED) needed.push(value);
    else last.set(tag, value);
  }
  return {
    needed,
    soname: last.get(SONAME),
    rpath: last.get(RPATH),
    runpath: last.get(RUNPATH),
    strings: last.get(STRTAB),
    stringsBytes: last.get(STRSZ),
    versionsNeeded: last.get(VERNEED),
    versionsDefined: last.get(VERDEF),
  };
}
