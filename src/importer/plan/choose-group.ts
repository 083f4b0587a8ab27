import { didYouMean } from '../../did-you-mean';
import { UserError } from '../../errors';
import { canonicalRepository } from '../../release/canonical-repository';
import type { ImageGroup } from './image-groups';
import { isProgramImage } from './is-program-image';
import { isTagPerService } from './is-tag-per-service';
import { listImages } from './list-images';
import { noSharedImage } from './no-shared-image';
import type { UnreadableImage } from './read-images';
import { tagPerService } from './tag-per-service';
import { mostFrequent, unreadableImage } from './unreadable-image';

/**
 * The image that most containers share, unless it is one repository with an image for each service and another one is the
 * image of many programs.
 *
 * @param groups the likeliest first
 * @param keepDrift whether one tag per service is kept, as exceptions
 * @throws UserError IMPORT_NO_SHARED_IMAGE, IMPORT_IMAGE_UNREADABLE, IMPORT_TAG_PER_SERVICE
 */
export function chooseGroup(
  groups: readonly ImageGroup[],
  unreadable: readonly UnreadableImage[],
  keepDrift: boolean,
): ImageGroup {
  const shared = groups.filter(({ uses }) => uses.length >= 2);
  const [first, ...others] = shared;
  const unread = mostFrequent(unreadable);
  if (unread.length >= 2 && unread.length > (first?.uses.length ?? 0)) throw unreadableImage(unread);
  if (!first) throw noSharedImage(groups);
  if (keepDrift || !isTagPerService(first)) return first;
  const other = others.find((group) => isProgramImage(group) && !isTagPerService(group));
  if (!other) throw tagPerService(first);
  return other;
}

/**
 * The image that `--image` names.
 *
 * @throws UserError IMPORT_IMAGE_UNKNOWN when no container runs it, IMPORT_TAG_PER_SERVICE
 */
export function requireGroup(groups: readonly ImageGroup[], repository: string, keepDrift: boolean): ImageGroup {
  const wanted = canonicalRepository(repository);
  const group = groups.find((each) => canonicalRepository(each.repository) === wanted);
  if (!group) throw unknownImage(groups, repository);
  if (!keepDrift && isTagPerService(group)) throw tagPerService(group);
  return group;
}

function unknownImage(groups: readonly ImageGroup[], wanted: string): UserError {
  const known = groups.map(({ repository }) => repository);
  const guess = known.find((repository) => repository.endsWith(`/${wanted}`)) ?? didYouMean(wanted, known) ?? known[0];
  return new UserError({
    code: 'IMPORT_IMAGE_UNKNOWN',
    what: `no container here runs ${wanted}:${groups.length === 0 ? ' none has an image' : listImages(groups)}`,
    why: 'a release is made of the containers that run its image',
    fix: guess === undefined ? 'give it the manifests of your workloads too' : `did you mean --image ${guess}?`,
  });
}
