import { UserError } from '../errors';
import { findContainers } from '../manifest/containers';
import { asText, type Manifest } from '../manifest/manifest';
import { canonicalRepository } from '../release/canonical-repository';
import { ImageReference } from '../release/image-reference';
import type { UnresolvedImage } from './compose/objects/find-images';
import { printObject } from './compose/objects/print-object';
import type { ImportedObject } from './imported-object';
import type { ImportPlan } from './plan/import-plan';
import { replaceImages } from './replace-images';

/**
 * The objects with a tag behind the images whose tag is a variable without a value.
 *
 * @param tag that was said for the release
 */
export function fillImages(
  objects: readonly ImportedObject[],
  unresolved: readonly UnresolvedImage[],
  tag: string,
): ImportedObject[] {
  const images = new Set(unresolved.map(({ image }) => image));
  return objects.map((object) => {
    const named = findContainers(object.manifest).flatMap(({ container }) => asText(container.image) ?? []);
    if (!named.some((image) => images.has(image))) return object;
    const fill = (image: string) => (images.has(image) ? `${image}:${tag}` : image);
    const manifest = replaceImages(object.manifest, fill) as Manifest;
    return { ...object, manifest, text: printObject(manifest) };
  });
}

/**
 * Refuses a release whose version is a variable that nobody has given a value.
 *
 * @throws UserError IMPORT_VARIABLE_UNSET
 */
export function requireResolved({ releases }: ImportPlan, unresolved: readonly UnresolvedImage[]): void {
  const unset = unresolved.find(({ image }) =>
    releases.some((release) => canonicalRepository(release.image.repository) === repositoryOf(image)),
  );
  if (!unset) return;
  throw new UserError({
    code: 'IMPORT_VARIABLE_UNSET',
    what: `${unset.place}: the version of ${unset.image} is the variable ${unset.variable}, which has no value`,
    why: 'a release runs one version, and Compose itself would not start without it',
    fix: `say which one with --tag, or put ${unset.variable}=… into the .env file beside the Compose file`,
  });
}

function repositoryOf(image: string): string | undefined {
  try {
    return canonicalRepository(ImageReference.parse(image).repository);
  } catch {
    return undefined;
  }
}
