import { asFields, type Fields } from '../../manifest/manifest';
import type { Code, MapCode } from '../code/code';
import { toCode } from '../code/to-code';
import { inOrder } from './in-order';
import type { ObjectContext } from './object-context';

const LABELS: ReadonlySet<string> = new Set(['labels', 'annotations']);

/**
 * An object in Kubernetes' own words, for `new ApiObject(release, id, …)`. What the API server fills in itself is left
 * out: `status` and an empty `creationTimestamp`.
 *
 * @param imageAt what stands for the image at this pointer; undefined for an image that stays as it is
 */
export function toObjectCode(
  { object, wire }: ObjectContext,
  releaseNamespace: string | undefined,
  imageAt: (at: string) => Code | undefined,
): MapCode {
  const { status: _status, ...manifest } = object.manifest;
  const metadata = Object.fromEntries(
    Object.entries(asFields(manifest.metadata)).filter(
      ([key, value]) =>
        key !== 'creationTimestamp' &&
        !(key === 'namespace' && value === releaseNamespace) &&
        // cdk8s leaves these out too
        !(LABELS.has(key) && Object.keys(asFields(value)).length === 0),
    ),
  );
  const value: Fields = { ...manifest, metadata };
  const code = toCode(inOrder(value), {
    comments: object.comments,
    pointer: '',
    replace: (each, at) => imageAt(at) ?? wire(each, at),
  });
  if (code.kind !== 'map') throw new Error('an object is a map');
  return code;
}

/** Whether the value has a null in a list, which TypeScript's fields do not take. */
export function hasNullItem(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => item === null || hasNullItem(item));
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNullItem);
}
