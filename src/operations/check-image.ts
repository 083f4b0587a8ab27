import type { Finding } from '../checks/finding';
import { findUnusedPrograms } from '../checks/image/find-unused-programs';
import type { ConfigObjects } from '../checks/image/find-volume-file';
import { placeOfImage } from '../checks/image/finding-place';
import type { ImageView } from '../checks/image/image-view';
import { mergePlatforms } from '../checks/image/merge-platforms';
import type { Subject } from '../checks/image/subject';
import { findPlatform, mayRunOn } from '../checks/image/wanted-platforms';
import { ImageFault } from '../image/image-fault';
import type { ImageSource, PlatformImage } from '../image/image-source';
import type { CheckRequest, ImageReport } from './check-images';
import { checkSubject } from './check-subject';
import {
  imageFault,
  imageFound,
  notAReference,
  notFound,
  notNamed,
  platformMissing,
  skipImage,
  unplaced,
} from './image-findings';
import { orFault, type ReadImage, type ReadPlatform } from './image-reader';

export interface ImageQuestion extends CheckRequest {
  readonly image: string | undefined;
  /** The containers that run it. */
  readonly subjects: readonly Subject[];
  readonly objects: ConfigObjects;
}

/** Checks one image and all containers that run it. Nothing throws for what is wrong with the image. */
export async function checkImage(question: ImageQuestion): Promise<ImageReport> {
  const report = await reportImage(question);
  // what is about the image as a whole stands where it is first named
  const [first] = question.subjects;
  const findings = report.findings.map((finding) => ({
    ...finding,
    place: finding.place ?? (first && placeOfImage(first)),
  }));
  return { ...report, findings };
}

async function reportImage(question: ImageQuestion): Promise<ImageReport> {
  const { image, subjects, images } = question;
  const bare = { image, digest: undefined, platforms: [], isRead: false };
  if (image === undefined) return { ...bare, findings: subjects.map(notNamed) };
  const read = await images.read(image);
  switch (read.kind) {
    case 'invalid':
      return { ...bare, findings: [notAReference(image, read.error, subjects)] };
    case 'skipped':
      return { ...bare, findings: [skipImage(image, read.why, subjects)] };
    case 'fault':
      return { ...bare, findings: [notFound(image, read.source, read.fault, subjects)] };
    case 'view':
      return { ...bare, isRead: true, findings: await checkView(question, read.view, subjects, undefined) };
    default:
      return await checkPlatforms(question, image, read);
  }
}

/** The platforms of an image that was found, each with its manifest, its layers and its containers. */
async function checkPlatforms(
  question: ImageQuestion,
  image: string,
  { source, found, platforms }: Extract<ReadImage, { kind: 'read' }>,
): Promise<ImageReport> {
  const general: Finding[] = [];
  const whole: PlatformImage[] = [];
  let isOther = false;
  const byPlatform = new Map<string, Finding[]>();
  const there = new Set<string>();
  for (const each of choosePlatforms(question, image, platforms, general)) {
    const findings: Finding[] = [];
    // of several entries for one platform, runtimes take the first
    if (byPlatform.has(each.name)) continue;
    byPlatform.set(each.name, findings);
    if (each.image instanceof ImageFault) {
      findings.push(imageFault(image, source, each.image, each.name));
      continue;
    }
    const { platform } = each.image.config;
    if (platform.os !== 'linux') {
      isOther = true;
      findings.push(skipImage(image, `what is in images for ${platform.os} is not looked at`, question.subjects));
      continue;
    }
    const faults = await findMissingLayers(each.image, there);
    findings.push(...faults.map((fault) => imageFault(image, source, fault, each.name)));
    if (faults.length === 0) whole.push(each.image);
    const subjects = question.subjects.filter(
      ({ podSpec }) => question.platforms.length > 0 || mayRunOn(podSpec, platform),
    );
    const checked = await checkView(question, question.images.view(image, each.image), subjects, source);
    // a layer that is not there is told once, and not again by each container
    findings.push(...checked.filter(({ why }) => !faults.some((fault) => fault.why === why)));
  }
  const known = platforms.flatMap(({ platform }) => platform ?? []);
  return {
    image,
    digest: found.digest,
    platforms: [...byPlatform.keys()],
    isRead: whole.length > 0 || isOther,
    findings: [
      ...(whole.length > 0 ? [imageFound(image, source, whole)] : []),
      ...general,
      ...(question.platforms.length > 0 || known.length === 0
        ? []
        : question.subjects
            .filter(({ podSpec }) => !known.some((platform) => mayRunOn(podSpec, platform)))
            .map((subject) => unplaced(image, subject, known))),
      ...mergePlatforms(byPlatform),
    ],
  };
}

/** Those that are asked for, with a finding for each that the image is not for; all when none is asked for. */
function choosePlatforms(
  { platforms }: ImageQuestion,
  image: string,
  has: readonly ReadPlatform[],
  findings: Finding[],
): readonly ReadPlatform[] {
  if (platforms.length === 0) return has;
  return platforms.flatMap((wanted) => {
    const match = findPlatform(has, wanted);
    if (match === undefined) findings.push(platformMissing(image, wanted, has));
    return match ?? [];
  });
}

async function checkView(
  { unused, ...question }: ImageQuestion,
  view: ImageView,
  subjects: readonly Subject[],
  source: ImageSource | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const used = new Set<string>();
  const viewOf = (image: string) => question.images.findView(image, view.platform);
  for (const subject of subjects) {
    const check = await checkSubject({ ...question, source, viewOf }, view, subject);
    findings.push(...check.findings);
    for (const program of check.programs) used.add(program);
  }
  return unused ? [...findings, ...(await findUnusedPrograms(view, used))] : findings;
}

/** @param there digests of layers that were asked for and are there: platforms share layers; those that are found are added */
async function findMissingLayers({ layers }: PlatformImage, there: Set<string>): Promise<ImageFault[]> {
  const wanted = new Map(layers.filter(({ digest }) => !there.has(digest)).map((layer) => [layer.digest, layer]));
  const answers = await Promise.all(
    [...wanted].map(async ([digest, layer]) => {
      const fault = await orFault(layer.requireThere());
      if (fault === undefined) there.add(digest);
      return fault;
    }),
  );
  return answers.filter((answer): answer is ImageFault => answer instanceof ImageFault);
}
