import { NAME_LABEL, VERSION_LABEL } from '../manifest/common-labels';
import type { ImageParts } from '../release/image-reference';
import { toLabelValue, versionOf } from '../release/version';

/** The labels of every object of a release. */
export function releaseLabels(release: string, image: ImageParts): Record<string, string> {
  return {
    'app.kubernetes.io/part-of': toLabelValue(release),
    'app.kubernetes.io/managed-by': 'lockstep',
    [VERSION_LABEL]: toLabelValue(versionOf(image)),
  };
}

/** What the objects of one workload have beside the labels of their release. */
export function workloadLabels(workload: string, image: ImageParts): Record<string, string> {
  return { [NAME_LABEL]: toLabelValue(workload), [VERSION_LABEL]: toLabelValue(versionOf(image)) };
}
