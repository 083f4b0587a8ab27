import { VERSION_LABEL } from '../manifest/common-labels';
import { CONTAINER_LISTS } from '../manifest/containers';
import { type Manifest, nameOf } from '../manifest/manifest';

/** What stands for the object's own name, wherever it is used as a label, a selector or a container's name. */
const OWN_NAME = '\0name';
const CONTAINERS: ReadonlySet<string> = new Set(CONTAINER_LISTS);

/**
 * What an object does, as one text for each value, without what a new name or version changes: its metadata, its own
 * name, version labels, and the images of containers.
 */
export function traitsOf(manifest: Manifest): string[] {
  const { apiVersion: _, kind: __, metadata: ___, status: ____, ...rest } = manifest;
  const traits: string[] = [];
  collect('', rest, nameOf(manifest), traits);
  return traits.sort();
}

/** How much two objects do the same: from 0, nothing, to 1, everything. Traits are sorted. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] as string, b[j] as string];
    if (left === right) common++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return (2 * common) / (a.length + b.length);
}

function collect(path: string, value: unknown, name: string, traits: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(`${path}[]`, item, name, traits);
  } else if (typeof value === 'object' && value !== null) {
    const isContainer = CONTAINERS.has(/(\w+)\[\]$/.exec(path)?.[1] ?? '');
    for (const [key, inner] of Object.entries(value)) {
      if (key !== VERSION_LABEL && !(isContainer && key === 'image')) collect(`${path}.${key}`, inner, name, traits);
    }
  } else if (value !== null && value !== undefined) {
    traits.push(`${path}=${JSON.stringify(value === name && name !== '' ? OWN_NAME : value)}`);
  }
}
