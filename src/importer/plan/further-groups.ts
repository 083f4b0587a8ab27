import { titleOf } from '../../manifest/manifest';
import type { ImportedObject, ImportNote } from '../imported-object';
import { chooseSpelling, type SpelledUses } from './choose-spelling';
import { type ImageGroup, objectsOf } from './image-groups';
import { type ImageVersion, listVersions } from './image-versions';
import { isProgramImage } from './is-program-image';
import { isTagPerService } from './is-tag-per-service';
import { printVersions } from './print-versions';
import { tellTagPerService } from './tag-per-service';

/** A further release: how it spells its repository, and its one version. */
export interface FurtherGroup {
  readonly spelled: SpelledUses;
  readonly version: ImageVersion;
}

/** What becomes of the repositories beside the first. */
export interface FurtherGroups {
  readonly groups: readonly FurtherGroup[];
  readonly notes: readonly ImportNote[];
}

/**
 * The other repositories that are one image of many programs. One that stands in several versions, or in a pod of another
 * release, is left out with a note, as is one with a tag per service; what is no such image is left out without one.
 *
 * @param groups the likeliest first
 * @param taken the objects of the first release
 */
export function chooseFurtherGroups(groups: readonly ImageGroup[], taken: ReadonlySet<ImportedObject>): FurtherGroups {
  const inside = new Set(taken);
  const chosen: FurtherGroup[] = [];
  const notes: ImportNote[] = [];
  for (const group of groups) {
    if (isTagPerService(group)) {
      const { place, what, why } = tellTagPerService(group);
      notes.push({ place, what, why: `${why}; they stay word for word` });
      continue;
    }
    // beside the image of another release it is a sidecar of that one
    const apart = group.uses.filter(({ object }) => !inside.has(object));
    if (!isProgramImage({ ...group, uses: apart })) continue;
    const spelled = chooseSpelling(group);
    const versions = listVersions(spelled.uses);
    const [version] = versions;
    const beside = group.uses.find(({ object }) => inside.has(object));
    if (!version) continue;
    if (beside) {
      notes.push(leaveOut(group, `also stands in ${titleOf(beside.object.manifest)}, which is in another release`));
    } else if (versions.length > 1) {
      notes.push(leaveOut(group, `stands here in ${versions.length} versions:${printVersions(versions)}`));
    } else {
      chosen.push({ spelled, version });
      for (const object of objectsOf(spelled.uses)) inside.add(object);
    }
  }
  return { groups: chosen, notes };
}

function leaveOut({ repository, uses }: ImageGroup, fact: string): ImportNote {
  return {
    place: uses[0]?.object.place ?? '',
    what: `${repository}, which ${objectsOf(uses).size} objects share, ${fact}`,
    why: `it is no release of its own, and its objects stay word for word; --image ${repository} imports it instead`,
  };
}
