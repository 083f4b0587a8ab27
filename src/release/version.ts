import type { ImageParts } from './image-reference';

const MAX_LABEL_LENGTH = 63;
const LABEL_VALUE = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const SHORT_DIGEST_LENGTH = 12;

/**
 * The version of an image in words: its tag, or else `sha256-` and the digest's first 12 digits,
 * or `latest` when there is neither.
 */
export function versionOf(image: ImageParts): string {
  if (image.tag !== undefined) return image.tag;
  return image.digest === undefined ? 'latest' : shortDigest(image.digest);
}

/**
 * A version as the value of a label: as it is where Kubernetes allows that, otherwise shortened to
 * 63 characters at the most and made unique by a hash of the whole version.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function toLabelValue(text: string): string {
  if (text.length <= MAX_LABEL_LENGTH && LABEL_VALUE.test(text)) return text;
  const hash = shortHash(text);
  const readable = text
    .slice(0, MAX_LABEL_LENGTH - hash.length - 1)
    .replace(/[^A-Za-z0-9_.-]/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return readable === '' ? hash : `${readable}-${hash}`;
}

/**
 * An image's version as the end of a name: lower case letters, digits and dashes, at most `maxLength` characters
 * (at least 8). Two images have the same end only if they are the same version: `0.0.5` becomes `0-0-5`; what cannot
 * be told apart so, and what does not fit, gets a hash. A digest counts, since a Job's template holds it.
 */
export function toNameSuffix(image: ImageParts, maxLength: number): string {
  const version = versionOf(image);
  const identity = image.tag !== undefined && image.digest !== undefined ? `${image.tag}@${image.digest}` : version;
  const plain = version.replaceAll('.', '-');
  const oneToOne = identity === version && /^[a-z0-9]+(?:\.[a-z0-9]+)*$/.test(version);
  if ((oneToOne || version !== image.tag) && plain.length <= maxLength) return plain;
  const hash = shortHash(identity);
  const readable = plain
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, Math.max(0, maxLength - hash.length - 1))
    .replace(/^-+|-+$/g, '');
  return readable === '' ? hash : `${readable}-${hash}`;
}

/** What a name may have at most, as a DNS label. */
const MAX_NAME_LENGTH = 63;
/** The least that is left for the version, so that it can be told from others. */
const MIN_SUFFIX_LENGTH = 8;

/** The name of a Job of a release, whose template cannot change, so that each version is a Job of its own. */
export function versionedName(name: string, image: ImageParts): string {
  return `${name}-${toNameSuffix(image, Math.max(MIN_SUFFIX_LENGTH, MAX_NAME_LENGTH - name.length - 1))}`;
}

function shortDigest(digest: string): string {
  return digest.replace(':', '-').slice(0, digest.indexOf(':') + 1 + SHORT_DIGEST_LENGTH);
}

function shortHash(text: string): string {
  // loading it costs more than most apps' whole synthesis, and most need no hash
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
