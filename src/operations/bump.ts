import { didYouMean } from '../did-you-mean';
import { type Problem, requireNone, UserError } from '../errors';
import type { DigestAnswer, TagsAnswer } from '../image/registry/registry-client';
import type { ImageParts, ImageReference } from '../release/image-reference';
import { findVersionProblem } from '../release/moving-tag';
import type { ChangePlan, ReleaseTextChange } from './change-plan';
import { type OpenRelease, openRelease, toImageEdit, toTextChange } from './read-release-change';

/** What a bump asks a registry. */
export interface Registry {
  findDigest(image: ImageParts): Promise<DigestAnswer>;
  listTags(repository: string): Promise<TagsAnswer>;
}

export interface BumpOptions {
  /** Paths of the release files. */
  readonly files: readonly string[];
  /** The tag itself, or how to choose it among those of the registry. */
  readonly version: { readonly tag: string } | { readonly range: string };
  /** True: a digest has to be found; false: none is written; undefined: one is written when the registry tells it. */
  readonly digest?: boolean | undefined;
  /** Whether a registry that cannot be asked is a reason to stop. Default: false. */
  readonly strict?: boolean | undefined;
}

/**
 * Finds out what each release file has to say after a bump. Nothing is written.
 *
 * @param registry undefined when it is not to be asked
 * @throws UserError with the problems of all files at once: BUMP_TAG_MISSING, BUMP_REGISTRY_UNKNOWN, BUMP_NEEDS_REGISTRY,
 *   RELEASE_MOVING_TAG, and what reading, choosing and editing throw
 */
export async function planBump(options: BumpOptions, registry: Registry | undefined): Promise<ChangePlan> {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const changes: ReleaseTextChange[] = [];
  const moves: ChangePlan['moves'][number][] = [];
  for (const path of options.files) {
    try {
      const open = openRelease(path);
      const to = await chooseImage(open, options, registry, notes);
      changes.push(toTextChange(open, toImageEdit(to)));
      moves.push({ path, from: open.release.image, to });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  requireNone(problems);
  return { changes, moves, notes: [...new Set(notes)] };
}

async function chooseImage(
  { release }: OpenRelease,
  { version, digest: wantsDigest, strict = false }: BumpOptions,
  registry: Registry | undefined,
  notes: string[],
): Promise<ImageReference> {
  const { image, path } = release;
  const tag = 'tag' in version ? version.tag : await chooseFromRegistry(release.image, version.range, path, registry);
  const tagged = image.with({ tag });
  const moving = findVersionProblem(tagged, release, path);
  if (moving) throw new UserError({ ...moving, fix: `bump to the tag of a version, for example: lockstep bump 1.4.2` });
  const answer = registry ? await registry.findDigest(tagged) : undefined;
  if (answer?.outcome === 'missing') throw await tagMissing(tagged, path, answer.why, registry as Registry);
  if (answer?.outcome === 'found') return wantsDigest === false ? tagged : image.with({ tag, digest: answer.digest });
  if (strict || wantsDigest) {
    throw new UserError({
      code: 'BUMP_REGISTRY_UNKNOWN',
      what: `${path}: nobody could say whether ${tagged} is there`,
      why: answer?.why ?? 'the registry was not asked',
      fix: wantsDigest
        ? 'try again when the registry answers, or leave out --digest'
        : 'try again when the registry answers, or leave out --strict',
    });
  }
  if (answer) notes.push(`${tagged} was not checked: ${answer.why}`);
  if (image.digest !== undefined) {
    notes.push(
      `the digest of ${path} is dropped: it belongs to ${image.tag ?? 'the version before'}, and the new one is not known`,
    );
  }
  return tagged;
}

async function chooseFromRegistry(
  image: ImageReference,
  range: string,
  path: string,
  registry: Registry | undefined,
): Promise<string> {
  const answer = await registry?.listTags(image.repository);
  if (answer?.outcome === 'found') {
    const { chooseTag } = require('../release/choose-tag') as typeof import('../release/choose-tag');
    return chooseTag(answer.tags, range, image.tag);
  }
  throw new UserError({
    code: 'BUMP_NEEDS_REGISTRY',
    what: `${path}: the tags of ${image.repository} are not known`,
    why: answer?.why ?? 'the registry was not asked',
    fix: 'name the tag: lockstep bump 1.4.2',
  });
}

async function tagMissing(image: ImageReference, path: string, why: string, registry: Registry): Promise<UserError> {
  const answer = await registry.listTags(image.repository);
  const guess = answer.outcome === 'found' ? didYouMean(image.tag ?? '', answer.tags) : undefined;
  return new UserError({
    code: 'BUMP_TAG_MISSING',
    what: `${path}: ${image} is not in the registry`,
    why,
    fix: guess ? `did you mean '${guess}'?` : 'push the image first, or bump to a tag that is there',
  });
}
