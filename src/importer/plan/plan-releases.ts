import { UserError } from '../../errors';
import { titleOfContainer } from '../../manifest/containers';
import { titleOf } from '../../manifest/manifest';
import { ImageReference } from '../../release/image-reference';
import type { ImportedObject, ImportNote } from '../imported-object';
import { chooseGroup, requireGroup } from './choose-group';
import { chooseSpelling } from './choose-spelling';
import { chooseVersion } from './choose-version';
import { chooseFurtherGroups } from './further-groups';
import { groupImages, type ImageGroup } from './image-groups';
import { listVersions, printVersion } from './image-versions';
import type { ImportPlan, PlanOptions } from './import-plan';
import { type PlannedGroup, planGroup } from './plan-group';
import { readImages, type UnreadableImage } from './read-images';
import { releaseIds } from './release-ids';

export type { ImportPlan, MovedContainer, PlannedRelease, PlanOptions, Stray } from './import-plan';

/**
 * Decides which images of the input are releases, and which objects are on each. The first release is the image that most
 * containers share; others join it when they are one image of many programs too. `--image` makes it that one alone.
 *
 * @throws UserError IMPORT_NO_SHARED_IMAGE, IMPORT_IMAGE_UNREADABLE, IMPORT_IMAGE_UNKNOWN, IMPORT_TAG_UNKNOWN,
 *   IMPORT_DRIFT, IMPORT_TAG_PER_SERVICE, IMPORT_SPELLINGS, IMAGE_REFERENCE_INVALID, INVALID_NAME
 */
export function planReleases(objects: readonly ImportedObject[], options: PlanOptions = {}): ImportPlan {
  const asked = parseAsked(options);
  const { uses, unreadable } = readImages(objects);
  const groups = groupImages(uses);
  const { keepDrift = false } = options;
  const chosen =
    asked.repository === undefined
      ? chooseGroup(groups, unreadable, keepDrift)
      : requireGroup(groups, asked.repository, keepDrift);
  const first = planFirst(chosen, asked.version, options, objects);
  const others = asked.repository === undefined ? groups.filter((group) => group !== chosen) : [];
  const further = chooseFurtherGroups(others, new Set(first.release.objects));
  const planned: PlannedGroup[] = [
    first,
    ...further.groups.map(({ spelled, version }) => {
      const group = planGroup(spelled, version, false, objects);
      return { ...group, notes: [...spelled.notes, ...group.notes] };
    }),
  ];
  const ids = releaseIds(
    planned.map(({ release }) => ({ repository: release.image.repository, objects: release.objects })),
    options.name,
  );
  const releases = planned.map(({ release }, index) => ({ id: ids[index] ?? '', ...release }));
  const inside = new Set(releases.flatMap((release) => release.objects));
  return {
    releases,
    rest: objects.filter((object) => !inside.has(object)),
    notes: [...planned.flatMap(({ notes }) => notes), ...further.notes, ...unreadable.map(noteUnreadable)],
  };
}

function planFirst(
  group: ImageGroup,
  wanted: string | undefined,
  options: PlanOptions,
  objects: readonly ImportedObject[],
): PlannedGroup {
  const spelled = chooseSpelling(group);
  if (spelled.uses.length === 0) throw onlyMixed(group, spelled.spellings);
  const version = chooseVersion(spelled.repository, listVersions(spelled.uses), wanted, options);
  const planned = planGroup(spelled, version, options.keepDrift === true, objects);
  return { ...planned, notes: [...spelled.notes, ...planned.notes] };
}

/** The repository of `--image`, and the version of `--tag` or of `--image`. */
function parseAsked({ image, tag }: PlanOptions): {
  readonly repository?: string;
  readonly version?: string | undefined;
} {
  if (image === undefined) return { version: tag };
  const reference = ImageReference.parse(image);
  const version = printVersion(reference) || undefined;
  if (tag !== undefined && version !== undefined && tag !== version) {
    throw new UserError({
      code: 'IMPORT_TAG_UNKNOWN',
      what: `--image ${image} says ${version}, and --tag says ${tag}`,
      why: 'the release has one version, and which of them counts would be a guess',
      fix: `leave one of them out: --image ${reference.repository} --tag ${tag}`,
    });
  }
  return { repository: reference.repository, version: tag ?? version };
}

function onlyMixed({ repository, uses }: ImageGroup, spellings: readonly string[]): UserError {
  const { object } = uses[0] as ImageGroup['uses'][number];
  return new UserError({
    code: 'IMPORT_SPELLINGS',
    what: `${object.place}: ${titleOf(object.manifest)} spells one repository in several ways: ${spellings.join(', ')}`,
    why: 'a release has one spelling, and no object here keeps to one',
    fix: `write ${repository} in all of them`,
  });
}

function noteUnreadable({ object, placed, text, why }: UnreadableImage): ImportNote {
  return {
    place: object.place,
    what: `${titleOf(object.manifest)}: ${titleOfContainer(placed)} runs '${text}', which is not an image reference`,
    why: `${why}; a release refuses that, so that the object stays word for word, in no release`,
  };
}
