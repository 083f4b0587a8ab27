import { findGap } from './find-gap';
import { isFields, type Manifest } from './manifest';

/** As deep as they are printed without cdk8s. */
const MAX_DEPTH = 200;

/**
 * The manifests that come of reading a text into which these documents were printed for Kubernetes. They are the
 * documents themselves.
 *
 * @returns undefined where only reading shows what comes of it: dates, numbers that JSON does not have, halves of
 *   characters, lists of objects, and what is no whole manifest
 */
export function documentsAsRead(documents: readonly unknown[]): Manifest[] | undefined {
  // cdk8s prints an empty document for it
  const manifests = documents.filter((document) => document !== undefined);
  return manifests.every(isManifest) ? manifests : undefined;
}

function isManifest(document: unknown): document is Manifest {
  return !findGap(document) && !(document as Manifest).kind.endsWith('List') && isPlain(document, 0);
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return Array.from(value).every((item) => isPlain(item, depth + 1));
  return (
    isFields(value) &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value).every((key) => key !== '__proto__' && key.isWellFormed() && isPlain(value[key], depth + 1))
  );
}
