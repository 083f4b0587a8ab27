import { type Problem, UserError } from '../errors';
import { ImageReference } from '../release/image-reference';
import type { ImageVariant } from './container-fields';

/**
 * The image that a variant stands for. What is wrong with it goes to `report`, and the release's own image stands in.
 *
 * @param place construct path and container, for messages
 */
export function resolveVariant(
  image: ImageReference,
  { tagSuffix, pinnedTag }: ImageVariant,
  place: string,
  report: (problem: Problem) => void,
): ImageReference {
  if (pinnedTag !== undefined && tagSuffix) {
    report({
      code: 'VARIANT_AMBIGUOUS',
      what: `${place} has both tagSuffix and pinnedTag`,
      why: 'tagSuffix moves with the release and pinnedTag does not',
      fix: `keep one of them (pinnedTag: '${pinnedTag}${tagSuffix}' is a variant that stays)`,
    });
    return image;
  }
  try {
    if (pinnedTag !== undefined) return parsePinned(image, pinnedTag);
    if (!tagSuffix) return image;
    if (image.tag !== undefined) return image.with({ tag: image.tag + tagSuffix });
    report({
      code: 'VARIANT_WITHOUT_TAG',
      what: `${place} has the tagSuffix '${tagSuffix}'`,
      why: `the release has no tag to put it behind: ${image}`,
      fix: 'give the release a tag, or use pinnedTag',
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    report({ ...error.problems[0], code: 'VARIANT_INVALID', what: `${place}: ${error.what}` } as Problem);
  }
  return image;
}

function parsePinned(image: ImageReference, pinnedTag: string): ImageReference {
  const at = pinnedTag.indexOf('@');
  const tag = at === -1 ? pinnedTag : pinnedTag.slice(0, at);
  return new ImageReference({
    repository: image.repository,
    tag: at === 0 ? undefined : tag,
    digest: at === -1 ? undefined : pinnedTag.slice(at + 1),
  });
}
