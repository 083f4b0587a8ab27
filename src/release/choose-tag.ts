import { compare, minVersion, parse as parseVersion, Range, type SemVer, validRange } from 'semver';
import { UserError } from '../errors';

/** A tag that is a version. */
interface VersionTag {
  readonly tag: string;
  readonly version: SemVer;
}

const NEAREST_BELOW = 3;
const NEAREST_ABOVE = 2;

/**
 * The tag with the highest version in a range, by the precedence of https://semver.org.
 *
 * A tag is a version when it is all of major.minor.patch, with or without `v`: `1.4.2`, `v1.4.2`, `1.5.0-rc.1`.
 * Others are passed over: words (`slim`, `latest`), dates with leading zeros, hashes, and partial versions (`1.4`),
 * which publishers move on to each new patch. A date such as `2024.1.5` is a version like any other.
 *
 * What stands behind a dash is a pre-release, also when its publisher means a variant: `1.4.2-alpine` is never chosen
 * unless the range names a pre-release of 1.4.2, and then `~1.4.2-alpine` leads on to plain `1.4.3`. So a
 * release that runs a variant names its tags itself.
 *
 * @param range `latest` for the highest release that is no pre-release, never the tag of that name; or a range as npm
 *   reads it (`~1.4`, `^1.2.0`, `>=1.2 <2`), in which pre-releases count only when it names one of the same version
 * @param present the tag until now: of `1.4.2` and `v1.4.2` the one that is written like it is chosen, else that
 *   without `v`. The chosen tag may be lower than the present one.
 * @throws UserError TAG_RANGE_INVALID, TAG_NOT_FOUND
 */
export function chooseTag(tags: readonly string[], range: string, present?: string): string {
  const wanted = range === 'latest' ? new Range('*') : parseRange(range);
  const versions = tags.flatMap(parseTag).sort(byPrecedence);
  const fitting = versions.filter(({ version }) => wanted.test(version));
  const highest = fitting.at(-1);
  if (!highest) throw notFound(tags, versions, wanted, range);
  const equals = fitting.filter(({ version }) => compare(version, highest.version) === 0).map(({ tag }) => tag);
  return equals.find((tag) => hasPrefix(tag) === hasPrefix(present ?? '')) ?? highest.tag;
}

function parseTag(tag: string): VersionTag[] {
  const version = parseVersion(tag);
  return version ? [{ tag, version }] : [];
}

function byPrecedence(a: VersionTag, b: VersionTag): number {
  return compare(a.version, b.version) || (a.tag < b.tag ? -1 : 1);
}

function hasPrefix(tag: string): boolean {
  return /^v\d/.test(tag);
}

function parseRange(range: string): Range {
  // blank means anything to npm, and to people a variable that is not set
  if (range.trim() !== '' && validRange(range) !== null) return new Range(range);
  throw new UserError({
    code: 'TAG_RANGE_INVALID',
    what: `'${range}' is not a range of versions`,
    why: 'the highest version in a range is chosen, and a range is written as npm reads it',
    fix: "write for example '~1.4' (1.4 and its patches), '^1.2.0' (below 2) or '>=1.2 <1.9', or latest",
  });
}

function notFound(tags: readonly string[], versions: readonly VersionTag[], wanted: Range, range: string): UserError {
  const preReleases = versions.filter(({ version }) =>
    new Range(wanted.raw, { includePrerelease: true }).test(version),
  );
  const nearest = preReleases.at(-1)?.tag;
  return new UserError({
    code: 'TAG_NOT_FOUND',
    what: range === 'latest' ? 'no tag is a released version' : `no tag is a version in the range '${range}'`,
    why: `${countTags(tags.length, versions.length)}${nearestTags(versions, range === 'latest' ? null : minVersion(wanted))}`,
    fix: nearest
      ? `only pre-releases fit; name one to have it, for example '${nearest.replace(/^v/, '')}'`
      : versions.length > 0
        ? 'give a range that has one of them'
        : 'name a tag itself, or publish the image with a version as its tag: 1.4.2',
  });
}

function countTags(tags: number, versions: number): string {
  if (tags === 0) return 'the repository has no tags';
  const others = tags - versions;
  if (versions === 0) return `none of its ${tags} tags is a version like 1.4.2`;
  if (others === 0) return `of its ${tags} tags all are versions`;
  return `of its ${tags} tags ${others} ${others === 1 ? 'is not a version' : 'are not versions'}`;
}

/** A few from below and above the lowest version that would do, highest first. */
function nearestTags(versions: readonly VersionTag[], lowest: SemVer | null): string {
  if (versions.length === 0) return '';
  const above = lowest ? versions.findIndex(({ version }) => compare(version, lowest) >= 0) : -1;
  const at = above === -1 ? versions.length : above;
  const near = versions.slice(Math.max(0, at - NEAREST_BELOW), at + NEAREST_ABOVE);
  const names = [...new Set(near.map(({ tag }) => tag))].reverse();
  return `; nearest: ${names.join(', ')}`;
}
