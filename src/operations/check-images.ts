import type { Finding, Outcome } from '../checks/finding';
import { configObjects } from '../checks/image/find-volume-file';
import { findSubjects, type Subject } from '../checks/image/subject';
import { UserError } from '../errors';

import type { Platform } from '../image/platform';
import type { PlacedManifest } from '../manifest/manifest';
import { checkImage } from './check-image';
import { repositoryOf } from './gather-manifests';
import type { ImageReader } from './image-reader';

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
}

/** What was found about one image and the containers that run it. */
export interface ImageReport {
  /** As the manifests have it; undefined for containers that name none. */
  readonly image: string | undefined;
  /** Of the index or manifest. */
  readonly digest: string | undefined;
  /** `linux/amd64`; those that were looked at. */
  readonly platforms: readonly string[];
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
  const images: ImageReport[] = [];
  for (const [image, users] of groupByImage(subjects)) {
    images.push(await checkImage({ ...request, image, subjects: users, objects }));
  }
  const findings = images.flatMap((report) => report.findings);
  const count = (outcome: Outcome) => findings.filter((finding) => finding.outcome === outcome).length;
  const counts = { pass: count('pass'), fail: count('fail'), unknown: count('unknown'), skipped: count('skipped') };
  return { images, counts, containers: subjects.length };
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
    const group = groups.get(subject.image);
    if (group) group.push(subject);
    else groups.set(subject.image, [subject]);
  }
  return groups;
}
