import type { Finding } from '../checks/finding';
import { placeOfImage } from '../checks/image/finding-place';
import type { Subject } from '../checks/image/subject';
import { printPlatforms } from '../checks/image/wanted-platforms';
import type { UserError } from '../errors';
import type { ImageFault } from '../image/image-fault';
import type { ImageSource, PlatformImage } from '../image/image-source';
import { type Platform, printPlatform } from '../image/platform';
import { printBytes } from '../image/print-bytes';
import { asFields, asText, printValue } from '../manifest/manifest';
import { ImageReference } from '../release/image-reference';

/** `deployment 'web' and job 'migrate'`; of many, the first three and how many more. */
function printUsers(subjects: readonly Subject[]): string {
  const users = [...new Set(subjects.map(({ workload }) => workload))];
  const rest = users.length > 3 ? `${users.length - 3} more` : users.at(-1);
  const first = users.slice(0, users.length > 3 ? 3 : -1);
  return first.length === 0 ? (rest ?? '') : `${first.join(', ')} and ${rest}`;
}

/** The image is there: where, and how much of it. */
export function imageFound(image: string, source: ImageSource, images: readonly PlatformImage[]): Finding {
  const sizes = images.map(({ layers, configBytes }) => {
    const bytes = layers.reduce((sum, layer) => sum + layer.bytes, configBytes);
    return `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}, ${printBytes(bytes)}`;
  });
  const { tag, digest } = ImageReference.parse(image);
  const name =
    tag === undefined && digest === undefined ? `${image}, which has no tag and so is ${image}:latest,` : image;
  const what = `${name} is in ${placeOf(source)}: ${[...new Set(sizes)].join('; ')}`;
  return { outcome: 'pass', code: 'IMAGE_FOUND', what, why: '', fix: '', image };
}

/** The source has no such image, or it could not be asked. */
export function notFound(image: string, source: ImageSource, fault: ImageFault, subjects: readonly Subject[]): Finding {
  const users = printUsers(subjects);
  if (fault.kind === 'missing') {
    return {
      outcome: 'fail',
      code: 'IMAGE_MISSING',
      what: `${image}, which ${users} ${isAre(subjects)}, is not in ${placeOf(source)}`,
      why: fault.why,
      fix: `${source.name === 'registry' ? 'push it before you apply' : 'name the place that holds this one'}, or ${fixVersion(image)}`,
      image,
    };
  }
  return imageFault(image, source, fault, '');
}

/** What may be wrong about the name of an image that is not there. */
function fixVersion(image: string): string {
  const { tag, digest } = ImageReference.parse(image);
  if (digest !== undefined) return 'mend the digest';
  return tag === undefined ? 'name its tag: without one, it is latest' : 'mend the tag';
}

/** Something of an image is missing, broken, or could not be read. */
export function imageFault(image: string, source: ImageSource, fault: ImageFault, platform: string): Finding {
  const { kind, why } = fault;
  const words = {
    missing: [
      'IMAGE_INCOMPLETE',
      `is in ${placeOf(source)} only in part`,
      source.name === 'registry' ? 'push the image again: nodes cannot pull it as it is' : 'save the image again',
    ],
    broken: [
      'IMAGE_BROKEN',
      `is damaged in ${placeOf(source)}`,
      source.name === 'registry'
        ? 'build and push the image again: nodes cannot unpack it as it is'
        : 'build and save the image again',
    ],
    unknown: [
      'IMAGE_UNREADABLE',
      `could not be read from ${placeOf(source)}`,
      'mend what stands in the way, and check again',
    ],
  } as const;
  const [code, what, fix] = words[kind];
  return {
    outcome: kind === 'unknown' ? 'unknown' : 'fail',
    code,
    what: `${image}${platform && ` for ${platform}`} ${what}`,
    why,
    fix: fault.fix ?? fix,
    image,
  };
}

