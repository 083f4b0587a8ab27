import { asFields } from '../../manifest/manifest';
import type { ImportNote } from '../imported-object';
import type { ImportPlan } from './import-plan';

const VERSION_LABELS = ['app.kubernetes.io/version', 'version', 'helm.sh/chart'];

/** Labels that say the version of a release too, which a bump does not move: one note for each release and label. */
export function findLabelMentions({ releases }: ImportPlan): ImportNote[] {
  return releases.flatMap(({ id, image, objects }) =>
    VERSION_LABELS.flatMap((label): ImportNote[] => {
      const bare = image.tag?.replace(/^v(?=\d)/, '');
      const count = objects.filter(({ manifest }) => {
        const value = asFields(asFields(manifest.metadata).labels)[label];
        return bare !== undefined && typeof value === 'string' && value.replace(/^v(?=\d)/, '') === bare;
      }).length;
      if (count === 0) return [];
      return [
        {
          place: id,
          what: `the label ${label} of ${count} ${count === 1 ? 'object' : 'objects'} says ${image.tag}`,
          why: 'it stays as it is, so a bump does not move it: delete it there, and take labels: false from the Release, to have the label app.kubernetes.io/version that moves',
        },
      ];
    }),
  );
}
