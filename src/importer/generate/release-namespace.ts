import { namespaceOf } from '../../manifest/manifest';
import type { ImportedObject } from '../imported-object';

/**
 * The namespace that a Release gives its objects: the one that most of them have. None when an object has none, since a
 * Release would put it there.
 */
export function releaseNamespace(objects: readonly ImportedObject[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { manifest } of objects) counts.set(namespaceOf(manifest), (counts.get(namespaceOf(manifest)) ?? 0) + 1);
  if (counts.size === 0 || counts.has('')) return undefined;
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
