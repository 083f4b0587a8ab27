import { asFields, asList, type Fields } from '../../manifest/manifest';
import type { Code, MapCode, MapEntry } from '../code/code';
import { pointer } from '../pointer';
import { toEnvCode } from './env-code';
import { containerInOrder } from './in-order';
import { commentsAt, fieldEntry, type ObjectContext } from './object-context';

/** The fields of a container, without its name and image. */
export function containerEntries(context: ObjectContext, container: Fields, at: string): MapEntry[] {
  return containerInOrder(container).flatMap(([key, value]): MapEntry[] => {
    if (key === 'name' || key === 'image') return [];
    const here = pointer(at, key);
    if (key !== 'env' || !Array.isArray(value) || context.wire(value, here) !== undefined)
      return fieldEntry(context, key, value, here);
    return [{ key, value: toEnvCode(context, asList(value), here), comments: commentsAt(context, here) }];
  });
}

/** How the image of a container is said, which may be another in each environment. */
export function imageEntries(context: ObjectContext, container: Fields, at: string): MapEntry[] {
  return context.imageFields(at, container).map((entry) => {
    const other =
      'key' in entry && entry.key === 'image' ? context.wire(container.image, pointer(at, 'image')) : undefined;
    return other === undefined || !('key' in entry) ? entry : { ...entry, value: other };
  });
}

/** Containers by name, as `initContainers` and `sidecars` take them. */
export function sideContainers(
  context: ObjectContext,
  containers: readonly { readonly container: Fields; readonly at: string }[],
): Code {
  const entries = containers.map(({ container, at }) => {
    const value: MapCode = {
      kind: 'map',
      entries: [...imageEntries(context, container, at), ...containerEntries(context, container, at)],
    };
    return { key: String(container.name), value, comments: commentsAt(context, at) };
  });
  const names = containers.map(({ container, at }) => context.wire(container.name, pointer(at, 'name')));
  // JavaScript moves keys that are numbers to the front
  const isMap = !entries.some(({ key }, index) => /^\d+$/.test(key) || names[index] !== undefined);
  if (isMap) return { kind: 'map', entries };
  return {
    kind: 'list',
    items: entries.map(({ key, value, comments }, index) => {
      const name: MapEntry = { key: 'name', value: names[index] ?? { kind: 'literal', value: key } };
      return { value: { kind: 'map', entries: [name, ...value.entries] }, comments };
    }),
  };
}

/** Whether Kubernetes could take these containers apart: each is a map with a name of its own and an image. */
export function areNamed(containers: unknown): boolean {
  if (containers === undefined || containers === null) return true;
  if (!Array.isArray(containers)) return false;
  const names = containers.map((container) => asFields(container).name);
  return (
    new Set(names).size === names.length &&
    containers.every((container) => {
      const { name, image } = asFields(container);
      return typeof name === 'string' && name !== '' && typeof image === 'string';
    })
  );
}
