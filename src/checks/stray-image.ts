import type { Problem } from '../errors';
import { findContainers, titleOfContainer } from '../manifest/containers';
import type { PlacedManifest } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
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
  const release = image.toString();
  const repository = canonicalRepository(image.repository);
  return findContainers(manifest).flatMap((placed): Problem[] => {
    const text = placed.container.image;
    // OpenShift puts the image of a trigger where one space stands
    if (typeof text !== 'string' || text === ' ' || text === release || allowed(text)) return [];
    const where = `${place}: ${titleOfContainer(placed)}`;
    let own: ImageReference;
    try {
      own = ImageReference.parse(text);
    } catch (error) {
      // a custom resource may hold a pattern or a placeholder there
      if (podTemplateOf(manifest) === undefined) return [];
      return [
        {
          ...(error as Problem),
          code: 'CONTAINER_IMAGE_INVALID',
          what: `${where} runs '${text}', which is not an image reference`,
        },
      ];
    }
    if (canonicalRepository(own.repository) !== repository) return [];
    if (isSameVersion(own, image)) return [];
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

/** Without tag and digest an image is the tag latest; beside a digest a tag may be left out. */
function isSameVersion(a: ImageReference, b: ImageReference): boolean {
  if (a.digest !== b.digest) return false;
  if (a.digest === undefined) return (a.tag ?? 'latest') === (b.tag ?? 'latest');
  return a.tag === b.tag || a.tag === undefined || b.tag === undefined;
}
