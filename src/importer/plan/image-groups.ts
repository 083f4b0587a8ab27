import { canonicalRepository } from '../../release/canonical-repository';
import type { ImageUse } from './read-images';

/** All containers of one repository, however it is spelled. */
export interface ImageGroup {
  /** The repository as the first container spells it. */
  readonly repository: string;
  /** In the order of the input, at least one. */
  readonly uses: readonly ImageUse[];
}

/**
 * The repositories of the input, the likeliest image of a release first: the one of the most containers, then of the
 * most objects, then the first in the input. Behind all others come those that only prepare pods (init containers) or
 * are one and the same program everywhere, such as a database or a proxy: those are not one image of many programs.
 */
export function groupImages(uses: readonly ImageUse[]): ImageGroup[] {
  const byName = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const name = canonicalRepository(use.image.repository);
    const group = byName.get(name);
    if (group) group.push(use);
    else byName.set(name, [use]);
  }
  return [...byName.values()]
    .map((own) => ({
      group: { repository: own[0]?.image.repository ?? '', uses: own },
      isBehind: !isRunning(own) || programsOf(own, ['command', 'args', 'env', 'envFrom']) < 2,
      objects: objectsOf(own).size,
    }))
    .sort(
      (a, b) =>
        Number(a.isBehind) - Number(b.isBehind) || b.group.uses.length - a.group.uses.length || b.objects - a.objects,
    )
    .map(({ group }) => group);
}

/** The objects of these containers, each once. */
export function objectsOf(uses: readonly ImageUse[]): Set<ImageUse['object']> {
  return new Set(uses.map(({ object }) => object));
}

/** How many different programs these containers are, told by these fields. */
export function programsOf(uses: readonly ImageUse[], fields: readonly string[]): number {
  return new Set(uses.map(({ placed }) => JSON.stringify(fields.map((field) => placed.container[field] ?? null)))).size;
}

function isRunning(uses: readonly ImageUse[]): boolean {
  return uses.some(({ placed }) => placed.list === 'containers');
}