/** An image that is not looked at. */
export function skipImage(image: string, why: string, subjects: readonly Subject[]): Finding {
  const what = `${image}, which ${printUsers(subjects)} ${isAre(subjects)}, was not looked at`;
  return { outcome: 'skipped', code: 'IMAGE_SKIPPED', what, why, fix: '', image };
}

/** A container whose image is no text: none at all, which something in the cluster has to fill in, or a number. */
export function notNamed(subject: Subject): Finding {
  const { who, workload, title, container } = subject;
  const { image } = container;
  const place = placeOfImage(subject);
  if (image !== undefined && image !== null) {
    const value = asText(image);
    return {
      outcome: 'fail',
      code: 'IMAGE_REFERENCE_INVALID',
      what: `${who} runs ${value ?? `a ${kindOf(image)}`}, which is no text`,
      why: `YAML reads it as a ${kindOf(image)}, and Kubernetes takes nothing but text for an image`,
      fix: value === undefined ? 'write repository:tag' : `put quotes around it: '${value}'`,
      place,
      workload,
      container: title,
    };
  }
  return {
    outcome: 'skipped',
    code: 'IMAGE_NOT_NAMED',
    what: `${who} names no image`,
    why: 'Kubernetes takes no container without one, unless something in the cluster fills it in',
    fix: 'write its image',
    place,
    workload,
    container: title,
  };
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object') return typeof value;
  return Array.isArray(value) ? 'list' : 'map';
}

/** What stands in place of an image is none. */
export function notAReference(image: string, error: UserError, subjects: readonly Subject[]): Finding {
  const { why, fix } = error;
  const place = subjects[0] && placeOfImage(subjects[0]);
  const runs = `${printUsers(subjects)} ${isAre(subjects)} '${image}'`;
  if (/\$[({]|\{\{/.test(image)) {
    return {
      outcome: 'unknown',
      code: 'IMAGE_REFERENCE_INVALID',
      what: `${runs}, which has a placeholder`,
      why: 'something fills it in before it is applied',
      fix: 'check what comes out of that',
      image,
      place,
    };
  }
  const what = `${runs}, which is no image reference`;
  return { outcome: 'fail', code: 'IMAGE_REFERENCE_INVALID', what, why, fix, image, place };
}

function isAre(subjects: readonly Subject[]): string {
  return new Set(subjects.map(({ workload }) => workload)).size === 1 ? 'runs' : 'run';
}

/** An image that is not for a platform that was asked for. */
export function platformMissing(
  image: string,
  wanted: Platform,
  has: readonly { readonly platform: Platform | undefined }[],
): Finding {
  return {
    outcome: 'fail',
    code: 'IMAGE_PLATFORM_MISSING',
    what: `${image} is not for ${printPlatform(wanted)}`,
    why: `it is for ${printPlatforms(has.map(({ platform }) => platform))} only`,
    fix: `build it for that platform too: docker buildx build --platform ${printPlatform(wanted)}`,
    image,
  };
}

/** `kubernetes.io/arch: arm64`, as it stands in the manifest. */
function printSelector(selector: unknown): string {
  return Object.entries(asFields(selector))
    .map(([label, value]) => `${label}: ${printValue(value)}`)
    .join(', ');
}

/** A workload whose nodeSelector asks for nodes that the image is not for. */
export function unplaced(image: string, subject: Subject, known: readonly Platform[]): Finding {
  const { workload, title, who, podSpec } = subject;
  return {
    outcome: 'fail',
    code: 'IMAGE_PLATFORM_MISSING',
    what: `${who} runs on nodes that ${image} is not for`,
    why: `its nodeSelector asks for ${printSelector(podSpec.nodeSelector)}, and the image is for ${printPlatforms(known)} only`,
    fix: 'build the image for that platform too, or change the nodeSelector',
    place: subject.placeOf(['nodeSelector']),
    workload,
    container: title,
    image,
  };
}

function placeOf({ name }: ImageSource): string {
  return name === 'registry' ? 'its registry' : name;
}
