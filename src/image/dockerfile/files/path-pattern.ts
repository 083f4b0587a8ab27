import { posix } from 'node:path';

/** Stands in a path for a part that is not known. No path can hold it. */
export const UNKNOWN_PART = '\0';

/** A path with parts that are not known: what it may be. */
export interface PathPattern {
  /** Absolute folder that it is in, or at. */
  readonly scope: string;
  readonly hasName: (name: string) => boolean;
}

export function isWhole(path: string): boolean {
  return !path.includes(UNKNOWN_PART);
}

/** Joins paths of which parts may be unknown. */
export function joinPattern(folder: string, path: string): string {
  if (path.startsWith('/')) return posix.normalize(path);
  // what begins with an unknown part may be absolute
  if (path.startsWith(UNKNOWN_PART)) return `/${path}`;
  return posix.normalize(`/${folder}/${path}`);
}

/** What a path with unknown parts may be: `/out/app-?` is in `/out` and its name begins with `app-`. */
export function parsePathPattern(path: string): PathPattern {
  const known = path.slice(0, path.indexOf(UNKNOWN_PART));
  const slash = known.lastIndexOf('/');
  const scope = posix.resolve('/', known.slice(0, Math.max(slash, 0)));
  // folders on the way may be made too, but what is not known at all would be any folder
  const names = path
    .slice(Math.max(slash, 0))
    .split('/')
    .filter((name) => name !== '');
  const meant = names.filter((name, index) => name !== UNKNOWN_PART || index === names.length - 1);
  const pieces = meant.map((name) => name.split(UNKNOWN_PART));
  return { scope, hasName: (name) => pieces.some((each) => hasPieces(name, each)) };
}

/** Whether a name has these pieces in this order, the first at its start and the last at its end. */
function hasPieces(name: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return name === first;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found === -1 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
