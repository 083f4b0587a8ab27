import { posix } from 'node:path';
import type { ElfFacts } from '../../facts/file-facts';
import type { StartQuestion } from '../start-question';
import { findLibrary } from './find-library';
import type { LibrarySearch, LoadedObject, Loader } from './loaded-object';

export interface MissingLibrary {
  readonly name: string;
  /** Path of what needs it. */
  readonly neededBy: string;
  readonly looksIn: readonly string[];
  readonly remarks: readonly string[];
}

/** What a loader has loaded before it starts a program. */
export interface LoadedLibraries {
  /** The program first, then its libraries in the order in which they are loaded; the loader is not among them. */
  readonly objects: readonly LoadedObject[];
  /** By the names under which they are needed, and their own; the loader is among them. */
  readonly byName: ReadonlyMap<string, LoadedObject>;
  readonly missing: readonly MissingLibrary[];
  /** Why it may not be all. */
  readonly doubts: readonly string[];
}

// no program comes near; a hostile image could keep us busy for long
const MOST_OBJECTS = 1000;

/** Loads what a program needs, and what that needs, breadth first, each library once. */
export async function loadLibraries(
  question: StartQuestion,
  elf: ElfFacts,
  loader: Loader,
  search: LibrarySearch,
): Promise<LoadedLibraries> {
  const program: LoadedObject = { path: question.path, elf, parent: undefined };
  const objects = [program];
  const itself: LoadedObject = { path: loader.interpreter, elf: loader.elf, parent: program };
  const byName = new Map([[posix.basename(loader.interpreter), itself]]);
  const byRealPath = new Map([[loader.path, itself]]);
  for (const each of [program, itself]) if (each.elf.soname !== undefined) byName.set(each.elf.soname, each);
  const asked = new Set<string>();
  const missing: MissingLibrary[] = [];
  const doubts: string[] = [];
  // grows while it is gone through
  for (const object of objects) {
    if (object.elf.gap !== undefined) doubts.push(`of '${object.path}', ${object.elf.gap}`);
    for (const name of object.elf.needed) {
      if (byName.has(name) || asked.has(name) || search.isLoader(name)) continue;
      asked.add(name);
      const answer = await findLibrary(question, search, { name, object, program: elf });
      if (answer.outcome === 'unknown') doubts.push(`'${object.path}' needs '${name}': ${answer.why}`);
      if (answer.outcome === 'missing') {
        missing.push({ name, neededBy: object.path, looksIn: answer.looksIn, remarks: answer.remarks });
      }
      if (answer.outcome !== 'found') continue;
      const known = byRealPath.get(answer.realPath);
      const library = known ?? { path: answer.path, elf: answer.elf, parent: object };
      byName.set(name, library);
      if (known) continue;
      byRealPath.set(answer.realPath, library);
      if (answer.elf.soname !== undefined && !byName.has(answer.elf.soname)) byName.set(answer.elf.soname, library);
      objects.push(library);
    }
    if (objects.length > MOST_OBJECTS) {
      doubts.push(`'${question.path}' needs more than ${MOST_OBJECTS} libraries`);
      break;
    }
  }
  return { objects, byName, missing, doubts };
}
