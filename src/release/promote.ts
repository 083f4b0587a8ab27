import { UserError } from '../errors';
import { canonicalRepository } from './canonical-repository';
import type { ReleaseEdit } from './edit-release-file';
import type { ReleaseFile } from './release-file';

export interface PromoteOptions {
  /** Whether `to` may get another repository. Default: false. */
  readonly allowOtherRepository?: boolean | undefined;
}

/**
 * The edit that makes the release file `to` name the image of `from`, digest included. Empty when it does already.
 * Two spellings of one repository (`redis`, `docker.io/library/redis`) are the same: that of `to` stays.
 *
 * @throws UserError PROMOTE_OTHER_REPOSITORY when they name different repositories and that is not allowed
 */
export function promoteImage(from: ReleaseFile, to: ReleaseFile, options: PromoteOptions = {}): ReleaseEdit {
  const isOther = canonicalRepository(from.image.repository) !== canonicalRepository(to.image.repository);
  if (isOther && !options.allowOtherRepository) throw otherRepository(from, to);
  const edit: { -readonly [key in keyof ReleaseEdit]: ReleaseEdit[key] } = {};
  if (isOther) edit.repository = from.image.repository;
  // what `from` does not have is taken out
  if (from.image.tag !== to.image.tag) edit.tag = from.image.tag ?? null;
  if (from.image.digest !== to.image.digest) edit.digest = from.image.digest ?? null;
  return edit;
}

function otherRepository(from: ReleaseFile, to: ReleaseFile): UserError {
  return new UserError({
    code: 'PROMOTE_OTHER_REPOSITORY',
    what: `${from.path} names ${from.image.repository}, and ${to.path} names ${to.image.repository}`,
    why: 'promoting moves the version of one image; a version of another repository is another program',
    fix: `give two files of the same release, or say --allow-other-repository to put ${from.image.repository} into ${to.path}`,
  });
}
