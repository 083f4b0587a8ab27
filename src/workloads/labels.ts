import type { ImageParts } from '../release/image-reference';
import { toLabelValue, versionOf } from '../release/version';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
const PREFIX = 'app.kubernetes.io';

/** The label with the version: the one line beside the image that a bump changes. */
export const VERSION_LABEL = `${PREFIX}/version`;

/** The labels of every object of a release. */
export function releaseLabels(release: string, image: ImageParts): Record<string, string> {
  return {
    [`${PREFIX}/part-of`]: toLabelValue(release),
    [`${PREFIX}/managed-by`]: 'lockstep',
    [VERSION_LABEL]: toLabelValue(versionOf(image)),
  };
}

/** What the objects of one workload have beside the labels of their release. */
export function workloadLabels(workload: string, image: ImageParts): Record<string, string> {
  return { [`${PREFIX}/name`]: toLabelValue(workload), [VERSION_LABEL]: toLabelValue(versionOf(image)) };
}
