import { asFields, asList, type Fields } from '../../manifest/manifest';
import type { Code, MapCode, MapEntry } from '../code/code';
import { toCode } from '../code/to-code';
import type { ImportedObject } from '../imported-object';
import { toEnvCode } from './env-code';
import { withoutHead } from './head-comments';
import { containerInOrder, inOrder } from './in-order';
import { pointer } from './pointer';

/** What a container runs, as the props of a workload say it. */
export type ImageFields = readonly MapEntry[];

/** What is known of an object beside what it says. */
export interface ObjectContext {
  readonly object: ImportedObject;
  /** How the image of the container at this pointer is said: not at all, as a variant, or as another image. */
  readonly imageFields: (at: string, container: Fields) => ImageFields;
  /** What stands for a value that names another object; undefined for a value that stays as it is. */
  readonly wire: (value: unknown, at: string) => Code | undefined;
  /** Comments above objects that stand at the top of the file instead. */
  readonly head: ReadonlySet<string>;
  /** The name of an object without what is another in each environment. */
  readonly idOf: (name: string) => string;
}

/** The comments above and behind one field, as lines above it. */
export function commentsAt({ object, head }: ObjectContext, at: string): readonly string[] {
  const comments = object.comments.get(at);
  if (!comments) return [];
  const above = at === '' ? withoutHead(comments.above, head) : comments.above;
  return [...above, ...(comments.behind === undefined ? [] : [comments.behind])];
}

/** One field of a map, with its comments; nothing for a value that is not there. */
export function fieldEntry(context: ObjectContext, key: string, value: unknown, at: string): MapEntry[] {
  if (value === undefined || value === null) return [];
  const code = toCode(inOrder(value), { comments: context.object.comments, pointer: at, replace: context.wire });
  return [{ key, value: code, comments: commentsAt(context, at) }];
}

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
