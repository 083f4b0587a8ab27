import type { ImportedObject } from '../imported-object';

/** The objects of one environment: staging, production. */
export interface Environment {
  /** A DNS label: for its charts and its release file. */
  readonly name: string;
  readonly objects: readonly ImportedObject[];
}

/** What stands at one place in each environment, in their order; undefined where nothing does. */
export type PerEnvironment = readonly unknown[];

/** One object of several environments. */
export interface MergedObject {
  /** The object of the first environment that has it, with the fields that only others have. */
  readonly object: ImportedObject;
  /** The objects it stands for, in the order of the environments; undefined where there is none. */
  readonly originals: readonly (ImportedObject | undefined)[];
  /** What differs, by JSON pointer in the merged object. */
  readonly differences: ReadonlyMap<string, PerEnvironment>;
}
