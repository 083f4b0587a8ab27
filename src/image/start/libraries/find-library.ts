import { posix } from 'node:path';
import type { ElfFacts } from '../../facts/file-facts';
import type { StartQuestion } from '../start-question';
import type { LibrarySearch, LoadedObject } from './loaded-object';
import { openLibrary } from './open-library';

/** Where a loader finds a library. */
export type LibraryAnswer =
  | { readonly outcome: 'found'; readonly path: string; readonly realPath: string; readonly elf: ElfFacts }
  /** `looksIn` are folders in order, `remarks` what was there and of no use. */
  | { readonly outcome: 'missing'; readonly looksIn: readonly string[]; readonly remarks: readonly string[] }
  | { readonly outcome: 'unknown'; readonly why: string };

/** Looks for a library that an object needs, as its loader does. */
export async function findLibrary(
  question: StartQuestion,
  search: LibrarySearch,
  { name, object, program }: { readonly name: string; readonly object: LoadedObject; readonly program: ElfFacts },
): Promise<LibraryAnswer> {
  const places = name.includes('/') ? search.expand(name, object) : search.search(name, object);
  const doubts = [...places.doubts];
  const remarks: string[] = [];
  const lists = [() => places.candidates, () => search.searchDeeper(name, places)];
  for (const list of lists) {
    for (const { path, doubt } of await list()) {
      const opened = await openLibrary(question, path, program);
      if (opened.outcome === 'opened') {
        const { realPath, elf } = opened;
        if (doubt === undefined) return { outcome: 'found', path, realPath, elf };
        doubts.push(doubt);
      } else if (opened.outcome === 'unknown') doubts.push(opened.why);
      else if (opened.outcome !== 'absent') remarks.push(opened.why);
      const isEnd = opened.outcome === 'broken' || (opened.outcome === 'unfit' && !search.passesOver);
      // the loader gives up here, whatever comes later
      if (isEnd && doubt === undefined) return missing(doubts, [], remarks);
    }
  }
  const folders = places.candidates.filter(({ doubt }) => doubt === undefined).map(({ path }) => posix.dirname(path));
  return missing(doubts, name.includes('/') ? [] : [...new Set(folders)], remarks);
}

function missing([doubt]: readonly string[], looksIn: readonly string[], remarks: readonly string[]): LibraryAnswer {
  return doubt === undefined ? { outcome: 'missing', looksIn, remarks } : { outcome: 'unknown', why: doubt };
}
