import { asFields, asList, asText, type Fields } from './manifest';

/** The lists of a pod that hold containers, as Kubernetes names them. */
export const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** A container and which list of its pod it stands in. */
export interface PlacedContainer {
  readonly list: (typeof CONTAINER_LISTS)[number];
  /** From 0, within its list. */
  readonly index: number;
  readonly container: Fields;
}

/** The containers of one pod spec, init containers first. */
export function containersOf(podSpec: Fields): PlacedContainer[] {
  return CONTAINER_LISTS.flatMap((list) =>
    asList(podSpec[list]).map((container, index) => ({ list, index, container })),
  );
}

/**
 * Every container anywhere in a value, whatever the kind: also where a custom resource keeps a pod template of its own.
 */
export function findContainers(value: unknown): PlacedContainer[] {
  if (Array.isArray(value)) return value.flatMap(findContainers);
  if (typeof value !== 'object' || value === null) return [];
  const own = containersOf(asFields(value));
  return [...own, ...Object.values(value).flatMap(findContainers)];
}

/** How people speak of a container: `container 'render'`, `init container 'migrate'`. */
export function titleOfContainer({ list, index, container }: PlacedContainer): string {
  const kind = {
    containers: 'container',
    initContainers: 'init container',
    ephemeralContainers: 'ephemeral container',
  };
  return `${kind[list]} '${asText(container.name) ?? index}'`;
}
