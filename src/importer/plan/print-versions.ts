import { titleOf } from '../../manifest/manifest';
import { objectsOf } from './image-groups';
import { type ImageVersion, printVersion } from './image-versions';

/** A line for each version, with every object that runs it and where that stands. */
export function printVersions(versions: readonly ImageVersion[]): string {
  return versions
    .map(({ image, uses }) => {
      const objects = [...objectsOf(uses)].map(({ manifest, place }) => `${titleOf(manifest)} (${place})`);
      return `\n    ${printVersion(image) || 'no tag'}: ${objects.join(', ')}`;
    })
    .join('');
}
