import { findOtherChanges, type OtherChanges } from '../release/changes-between';
import { readHistory } from '../release/history';
import { findRedo, findRollback } from '../release/rollback';
import type { ChangePlan } from './change-plan';
import { openRelease, toImageEdit, toTextChange } from './read-release-change';

export interface RollbackOptions {
  /** Path of the release file. */
  readonly file: string;
  /** The version to go back to. Default: the one before the present one. */
  readonly tag?: string | undefined;
  /** Forward instead of back. */
  readonly redo?: boolean | undefined;
  /** Whether to name the commit whose configuration belongs to that version. */
  readonly withConfig?: boolean | undefined;
}

const LISTED_COMMITS = 5;

/**
 * Finds out what the release file has to say after a rollback. Nothing is written.
 *
 * @throws UserError what reading the file and its history throws, ROLLBACK_…
 */
export async function planRollback({ file, tag, redo, withConfig }: RollbackOptions): Promise<ChangePlan> {
  const open = openRelease(file);
  const history = await readHistory(file);
  const target = redo ? findRedo(history) : findRollback(history, tag);
  const others = await findOtherChanges(file, target.entry.commit);
  return {
    changes: [toTextChange(open, toImageEdit(target.image))],
    moves: [{ path: file, from: target.from, to: target.image }],
    notes: [...describeOthers(others), ...(withConfig ? [describeCommit(target.entry)] : [])],
  };
}

function describeOthers(others: readonly OtherChanges[]): string[] {
  if (others.length === 0) return [];
  const listed = others.slice(0, LISTED_COMMITS).map(({ commit, subject, files }) => {
    const what = commit === undefined ? 'not committed' : `${commit.slice(0, 10)} ${subject}`;
    return `  ${what}: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
  });
  const more = others.length > LISTED_COMMITS ? [`  and ${others.length - LISTED_COMMITS} more`] : [];
  return [['only the image goes back; other files have changed since:', ...listed, ...more].join('\n')];
}

function describeCommit({ commit, subject, when }: { commit: string; subject: string; when: string }): string {
  return `the configuration of that version is in ${commit.slice(0, 10)} (${when}, ${subject}): git show ${commit.slice(0, 10)}, or git checkout ${commit.slice(0, 10)} -- <file>`;
}
