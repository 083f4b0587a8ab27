import { CONTAINER_LISTS, containersOf, type PlacedContainer } from '../../manifest/containers';
import { asFields } from '../../manifest/manifest';
import { pointer } from '../pointer';

/** A container and where in its object it stands. */
export interface PointedContainer extends PlacedContainer {
  /** A JSON pointer: `/spec/template/spec/containers/0`. */
  readonly pointer: string;
}

/**
 * Every container anywhere in a value, whatever the kind, in the order of `findContainers`: the lists of a pod one after
 * the other, init containers first, and then what stands deeper.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function containersWithPointer(value: unknown, at = ''): PointedContainer[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => containersWithPointer(item, pointer(at, index)));
  if (typeof value !== 'object' || value === null) return [];
  const own = CONTAINER_LISTS.some((list) => Object.hasOwn(value, list)) ? containersOf(asFields(value)) : [];
  return [
    ...own.map((placed) => ({ ...placed, pointer: pointer(at, placed.list, placed.index) })),
    ...Object.entries(value).flatMap(([key, item]) => containersWithPointer(item, pointer(at, key))),
  ];
}
