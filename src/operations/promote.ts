import { ImageReference } from '../release/image-reference';
import { promoteImage } from '../release/promote';
import type { ChangePlan } from './change-plan';
import { openRelease, toTextChange } from './read-release-change';

/**
 * Finds out what one release file has to say to run the image of another. Nothing is written.
 *
 * @throws UserError what reading either file throws, PROMOTE_OTHER_REPOSITORY
 */
export function planPromotion(
  from: string,
  to: string,
  options: { readonly allowOtherRepository?: boolean },
): ChangePlan {
  const source = openRelease(from);
  const target = openRelease(to);
  const edit = promoteImage(source.release, target.release, options);
  const { repository, tag, digest } = source.release.image;
  const keepsSpelling = edit.repository === undefined;
  const image = new ImageReference({
    repository: keepsSpelling ? target.release.image.repository : repository,
    tag,
    digest,
  });
  return {
    changes: [toTextChange(target, edit)],
    moves: [{ path: to, from: target.release.image, to: image }],
    notes:
      source.release.image.digest === undefined
        ? [`${from} has no digest, so that ${to} names a tag, which may be pushed anew`]
        : [],
  };
}
