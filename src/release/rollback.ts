import { didYouMean } from '../did-you-mean';
import { UserError } from '../errors';
import type { History, HistoryEntry } from './history';
import type { ImageReference } from './image-reference';
import { versionOf } from './version';

/** Where a release goes, and from where. */
export interface RollbackTarget {
  readonly image: ImageReference;
  /** The newest commit that brought this image. */
  readonly entry: HistoryEntry;
  /** The image in the working tree; equal to `image` when there is nothing to do. */
  readonly from: ImageReference;
}

const LISTED_VERSIONS = 5;

/**
 * The version to go back to: the one before the present one, or the one that is asked for.
 *
 * Versions are a line with a cursor, like the undo of an editor. A new version is put above the cursor, and what stood
 * above it leaves the line; a version that is in the line moves the cursor there. So after versions A, B, C, going back
 * three times leads to B, then to A, then nowhere, committed in between or not. What left the line is there by name.
 *
 * @param wanted a tag, which is the image that had it last; `tag@digest`, a digest, or a whole reference
 * @throws UserError ROLLBACK_NOTHING_BEFORE, ROLLBACK_UNKNOWN_VERSION
 */
export function findRollback(history: History, wanted?: string): RollbackTarget {
  if (wanted !== undefined) return findVersion(history, wanted);
  const { line, cursor } = versionLine(history);
  return findTarget(history, line[cursor - 1]) ?? fail(nothingBefore(history, cursor < line.length - 1));
}

/**
 * The version that the last rollback came from: one up the line that {@link findRollback} goes down.
 *
 * @throws UserError ROLLBACK_NOTHING_AFTER
 */
export function findRedo(history: History): RollbackTarget {
  const { line, cursor } = versionLine(history);
  return findTarget(history, line[cursor + 1]) ?? fail(nothingAfter(history));
}

/** Images as text, oldest first; the cursor is at the present one. */
function versionLine({ entries, present }: History): { line: string[]; cursor: number } {
  const line: string[] = [];
  let cursor = -1;
  // what is not committed is the newest move
  for (const image of [present, ...entries.map((entry) => entry.image)].reverse()) {
    if (image === undefined) continue;
    const earlier = line.indexOf(String(image));
    if (earlier === -1) line.splice(cursor + 1, Infinity, String(image));
    cursor = earlier === -1 ? cursor + 1 : earlier;
  }
  return { line, cursor };
}

function findTarget({ entries, present }: History, reference: string | undefined): RollbackTarget | undefined {
  const entry = entries.find(({ image }) => image?.toString() === reference);
  return entry?.image && { image: entry.image, entry, from: present };
}

function findVersion(history: History, wanted: string): RollbackTarget {
  const entry = history.entries.find(({ image }) => image !== undefined && namesOf(image).includes(wanted));
  return findTarget(history, String(entry?.image)) ?? fail(unknownVersion(history, wanted));
}

/** What a person may call an image of this release. */
function namesOf(image: ImageReference): string[] {
  const { tag, digest } = image;
  const names = tag === undefined ? [digest] : [tag, digest, `${tag}@${digest}`];
  return [...names.filter((name) => name !== undefined), String(image)];
}

function nothingBefore(history: History, hasLater: boolean): UserError {
  const version = versionOf(history.present);
  return new UserError({
    code: 'ROLLBACK_NOTHING_BEFORE',
    what: `there is no version before ${version} to go back to`,
    why: history.isComplete
      ? `${version} is the first version of the release file on this branch`
      : `this clone is shallow: the commits before ${version} are missing in it`,
    fix: history.isComplete
      ? `${hasLater ? "'lockstep rollback --redo' goes forward again; " : ''}'lockstep history' lists every version`
      : "fetch them: 'git fetch --unshallow'",
  });
}

function nothingAfter(history: History): UserError {
  const version = versionOf(history.present);
  return new UserError({
    code: 'ROLLBACK_NOTHING_AFTER',
    what: `there is no version after ${version} to go forward to`,
    why: `no rollback came to ${version} from a newer one, or a bump since then took its place`,
    fix: "'lockstep history' lists every version, and 'lockstep bump' sets one",
  });
}

function unknownVersion({ entries, present, isComplete }: History, wanted: string): UserError {
  const isPresent = namesOf(present).includes(wanted);
  const versions = [...new Set(entries.flatMap(({ image }) => (image ? versionOf(image) : [])))];
  const listed = versions.slice(0, LISTED_VERSIONS).join(', ');
  const others = versions.length - LISTED_VERSIONS;
  const guess = didYouMean(wanted, versions);
  return new UserError({
    code: 'ROLLBACK_UNKNOWN_VERSION',
    what: `no commit of this branch has the release file at version '${wanted}'`,
    why: isPresent
      ? 'it names it now, but that is not committed'
      : `it has named ${listed === '' ? 'none' : listed}${others > 0 ? ` and ${others} older` : ''}${isComplete ? '' : '; this clone is shallow, so there may be more'}`,
    fix: isPresent
      ? 'there is nothing to go back to'
      : guess
        ? `did you mean '${guess}'?`
        : isComplete
          ? "take one of these, or set another one with 'lockstep bump'"
          : "fetch the commits that are missing: 'git fetch --unshallow'",
  });
}

function fail(error: UserError): never {
  throw error;
}
