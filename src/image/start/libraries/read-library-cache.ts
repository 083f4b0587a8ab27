import type { ImageFiles } from '../../files/image-files';
import { explainDoubt } from '../explain-absence';
import type { Search } from './loaded-object';

const CACHE = '/etc/ld.so.cache';

/** Where the cache of libraries says that a library is. */
export type CachedPaths = (name: string) => Search;

/** Reads what `ldconfig` wrote in the image; nothing where it never ran. */
export async function readLibraryCache(files: ImageFiles): Promise<CachedPaths> {
  const resolution = await files.resolve(CACHE);
  if (resolution.outcome === 'mounted' || resolution.outcome === 'unknown') {
    const doubts = [explainDoubt(resolution)];
    return () => ({ candidates: [], doubts });
  }
  if (resolution.outcome !== 'found' || resolution.entry.facts?.kind === 'empty') {
    return () => ({ candidates: [], doubts: [] });
  }
  const { facts } = resolution.entry;
  const paths = facts?.kind === 'library-cache' ? facts.paths : null;
  if (paths === null) return () => ({ candidates: [], doubts: [`'${CACHE}' cannot be read`] });
  return (name) => ({
    candidates: Object.hasOwn(paths, name) ? (paths[name] ?? []).map((path) => ({ path })) : [],
    doubts: [],
  });
}
