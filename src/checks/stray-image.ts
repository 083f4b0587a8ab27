import type { Problem } from '../errors';
import { findContainers, titleOfContainer } from '../manifest/containers';
import type { PlacedManifest } from '../manifest/manifest';
import { canonicalRepository } from '../release/canonical-repository';
import { ImageReference } from '../release/image-reference';

/**
 * Containers that run the release's repository with another tag or digest, in any kind of object.
 *
 * @param allowed the references that were declared as exceptions for this object
 */
export function findStrayImages(
  { manifest, place }: PlacedManifest,
  image: ImageReference,
  allowed: (text: string) => boolean,
): Problem[] {
  const repository = canonicalRepository(image.repository);
  return findContainers(manifest).flatMap((placed): Problem[] => {
    const text = placed.container.image;
    if (typeof text !== 'string' || allowed(text)) return [];
    const where = `${place}: ${titleOfContainer(placed)}`;
    let own: ImageReference;
    try {
      own = ImageReference.parse(text);
    } catch (error) {
      return [
        {
          ...(error as Problem),
          code: 'CONTAINER_IMAGE_INVALID',
          what: `${where} runs '${text}', which is not an image reference`,
        },
      ];
    }
    if (canonicalRepository(own.repository) !== repository) return [];
    if (own.tag === image.tag && own.digest === image.digest) return [];
    return [
      {
        code: 'STRAY_IMAGE',
        what: `${where} runs ${text}`,
        why: `this release is ${image}, and a container of its repository that names another version would stay behind when it is bumped or rolled back`,
        fix: 'leave the image to the release (release.image, release.container({…})), or declare the exception with pinnedTag on a workload',
      },
    ];
  });
}
