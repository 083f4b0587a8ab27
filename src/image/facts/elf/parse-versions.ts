import type { ElfView } from './elf-view';
import { findString } from './find-string';

/** What was read; `isWhole` when the list was read to its end. */
export interface ParsedVersions<T> {
  readonly versions: T;
  readonly isWhole: boolean;
}

const BASE = 1;
const WEAK = 2;
// the largest libraries have some hundred
const MAX_VERSIONS = 10_000;
const MAX_NAME_BYTES = 1024;

/**
 * Reads which versions of which libraries a file wants, weak ones left out.
 *
 * @param view begins with the list, and may go on behind its end
 * @see https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html#SYMVERRQMTS
 */
export function parseVersionsNeeded(
  view: ElfView,
  strings: Buffer,
): ParsedVersions<Readonly<Record<string, readonly string[]>>> {
  const versions: Record<string, string[]> = Object.create(null);
  let remaining = MAX_VERSIONS;
  const isWhole = walk(view, { start: 0, entryBytes: 16, nextAt: 12 }, (at) => {
    const library = findString(strings, view.word(at + 4), MAX_NAME_BYTES);
    if (library === undefined || --remaining < 0) return false;
    versions[library] ??= [];
    const list = versions[library];
    return walk(view, { start: at + view.word(at + 8), entryBytes: 16, nextAt: 12 }, (aux) => {
      const name = findString(strings, view.word(aux + 8), MAX_NAME_BYTES);
      if (name === undefined || --remaining < 0) return false;
      if ((view.half(aux + 4) & WEAK) === 0) list.push(name);
      return true;
    });
  });
  return { versions, isWhole };
}

/**
 * Reads which versions a library has. The entry for the library itself is none.
 *
 * @see https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html#SYMVERDEFS
 */
export function parseVersionsDefined(view: ElfView, strings: Buffer): ParsedVersions<readonly string[]> {
  const versions: string[] = [];
  let remaining = MAX_VERSIONS;
  const isWhole = walk(view, { start: 0, entryBytes: 20, nextAt: 16 }, (at) => {
    const nameAt = at + view.word(at + 12);
    if (!view.has(nameAt, 8) || --remaining < 0) return false;
    const name = findString(strings, view.word(nameAt), MAX_NAME_BYTES);
    if (name === undefined) return false;
    if ((view.half(at + 2) & BASE) === 0) versions.push(name);
    return true;
  });
  return { versions, isWhole };
}

/**
 * Goes through a list whose entries say how far away the next one is, always forward, until one says 0.
 *
 * @returns whether it came to the end
 */
function walk(
  view: ElfView,
  { start, entryBytes, nextAt }: { start: number; entryBytes: number; nextAt: number },
  visit: (at: number) => boolean,
): boolean {
  for (let at = start; view.has(at, entryBytes); ) {
    if (!visit(at)) return false;
    const next = view.word(at + nextAt);
    if (next === 0) return true;
    at += next;
  }
  return false;
}
