import { posix } from 'node:path';
import type { ElfFacts } from '../../facts/file-facts';
import type { StartQuestion } from '../start-question';
import { openLibrary } from './open-library';

// the first one that will do is enough
const MOST_FOLDERS = 20;

/**
 * Libraries that a loader does not find, and that lie in another folder of the image.
 *
 * @returns absolute paths by name, for those that would do
 */
export async function findElsewhere(
  question: StartQuestion,
  names: readonly string[],
  program: ElfFacts,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, Set<string>>(names.map((name) => [name, new Set<string>()]));
  for (const { path } of (await question.files.files()) ?? []) {
    // the name may be that of a link to a file with more digits: `libz.so.1` of `libz.so.1.3.1`
    for (let base = posix.basename(path); base !== ''; base = base.replace(/(?:\.\d+)?$/, '')) {
      places.get(base)?.add(posix.dirname(path));
      if (!/\.\d+$/.test(base)) break;
    }
  }
  const found = new Map<string, string>();
  for (const [name, folders] of places) {
    for (const folder of [...folders].sort().slice(0, MOST_FOLDERS)) {
      const path = posix.join(folder, name);
      const opened = await openLibrary(question, path, program);
      if (opened.outcome !== 'opened') continue;
      found.set(name, path);
      break;
    }
  }
  return found;
}
