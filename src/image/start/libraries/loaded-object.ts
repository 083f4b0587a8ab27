import type { ElfFacts } from '../../facts/file-facts';

/** The loader that starts a program. */
export interface Loader {
  /** As the program names it. */
  readonly interpreter: string;
  /** Without links. */
  readonly path: string;
  readonly elf: ElfFacts;
}

/** The program, or a library that a loader has loaded for it. */
export interface LoadedObject {
  /** As the loader opened it: links at its end are not followed, and `$ORIGIN` is its folder. */
  readonly path: string;
  readonly elf: ElfFacts;
  /** What it was loaded for first; undefined for the program. */
  readonly parent: LoadedObject | undefined;
}

/** Where a loader looks for a library, in order. */
export interface Search {
  readonly candidates: readonly Candidate[];
  /** Why the list may lack something. */
  readonly doubts: readonly string[];
}

export interface Candidate {
  readonly path: string;
  /** Why a library there counts only perhaps; undefined when it does. */
  readonly doubt?: string;
}

/** How a loader finds libraries. */
export interface LibrarySearch {
  /** What it goes by besides folders: `/etc/ld.so.cache`. */
  readonly alsoLooksIn: readonly string[];
  /** Whether it goes on after a library of another architecture. */
  readonly passesOver: boolean;
  /** Whether it asks libraries for the versions that others need of them. */
  readonly checksVersions: boolean;
  /** Whether a name is the loader itself. */
  isLoader(name: string): boolean;
  /** Where it looks for a name without a slash. */
  search(name: string, object: LoadedObject): Search;
  /** More places of the same rank, where the first ones have nothing. */
  searchDeeper(name: string, search: Search): Promise<readonly Candidate[]>;
  /** A name with a slash as a path. */
  expand(path: string, object: LoadedObject): Search;
}
