import { posix } from 'node:path';
import type { StartQuestion } from '../start-question';
import { defaultFolders } from './default-folders';
import { expandTokens, joinSearches, searchFolders, searchPlace } from './expand-tokens';
import type { Candidate, LibrarySearch, LoadedObject, Loader, Search } from './loaded-object';
import { readLibraryCache } from './read-library-cache';

const HARDWARE_FOLDER = 'glibc-hwcaps';

/**
 * How glibc finds libraries: DT_RPATH of what needs it and of all that brought that, `LD_LIBRARY_PATH`, DT_RUNPATH of what
 * needs it, the cache, the folders that are built in.
 *
 * @see https://man7.org/linux/man-pages/man8/ld.so.8.html
 */
export async function glibcSearch(
  { files, env, workingDirectory, platform }: StartQuestion,
  loader: Loader,
): Promise<LibrarySearch> {
  const cached = await readLibraryCache(files);
  const { certain, possible } = defaultFolders(loader.path, platform.architecture);
  return {
    alsoLooksIn: ['/etc/ld.so.cache'],
    passesOver: true,
    checksVersions: true,
    isLoader: () => false,
    search(name, object) {
      const origin = { object, workingDirectory };
      return joinSearches(
        ...inheritedFolders(object).map((each) => searchFolders(each.elf.rpath, name, { ...origin, object: each })),
        searchLibraryPath(env, (folders) => searchFolders(folders, name, origin)),
        searchFolders(object.elf.runpath, name, origin),
        cached(name),
        { candidates: certain.map((folder) => ({ path: posix.join(folder, name) })), doubts: [] },
        { candidates: possible.map((folder) => doubtful(folder, name, loader)), doubts: [] },
      );
    },
    async searchDeeper(name, { candidates }) {
      const folders = new Set(candidates.map(({ path }) => posix.join(posix.dirname(path), HARDWARE_FOLDER)));
      const deeper: Candidate[] = [];
      for (const folder of folders) {
        const resolution = await files.resolve(folder);
        if (resolution.outcome !== 'found') continue;
        for (const level of (await files.list(folder)) ?? []) deeper.push({ path: posix.join(folder, level, name) });
      }
      return deeper;
    },
    expand: (path, object) => searchPlace(expandTokens(path, { object, workingDirectory })),
  };
}

/** Whose DT_RPATH counts: an object with DT_RUNPATH has none, and inherits none. */
function inheritedFolders(object: LoadedObject): readonly LoadedObject[] {
  const line: LoadedObject[] = [];
  if (object.elf.runpath.length > 0) return line;
  for (let each: LoadedObject | undefined = object; each; each = each.parent) {
    if (each.elf.runpath.length === 0) line.push(each);
  }
  return line;
}

function searchLibraryPath(env: StartQuestion['env'], search: (folders: readonly string[]) => Search): Search {
  if (!env.has('LD_LIBRARY_PATH')) return { candidates: [], doubts: [] };
  const value = env.get('LD_LIBRARY_PATH');
  if (value === undefined) return { candidates: [], doubts: ['LD_LIBRARY_PATH is only known when it runs'] };
  return search(value === '' ? [] : value.split(/[:;]/));
}

function doubtful(folder: string, name: string, { interpreter }: Loader): Candidate {
  const path = posix.join(folder, name);
  return { path, doubt: `'${path}' is there, and it depends on how '${interpreter}' was built whether it looks there` };
}
