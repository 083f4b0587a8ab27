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
  const placed: PlacedContainer[] = [];
  for (const list of CONTAINER_LISTS) {
    for (const [index, container] of asList(podSpec[list]).entries()) placed.push({ list, index, container });
  }
  return placed;
}

/**
 * Every container anywhere in a value, whatever the kind: also where a custom resource keeps a pod template of its own.
 */
export function findContainers(value: unknown): PlacedContainer[] {
  const found: PlacedContainer[] = [];
  collectContainers(value, found);
  return found;
}

function collectContainers(value: unknown, found: PlacedContainer[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && CONTAINER_LISTS.some((list) => list in value))
    found.push(...containersOf(asFields(value)));
  for (const each of Object.values(value)) collectContainers(each, found);
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
