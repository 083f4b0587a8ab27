import type { ElfFacts } from '../file-facts';
import type { ByteRange, RangeReading } from '../streamed-ranges';
import { ElfView } from './elf-view';
import { findString } from './find-string';
import { type DynamicSection, parseDynamic } from './parse-dynamic';
import { findAddress, type Segment } from './parse-program-headers';
import { type ParsedVersions, parseVersionsDefined, parseVersionsNeeded } from './parse-versions';

/** What the dynamic section leads to. */
export interface DynamicFacts
  extends Pick<ElfFacts, 'needed' | 'soname' | 'rpath' | 'runpath' | 'versionsNeeded' | 'versionsDefined'> {
  readonly gaps: readonly string[];
}

const MAX_STRINGS_BYTES = 16 * 1024 * 1024;
const MAX_VERSIONS_BYTES = 256 * 1024;
const MAX_NEEDED = 4096;
const MAX_NAME_BYTES = 4096;
// where every package has a folder of its own, lists of folders are long
const MAX_FOLDERS_BYTES = 64 * 1024;

/** Reads the names and versions that a dynamic section points to. */
export function* readDynamic(view: ElfView, segments: readonly Segment[]): RangeReading<DynamicFacts> {
  const dynamic = parseDynamic(view);
  const stringsBytes = Math.min(dynamic.stringsBytes ?? MAX_STRINGS_BYTES, MAX_STRINGS_BYTES);
  const answers = yield {
    read: [
      rangeOf(segments, dynamic.strings, stringsBytes),
      rangeOf(segments, dynamic.versionsNeeded, MAX_VERSIONS_BYTES),
      rangeOf(segments, dynamic.versionsDefined, MAX_VERSIONS_BYTES),
    ],
  };
  const [strings, needed, defined] = answers.map((bytes) => new ElfView(bytes ?? Buffer.alloc(0), view.layout));
  const table = strings?.bytes ?? Buffer.alloc(0);
  const { gaps, ...names } = findNames(dynamic, table);
  const wanted = readVersions(dynamic.versionsNeeded, needed, {}, (list) => parseVersionsNeeded(list, table));
  const has = readVersions(dynamic.versionsDefined, defined, [], (list) => parseVersionsDefined(list, table));
  return {
    ...names,
    versionsNeeded: wanted.versions,
    versionsDefined: has.versions,
    gaps: [
      ...gaps,
      ...(wanted.isWhole ? [] : ['the versions that it needs cannot be read']),
      ...(has.isWhole ? [] : ['the versions that it has cannot be read']),
    ],
  };
}

/** An empty range where there is nothing to read. */
function rangeOf(segments: readonly Segment[], address: number | undefined, maxBytes: number): ByteRange {
  const range = address === undefined ? undefined : findAddress(segments, address, maxBytes);
  return range ?? { offset: 0, length: 0 };
}

function readVersions<T>(
  address: number | undefined,
  view: ElfView | undefined,
  none: T,
  parse: (view: ElfView) => ParsedVersions<T>,
): ParsedVersions<T> {
  if (address === undefined) return { versions: none, isWhole: true };
  return view ? parse(view) : { versions: none, isWhole: false };
}

function findNames(
  dynamic: DynamicSection,
  table: Buffer,
): Pick<DynamicFacts, 'needed' | 'soname' | 'rpath' | 'runpath' | 'gaps'> {
  let isWhole = dynamic.needed.length <= MAX_NEEDED;
  const find = (offset: number | undefined, maxBytes: number): string | undefined => {
    if (offset === undefined) return undefined;
    const text = findString(table, offset, maxBytes);
    if (text === undefined) isWhole = false;
    return text;
  };
  const needed = dynamic.needed.slice(0, MAX_NEEDED).map((offset) => find(offset, MAX_NAME_BYTES));
  const soname = find(dynamic.soname, MAX_NAME_BYTES);
  const names = {
    needed: needed.filter((name) => name !== undefined),
    ...(soname !== undefined && { soname }),
    rpath: splitFolders(find(dynamic.rpath, MAX_FOLDERS_BYTES)),
    runpath: splitFolders(find(dynamic.runpath, MAX_FOLDERS_BYTES)),
  };
  return { ...names, gaps: isWhole ? [] : ['the names of its libraries cannot be read'] };
}

/** An empty list is none, though an empty item is the folder that the program is started in. */
function splitFolders(list: string | undefined): readonly string[] {
  return list ? list.split(':') : [];
}
