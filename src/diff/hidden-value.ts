import { isDeepStrictEqual } from 'node:util';
import { asFields, type Fields, type Manifest } from '../manifest/manifest';

/** A value that can be compared, and that nobody can print. */
export class HiddenValue {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  equals(other: HiddenValue): boolean {
    return isDeepStrictEqual(this.#value, other.#value);
  }

  toJSON(): string {
    return '(hidden)';
  }
}

// kubectl apply keeps the whole object in it, its values included
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manifest; a Secret with its values hidden, and everything else as it is. */
export function hideSecretValues(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret') return manifest;
  const { data, stringData, metadata, ...rest } = manifest;
  const annotations = asFields(asFields(metadata).annotations);
  return {
    ...(rest as Manifest),
    data: hideEach(data),
    stringData: hideEach(stringData),
    metadata: Object.hasOwn(annotations, LAST_APPLIED)
      ? { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: new HiddenValue(annotations[LAST_APPLIED]) } }
      : metadata,
  } as Manifest;
}

/** The keys stay readable; without any, the map is an empty one, so that each key that comes or goes is told by itself. */
function hideEach(value: unknown): Fields | HiddenValue {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return new HiddenValue(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, new HiddenValue(inner)]));
}
