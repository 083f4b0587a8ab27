import type { ImportedObject, ImportNote } from '../importer/imported-object';
import { readObjects } from '../importer/read/read-objects';

/** What is imported, whatever it was written as. */
export interface ImportInput {
  readonly objects: readonly ImportedObject[];
  readonly notes: readonly ImportNote[];
  /** The image that the input is about, where it cannot say so itself. */
  readonly image?: string | undefined;
}

/** Reads manifests, Compose files and Procfiles. */
export function readImportInput(
  paths: readonly string[],
  _given: { readonly image?: string | undefined; readonly name?: string | undefined },
): ImportInput {
  const { objects, skipped } = readObjects(paths);
  return { objects, notes: skipped };
}
