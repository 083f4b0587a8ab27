import { posix } from 'node:path';
import type { Candidate, LoadedObject, Search } from './loaded-object';

// a name in braces, or one that no letter follows
const TOKEN = /\$(?:\{(ORIGIN|LIB|PLATFORM)\}|(ORIGIN|LIB|PLATFORM)(?![A-Za-z0-9_]))/g;

/** What paths of an object are understood by. */
export interface PathOrigin {
  /** What it belongs to. */
  readonly object: LoadedObject;
  /** Where relative paths start; undefined when it is only known later. */
  readonly workingDirectory: string | undefined;
}

/**
 * Reads one path as glibc does: `$ORIGIN` is the folder of the object, and relative paths start in the working directory.
 * What `$LIB` and `$PLATFORM` mean is built into the loader.
 *
 * @returns an absolute path, or why it is not known
 * @see https://man7.org/linux/man-pages/man8/ld.so.8.html ("Dynamic string tokens")
 */
export function expandTokens(
  path: string,
  { object, workingDirectory }: PathOrigin,
): { readonly path: string } | { readonly doubt: string } {
  let unknown: string | undefined;
  const expanded = path.replace(TOKEN, (token, inBraces?: string, bare?: string) => {
    if ((inBraces ?? bare) !== 'ORIGIN') unknown = token;
    return posix.dirname(object.path);
  });
  if (unknown !== undefined) return { doubt: `what ${unknown} means in '${path}' is only known to the loader` };
  return absolutePath(expanded, workingDirectory);
}

/** A path from the working directory on, or why it is not known. */
export function absolutePath(
  path: string,
  workingDirectory: string | undefined,
): { readonly path: string } | { readonly doubt: string } {
  if (!path.startsWith('/') && workingDirectory === undefined) {
    return { doubt: `'${path || '.'}' starts in the working directory, which is only known when it runs` };
  }
  return { path: posix.resolve(workingDirectory ?? '/', path) };
}

/** One place, if it is known. */
export function searchPlace(place: { readonly path: string } | { readonly doubt: string }): Search {
  return 'doubt' in place ? { candidates: [], doubts: [place.doubt] } : { candidates: [place], doubts: [] };
}

/** A library in each of some folders, which are written as paths of an object are. */
export function searchFolders(folders: readonly string[], name: string, origin: PathOrigin): Search {
  const candidates: Candidate[] = [];
  const doubts: string[] = [];
  for (const folder of folders) {
    const expanded = expandTokens(folder, origin);
    if ('doubt' in expanded) doubts.push(expanded.doubt);
    else candidates.push({ path: posix.join(expanded.path, name) });
  }
  return { candidates, doubts };
}

/** One search after the other. */
export function joinSearches(...searches: readonly Search[]): Search {
  return {
    candidates: searches.flatMap(({ candidates }) => candidates),
    doubts: searches.flatMap(({ doubts }) => doubts),
  };
}
