import type { ImageReference } from '../../release/image-reference';

/** A word, and more words: `-debug`, `-alpine3.20`, `-windows-hp`. */
const VARIANT = /^-[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/;
/** What stands behind a version that is not the version itself: `-rc.1`, and a commit such as `-g1a2b3c4`. */
const OTHER_VERSION =
  /^-(?:alpha|beta|rc|pre|preview|snapshot|dev|nightly|canary|build|post|patch|p|r|m)(?![a-z])|^-g?[0-9a-f]{7,40}$/i;

/**
 * The end of a tag that makes it a variant of the release's own version: `-debug` for `1.4.2-debug` beside `1.4.2`.
 * Undefined for any other tag, for another build (`1.4.2-2`) or an earlier state (`1.4.2-rc1`) of that version, and where a
 * digest pins either of them.
 */
export function tagSuffixOf(image: ImageReference, release: ImageReference): string | undefined {
  if (image.tag === undefined || release.tag === undefined) return undefined;
  if (image.digest !== undefined || release.digest !== undefined || !image.tag.startsWith(release.tag))
    return undefined;
  const suffix = image.tag.slice(release.tag.length);
  return VARIANT.test(suffix) && !OTHER_VERSION.test(suffix) ? suffix : undefined;
}
