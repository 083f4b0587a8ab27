import type { Finding } from '../checks/finding';
import { type ContainerCheck, checkContainer } from '../checks/image/check-container';
import { findCopiedFile } from '../checks/image/find-copied-file';
import type { ConfigObjects } from '../checks/image/find-volume-file';
import type { ImageView } from '../checks/image/image-view';
import { findingOf } from '../checks/image/launch-context';
import type { Subject } from '../checks/image/subject';
import { ImageFault } from '../image/image-fault';
import type { ImageSource } from '../image/image-source';
import type { PlacedManifest } from '../manifest/manifest';

export interface SubjectQuestion {
  readonly manifests: readonly PlacedManifest[];
  readonly objects: ConfigObjects;
  /** Where its image comes from; undefined for what stands in place of one. */
  readonly source: ImageSource | undefined;
  /** Another image on the platform of a view; undefined when it cannot be read. */
  viewOf(image: string, like: ImageView): Promise<ImageView | undefined>;
}

/** Checks one container. An image that cannot be read is a finding too. */
export async function checkSubject(
  question: SubjectQuestion,
  view: ImageView,
  subject: Subject,
): Promise<ContainerCheck> {
  const { manifests, objects } = question;
  const viewOf = (image: string) => (image === view.name ? Promise.resolve(view) : question.viewOf(image, view));
  try {
    return await checkContainer({
      subject,
      view,
      manifests,
      objects,
      findCopied: (own, mount, rest) => findCopiedFile(own, mount, rest, objects, viewOf),
    });
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    return { findings: [unreadable(subject, view, error, question.source)], programs: [] };
  }
}

function unreadable(
  subject: Subject,
  view: ImageView,
  { kind, why, fix }: ImageFault,
  source: ImageSource | undefined,
): Finding {
  const isPushed = source === undefined || source.name === 'registry';
  return findingOf(
    { subject, view },
    {
      outcome: kind === 'unknown' ? 'unknown' : 'fail',
      code: kind === 'unknown' ? 'IMAGE_UNREADABLE' : kind === 'missing' ? 'IMAGE_INCOMPLETE' : 'IMAGE_BROKEN',
      what: `${subject.who} cannot be checked: a layer of ${view.name} cannot be read`,
      why,
      fix:
        fix ??
        (kind === 'unknown'
          ? 'mend what stands in the way, and check again'
          : `build and ${isPushed ? 'push' : 'save'} the image again`),
    },
  );
}
