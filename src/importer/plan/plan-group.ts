import { UserError } from '../../errors';
import { titleOfContainer } from '../../manifest/containers';
import { titleOf } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import { findVersionProblem } from '../../release/moving-tag';
import type { ImportedObject, ImportNote } from '../imported-object';
import type { SpelledUses } from './choose-spelling';
import { findImageMentions } from './find-image-mentions';
import { objectsOf } from './image-groups';
import { type ImageVersion, printVersion } from './image-versions';
import type { MovedContainer, PlannedRelease, Stray } from './import-plan';
import type { ImageUse } from './read-images';
import { tagSuffixOf } from './tag-suffix-of';

/** A release that has no id yet. */
export interface PlannedGroup {
  readonly release: Omit<PlannedRelease, 'id'>;
  readonly notes: readonly ImportNote[];
}

/**
 * The release that has this version; the other versions stay as exceptions, or move to it.
 *
 * @param objects all objects of the input, for the order
 * @throws UserError IMPORT_DRIFT when every object would have to stay outside
 */
export function planGroup(
  { repository, uses, spellings }: SpelledUses,
  version: ImageVersion,
  keepDrift: boolean,
  objects: readonly ImportedObject[],
): PlannedGroup {
  const { image } = version;
  const isOther = (use: ImageUse) => use.image.toString() !== image.toString();
  // neither pinnedTag nor tagSuffix can say that there is no tag
  const unpinnable = uses.filter((use) => keepDrift && isOther(use) && printVersion(use.image) === '');
  const outside = objectsOf(unpinnable);
  const own = uses.filter(({ object }) => !outside.has(object));
  if (!own.some((use) => !isOther(use))) throw nothingLeft(repository, version, unpinnable);
  const others = own.filter(isOther);
  const inside = objectsOf(own);
  const release = {
    image,
    allowMovingTag: findVersionProblem(image, {}, '') !== undefined,
    objects: objects.filter((object) => inside.has(object)),
    strays: keepDrift ? others.map((use) => toStray(use, version)) : [],
    moved: keepDrift ? [] : others.map((use) => toMoved(use, version)),
    workloadsCount: [...inside].filter(({ manifest }) => podTemplateOf(manifest) !== undefined).length,
    containersCount: own.length,
    spellings,
  };
  return {
    release,
    notes: [...unpinnable.map((use) => noteUnpinnable(use, version)), ...findImageMentions(release)],
  };
}

function toStray({ object, placed, image }: ImageUse, version: ImageVersion): Stray {
  const tagSuffix = tagSuffixOf(image, version.image);
  const { pointer } = placed;
  return tagSuffix === undefined ? { object, pointer, pinnedTag: printVersion(image) } : { object, pointer, tagSuffix };
}

function toMoved({ object, placed, image }: ImageUse, version: ImageVersion): MovedContainer {
  return { object, pointer: placed.pointer, from: image.toString(), to: version.image.toString() };
}

function noteUnpinnable({ object, placed, image }: ImageUse, version: ImageVersion): ImportNote {
  return {
    place: object.place,
    what: `${titleOf(object.manifest)}: ${titleOfContainer(placed)} runs ${image}, without a tag`,
    why: `an exception of a release names its version, so that this object stays word for word outside of it and a bump does not move it; write ${version.image} or a tag there to have it in`,
  };
}

function nothingLeft(repository: string, { image }: ImageVersion, unpinnable: readonly ImageUse[]): UserError {
  const others = [...objectsOf(unpinnable)].map(({ manifest, place }) => `${titleOf(manifest)} (${place})`);
  return new UserError({
    code: 'IMPORT_DRIFT',
    what: `every object with ${image} also has a container with ${repository} and no tag: ${others.join(', ')}`,
    why: 'an exception of a release names its version, and no tag is none',
    fix: `have all containers run ${printVersion(image)} (--tag ${printVersion(image)} without --keep-drift), or write a tag there`,
  });
}
