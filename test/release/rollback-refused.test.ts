import { findRedo, findRollback } from '../../src/release/rollback';
import { historyOf } from './history-of';

describe('going nowhere is refused', () => {
  const shallow = historyOf(['1.1', '1.2'], { isComplete: false });
  const long = historyOf(['1', '2', '3', '4', '5', '6', '7']);

  test.each<[string, () => unknown, string[]]>([
    [
      'below the first version',
      () => findRollback(historyOf(['1.0'])),
      [
        'ROLLBACK_NOTHING_BEFORE: there is no version before 1.0 to go back to',
        '1.0 is the first version of the release file on this branch',
        "'lockstep history' lists every version",
      ],
    ],
    [
      'below the first version, after rollbacks',
      () => findRollback(historyOf(['1.0', '1.1', '1.0'])),
      [
        'ROLLBACK_NOTHING_BEFORE: there is no version before 1.0 to go back to',
        '1.0 is the first version of the release file on this branch',
        "'lockstep rollback --redo' goes forward again; 'lockstep history' lists every version",
      ],
    ],
    [
      'below where a shallow clone ends',
      () => findRollback(historyOf(['1.1', '1.2', '1.1'], { isComplete: false })),
      [
        'ROLLBACK_NOTHING_BEFORE: there is no version before 1.1 to go back to',
        'this clone is shallow: the commits before 1.1 are missing in it',
        "fetch them: 'git fetch --unshallow'",
      ],
    ],
    [
      'above the newest version',
      () => findRedo(historyOf(['1.0', '1.1'])),
      [
        'ROLLBACK_NOTHING_AFTER: there is no version after 1.1 to go forward to',
        'no rollback came to 1.1 from a newer one, or a bump since then took its place',
        "'lockstep history' lists every version, and 'lockstep bump' sets one",
      ],
    ],
    [
      'to a version that never was',
      () => findRollback(long, 'other'),
      [
        "ROLLBACK_UNKNOWN_VERSION: no commit of this branch has the release file at version 'other'",
        'it has named 7, 6, 5, 4, 3 and 2 older',
        "take one of these, or set another one with 'lockstep bump'",
      ],
    ],
    [
      'to a slip of a version',
      () => findRollback(shallow, 'v1.1'),
      [
        "ROLLBACK_UNKNOWN_VERSION: no commit of this branch has the release file at version 'v1.1'",
        'it has named 1.2, 1.1; this clone is shallow, so there may be more',
        "did you mean '1.1'?",
      ],
    ],
    [
      'to a version that a shallow clone may not have',
      () => findRollback(shallow, '0.9.17'),
      [
        "ROLLBACK_UNKNOWN_VERSION: no commit of this branch has the release file at version '0.9.17'",
        'it has named 1.2, 1.1; this clone is shallow, so there may be more',
        "fetch the commits that are missing: 'git fetch --unshallow'",
      ],
    ],
    [
      'to the version that is there, not committed',
      () => findRollback(historyOf(['1.0', '1.1'], { isCommitted: false }), '1.1'),
      [
        "ROLLBACK_UNKNOWN_VERSION: no commit of this branch has the release file at version '1.1'",
        'it names it now, but that is not committed',
        'there is nothing to go back to',
      ],
    ],
    [
      'when no version can be read',
      () => findRollback({ ...historyOf(['!', '1.0'], { isCommitted: false }) }, 'A'),
      [
        "ROLLBACK_UNKNOWN_VERSION: no commit of this branch has the release file at version 'A'",
        'it has named none',
        "take one of these, or set another one with 'lockstep bump'",
      ],
    ],
  ])('%s', (_law, find, [what, why, fix]) => {
    expect(find).toThrow(new Error(`${what}\n  why: ${why}\n  fix: ${fix}`));
  });
});
