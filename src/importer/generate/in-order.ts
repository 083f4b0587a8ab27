/** What people look for first in any map of Kubernetes'. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations'];

/** In a container: what it starts, how it is reached, what it is given, how it is watched, and then the rest. */
const CONTAINER = [
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'resources',
  'volumeMounts',
  'startupProbe',
  'livenessProbe',
  'readinessProbe',
  'lifecycle',
  'securityContext',
];

const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/**
 * The value with the fields of each map in an order of ours, so that two files that say the same give the same code.
 * Lists stay as they are.
 */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    sortFields(Object.entries(value), FIRST).map(([key, child]) => [
      key,
      CONTAINER_LISTS.has(key) && Array.isArray(child) ? child.map(containerOf) : inOrder(child),
    ]),
  );
}

function containerOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return inOrder(value);
  return Object.fromEntries(containerInOrder(value).map(([key, child]) => [key, inOrder(child)]));
}

/** The fields of a container. */
export function containerInOrder(container: object): [string, unknown][] {
  return sortFields(Object.entries(container), CONTAINER);
}

/** The fields of a spec. */
export function specInOrder(spec: object): [string, unknown][] {
  return sortFields(Object.entries(spec), FIRST);
}

/** Whether two values say the same, in whatever order their fields are. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function sortFields(entries: [string, unknown][], first: readonly string[]): [string, unknown][] {
  const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);
  return entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
