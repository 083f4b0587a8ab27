import { titleOfContainer } from '../../manifest/containers';
import { titleOf } from '../../manifest/manifest';
import type { ImportedObject, ImportNote } from '../imported-object';
import { type ImageGroup, objectsOf } from './image-groups';
import type { ImageUse } from './read-images';

/** The containers of a repository that a release can name by its one spelling. */
export interface SpelledUses {
  readonly repository: string;
  /** Only in objects that have no container of another spelling; empty when there is no such object. */
  readonly uses: readonly ImageUse[];
  /** Every spelling of the group, the chosen one first. */
  readonly spellings: readonly string[];
  /** One for each object that is left out. */
  readonly notes: readonly ImportNote[];
}

/**
 * Chooses how a release spells its repository (`redis` and `docker.io/library/redis` are the same one): as the most
 * containers do, then as the first one does. What spells it otherwise has to stay word for word.
 */
export function chooseSpelling({ uses }: ImageGroup): SpelledUses {
  const byObject = new Map<ImportedObject, Set<string>>();
  for (const { object, image } of uses) {
    const own = byObject.get(object) ?? new Set();
    byObject.set(object, own.add(image.repository));
  }
  const isPure = ({ object }: ImageUse) => byObject.get(object)?.size === 1;
  const counts = new Map<string, number>(uses.map(({ image }) => [image.repository, 0]));
  for (const use of uses.filter(isPure)) {
    counts.set(use.image.repository, (counts.get(use.image.repository) ?? 0) + 1);
  }
  const spellings = [...counts].sort(([, a], [, b]) => b - a).map(([spelling]) => spelling);
  const repository = spellings[0] ?? '';
  const own = uses.filter((use) => isPure(use) && use.image.repository === repository);
  const inside = objectsOf(own);
  const left = uses.filter((use) => !inside.has(use.object) && use.image.repository !== repository);
  const firsts = new Map([...left].reverse().map((use) => [use.object, use]));
  return {
    repository,
    uses: own,
    spellings,
    notes: [...objectsOf(left)].flatMap((object) => {
      const use = firsts.get(object);
      return use ? [noteSpelling(use, repository)] : [];
    }),
  };
}

function noteSpelling({ object, placed, image }: ImageUse, repository: string): ImportNote {
  return {
    place: object.place,
    what: `${titleOf(object.manifest)}: ${titleOfContainer(placed)} runs ${image}, which is ${repository} in another spelling`,
    why: `it stays word for word outside of the release, so that a bump does not move it; write ${repository} there to have it in`,
  };
}
