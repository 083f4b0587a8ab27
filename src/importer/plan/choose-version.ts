import { didYouMean } from '../../did-you-mean';
import { type Problem, UserError } from '../../errors';
import { type ImageVersion, printVersion } from './image-versions';
import type { PlanOptions } from './import-plan';
import { printVersions } from './print-versions';

/**
 * The version that the release has: the one asked for, or the only one, or with `--keep-drift` the most used.
 *
 * @param repository as the release spells it
 * @param versions at least one, the most used first
 * @param wanted `1.4.2`, `1.4.2@sha256:…`, `@sha256:…`; `latest` is also what neither tag nor digest stands for
 * @throws UserError IMPORT_DRIFT when there are several and none is asked for, IMPORT_TAG_UNKNOWN when none is that one
 */
export function chooseVersion(
  repository: string,
  versions: readonly ImageVersion[],
  wanted: string | undefined,
  { keepDrift = false }: PlanOptions,
): ImageVersion {
  if (wanted !== undefined) return requireVersion(repository, versions, wanted);
  const [first] = versions as [ImageVersion];
  if (versions.length > 1 && !keepDrift) throw new UserError(drift(repository, versions));
  return first;
}

function requireVersion(repository: string, versions: readonly ImageVersion[], wanted: string): ImageVersion {
  const named = (matches: (version: ImageVersion) => boolean) => {
    const found = versions.filter(matches);
    return found.length === 1 ? found[0] : undefined;
  };
  const version =
    (wanted === '' ? undefined : named(({ image }) => printVersion(image) === wanted)) ??
    named(({ image }) => image.tag === wanted || image.digest === wanted) ??
    (wanted === 'latest' ? named(({ image }) => printVersion(image) === '') : undefined);
  if (version) return version;
  const known = versions.map(({ image }) => printVersion(image)).filter((text) => text !== '');
  const guess = didYouMean(wanted, known) ?? known[0] ?? 'latest';
  throw new UserError({
    code: 'IMPORT_TAG_UNKNOWN',
    what: `'${wanted}' is no version of ${repository} here:${printVersions(versions)}`,
    why: 'the release takes over a version that one of its containers runs, and --tag says which one that is',
    fix: `did you mean --tag ${guess}?`,
  });
}

function drift(repository: string, versions: readonly ImageVersion[]): Problem {
  const [{ image }] = versions as [ImageVersion];
  const tag = printVersion(image) || 'latest';
  return {
    code: 'IMPORT_DRIFT',
    what: `${repository} stands here in ${versions.length} versions:${printVersions(versions)}`,
    why: 'a release has one version, which a bump moves for all of its containers at once',
    fix: `say which one all of them run from now on (--tag ${tag}), or keep the others as exceptions (--keep-drift)`,
  };
}
