import type { Problem } from '../errors';
import type { ImageParts } from './image-reference';

/** Which tags stand for another image tomorrow, and whether the user wants them all the same. */
export interface MovingTagPolicy {
  /** Tags that move, beside `latest`. Default: none. */
  readonly movingTags?: readonly string[] | undefined;
  /** Default: false. */
  readonly allowMovingTag?: boolean | undefined;
}

/** True when this tag is listed as moving; `latest` always is. */
export function isMovingTag(tag: string, policy: MovingTagPolicy = {}): boolean {
  return tag === 'latest' || (policy.movingTags ?? []).includes(tag);
}

/**
 * What is wrong with an image as the version of a release: nothing pins it, or a moving tag does.
 * A digest pins an image whatever its tag.
 *
 * @param place file and line, or construct path
 */
export function findVersionProblem(image: ImageParts, policy: MovingTagPolicy, place: string): Problem | undefined {
  if (image.digest !== undefined || policy.allowMovingTag) return undefined;
  if (image.tag === undefined) {
    return {
      code: 'RELEASE_NO_VERSION',
      what: `${place}: the image ${image.repository} has no tag and no digest`,
      why: 'Kubernetes would take the tag latest, so the same YAML runs another program tomorrow and nothing can be rolled back',
      fix: 'add the tag of a version (or allowMovingTag: true to run whatever latest is)',
    };
  }
  if (!isMovingTag(image.tag, policy)) return undefined;
  return {
    code: 'RELEASE_MOVING_TAG',
    what: `${place}: the tag '${image.tag}' moves`,
    why: 'a tag that is pushed again and again names no version: bumping changes nothing and rolling back is impossible',
    fix: 'use the tag of a version, add a digest, or say allowMovingTag: true',
  };
}
