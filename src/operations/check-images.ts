import type { Finding, Outcome } from '../checks/finding';
import { configObjects } from '../checks/image/find-volume-file';
import { findSubjects, type Subject } from '../checks/image/subject';
import { UserError } from '../errors';
import type { Platform } from '../image/platform';
import type { PlacedManifest } from '../manifest/manifest';
import { checkImage } from './check-image';
import { repositoryOf } from './gather-manifests';
import type { ImageReader } from './image-reader';
import { workInOrder } from './work-in-order';

/** Registries answer slowly, and each keeps count of its requests. */
const MOST_IMAGES_AT_ONCE = 4;

/** What is checked, and where its images are. */
export interface CheckRequest {
  readonly manifests: readonly PlacedManifest[];
  readonly images: ImageReader;
  /** None: all that an image has. */
  readonly platforms: readonly Platform[];
  /** Only containers that run this canonical repository; undefined for all. */
  readonly only: string | undefined;
  /** Whether programs that nobody runs are listed. */
  readonly unused: boolean;
  /** Told of each image in its turn, as soon as it and those before it are done. */
  readonly onImage?: ((report: ImageReport, progress: ImageProgress) => void) | undefined;
  /** Told when it is known how many images there are. */
  readonly onBegin?: ((progress: ImageProgress) => void) | undefined;
}

/** How many images are done, of how many. */
export interface ImageProgress {
  readonly done: number;
  readonly all: number;
}

/** What was found about one image and the containers that run it. */
export interface ImageReport {
  /** As the manifests have it; undefined for containers that name none. */
  readonly image: string | undefined;
  /** Of the index or manifest. */
  readonly digest: string | undefined;
  /** `linux/amd64`; those that were looked at. */
  readonly platforms: readonly string[];
  /** Whether it, or the Dockerfile that stands for it, could be looked at, on one platform at least. */
  readonly isRead: boolean;
  readonly findings: readonly Finding[];
}

export interface CheckReport {
  readonly images: readonly ImageReport[];
  /** How many findings there are of each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** How many containers were looked at. */
  readonly containers: number;
}

/**
 * Checks every container of the manifests against its image, each image on its own.
 *
 * @throws UserError CHECK_NOTHING when no manifest has a container
 */
export async function checkImages(request: CheckRequest): Promise<CheckReport> {
  const { manifests, only } = request;
  const all = findSubjects(manifests);
  const subjects =
    only === undefined ? all : all.filter(({ image }) => image !== undefined && repositoryOf(image) === only);
  if (subjects.length === 0) throw nothingToCheck(manifests.length, all, only);
  const objects = configObjects(request.manifests);
  const groups = [...groupByImage(subjects)];
  const images: ImageReport[] = [];
  const progress = () => ({ done: images.length, all: groups.length });
  request.onBegin?.(progress());
  const check = ([image, users]: (typeof groups)[number]) =>
    checkImage({ ...request, image, subjects: users, objects });
  for await (const report of workInOrder(groups, MOST_IMAGES_AT_ONCE, check)) {
    images.push(report);
    request.onImage?.(report, progress());
  }
  const findings = images.flatMap((report) => report.findings);
  const count = (outcome: Outcome) => findings.filter((finding) => finding.outcome === outcome).length;
  const counts = { pass: count('pass'), fail: count('fail'), unknown: count('unknown'), skipped: count('skipped') };
  return { images, counts, containers: subjects.length };
}

/** Whether not one image could be read, though nothing was found to be wrong: then nothing is said of any command. */
export function isNothingChecked({ images, counts }: CheckReport): boolean {
  return counts.fail === 0 && !images.some(({ isRead }) => isRead);
}

/** @param all containers, of which none runs the repository `only` */
function nothingToCheck(objects: number, all: readonly Subject[], only: string | undefined): UserError {
  const images = new Set(all.map(({ image = '' }) => repositoryOf(image) ?? image));
  const [why, fix] =
    all.length > 0
      ? [
          `the containers run ${[...images].sort().join(', ')}, and none runs ${only}`,
          'name a repository that a container runs',
        ]
      : [
          objects === 0
            ? 'no object was read; of a folder, only files that end in .yaml, .yml or .json are'
            : `none of the objects that were read (${objects}) has a pod`,
          'name the files or folders with your workloads',
        ];
  return new UserError({ code: 'CHECK_NOTHING', what: 'there is no container to check', why, fix });
}

function groupByImage(subjects: readonly Subject[]): Map<string | undefined, Subject[]> {
  const groups = new Map<string | undefined, Subject[]>();
  for (const subject of subjects) {
    // a number is shown as text, and is no image
    const image = typeof subject.container.image === 'string' ? subject.image : undefined;
    const group = groups.get(image);
    if (group) group.push(subject);
    else groups.set(image, [subject]);
  }
  return groups;
}
