import fc from 'fast-check';
import type { UserError } from '../../src/errors';
import { readHistory } from '../../src/release/history';
import { ImageReference } from '../../src/release/image-reference';
import { findRedo, findRollback } from '../../src/release/rollback';
import { historyOf } from './history-of';
import { release, removeTemporaryFolders, TestRepository } from './test-repository';

afterAll(removeTemporaryFolders);

const OLD = `sha256:${'0'.repeat(64)}`;
const NEW = `sha256:${'1'.repeat(64)}`;

/** Where a step leads: a version, or the code of why there is none. */
function step(find: typeof findRedo, tags: readonly string[], isCommitted = true): string {
  try {
    const { image } = find(historyOf(tags, { isCommitted }));
    return `${image.tag}${image.digest ? `@${image.digest}` : ''}`;
  } catch (error) {
    return (error as UserError).code;
  }
}

describe('going back', () => {
  test.each([
    ['A', 'ROLLBACK_NOTHING_BEFORE', 'there is one version'],
    ['A B C', 'B', 'it is the one before'],
    ['A B C B', 'A', 'the second time in a row goes further'],
    ['A B C B A', 'ROLLBACK_NOTHING_BEFORE', 'the third time has nowhere to go'],
    ['A B C B C', 'B', 'C was gone forward to'],
    ['A B C B D', 'B', 'D came after B'],
    ['A B C B D B', 'A', 'and A was before B'],
    ['A B C A', 'ROLLBACK_NOTHING_BEFORE', 'A is the first, however it came back'],
    ['A B C A D', 'A', 'B and C have left the line'],
    ['A B C A D B', 'D', 'B is new in a line that it had left'],
    ['A B ! B', 'A', 'what cannot be read is no version'],
    ['! A', 'ROLLBACK_NOTHING_BEFORE', 'before it there is nothing that can be read'],
    ['A B !', 'A', 'the file in the working tree is mended'],
    [`A@${OLD} B A@${NEW}`, 'B', 'another digest is another version'],
  ])('from %s leads to %s: %s', (tags, expected) => {
    expect(step(findRollback, tags.split(' '))).toBe(expected);
    if (!tags.includes('!')) expect(step(findRollback, tags.split(' '), false)).toBe(expected);
  });

  test('says where from, where to and by which commit', () => {
    const found = findRollback(historyOf(['A', 'B', 'A', 'B', 'C']));
    expect(found).toMatchObject({ image: { tag: 'B' }, from: { tag: 'C' }, entry: { subject: 'B' } });
    expect(found.entry.commit).toMatch(/3$/);
    expect(found.entry.image).toBe(found.image);
  });
});

describe('going forward', () => {
  test.each([
    ['A B C', 'ROLLBACK_NOTHING_AFTER', 'nothing was rolled back'],
    ['A B C B', 'C', 'it undoes the rollback'],
    ['A B C B A', 'B', 'and one rollback only'],
    ['A B C B A B', 'C', 'and then the other'],
    ['A B C B D', 'ROLLBACK_NOTHING_AFTER', 'D took the place of C'],
  ])('from %s leads to %s: %s', (tags, expected) => {
    expect(step(findRedo, tags.split(' '))).toBe(expected);
    expect(step(findRedo, tags.split(' '), false)).toBe(expected);
  });
});

describe('bumps and rollbacks in any order', () => {
  type Move = { readonly to: 'new' | 'back' | 'forward' } | { readonly to: 'known'; readonly which: number };
  const move: fc.Arbitrary<Move> = fc.oneof(
    fc.record({ to: fc.constantFrom('new' as const, 'back' as const, 'forward' as const) }),
    fc.record({ to: fc.constant('known' as const), which: fc.nat(30) }),
  );

  test('walk through the versions as the undo of an editor does', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 20 }), fc.boolean(), (moves, isCommitted) => {
        const values = ['v0'];
        // the model: two stacks and what is on the screen
        let past: string[] = [];
        let shown = 'v0';
        let future: string[] = [];
        const undo = () => {
          future.unshift(shown);
          shown = past.pop() as string;
        };
        const redo = () => {
          past.push(shown);
          shown = future.shift() as string;
        };
        for (const [i, { to, ...rest }] of moves.entries()) {
          const unsaved = isCommitted || values.length === 1 || values.at(-1) === values.at(-2);
          const back = step(findRollback, values, unsaved);
          const forward = step(findRedo, values, unsaved);
          expect(back).toBe(past.at(-1) ?? 'ROLLBACK_NOTHING_BEFORE');
          expect(forward).toBe(future[0] ?? 'ROLLBACK_NOTHING_AFTER');
          if (to === 'back' && past.length > 0) undo();
          else if (to === 'forward' && future.length > 0) redo();
          else if (to === 'new' || to === 'known') {
            const wanted = 'which' in rest ? `v${rest.which}` : `w${i}`;
            if (past.includes(wanted)) while (shown !== wanted) undo();
            else if (future.includes(wanted)) while (shown !== wanted) redo();
            else if (shown !== wanted) {
              past = [...past, shown];
              shown = wanted;
              future = [];
            }
          }
          values.push(shown);
        }
        // and back to the first
        for (const version of [...past].reverse()) {
          expect(step(findRollback, values)).toBe(version);
          values.push(version);
        }
        expect(step(findRollback, values)).toBe('ROLLBACK_NOTHING_BEFORE');
      }),
      { numRuns: 100 },
    );
  });

  test('do so in a real repository, committed or not', async () => {
    const repository = TestRepository.init();
    const file = repository.path('release.yaml');
    repository.bump('1', '2', '3', '4');
    const back = async () => findRollback(await readHistory(file)).image.tag as string;
    expect(await back()).toBe('3');
    repository.write('release.yaml', release('3'));
    expect(await back()).toBe('2');
    repository.bump('3');
    expect(await back()).toBe('2');
    repository.bump('2');
    expect(await back()).toBe('1');
    expect(findRedo(await readHistory(file)).image.tag).toBe('3');
    expect(findRollback(await readHistory(file), '4')).toMatchObject({ image: { tag: '4' }, from: { tag: '2' } });
  });
});

describe('a version that is asked for', () => {
  const past = historyOf([`1.0@${OLD}`, '1.1', `1.0@${NEW}`, `1.2@${OLD}`, '2.0']);

  test.each([
    ['1.1', 'acme/shop:1.1', 'by its tag'],
    ['1.0', `acme/shop:1.0@${NEW}`, 'with the digest that it had last'],
    [`1.0@${OLD}`, `acme/shop:1.0@${OLD}`, 'by tag and digest'],
    [NEW, `acme/shop:1.0@${NEW}`, 'by its digest'],
    [`acme/shop:1.2@${OLD}`, `acme/shop:1.2@${OLD}`, 'by its reference'],
    ['2.0', 'acme/shop:2.0', 'is the present one, and there is nothing to do'],
  ])('%s is %s: %s', (wanted, image, _reason) => {
    expect(String(findRollback(past, wanted).image)).toBe(image);
  });

  test('may be one that has left the line', () => {
    expect(findRollback(historyOf(['A', 'B', 'C', 'B', 'D']), 'C').image.tag).toBe('C');
  });

  test('has no tag when it is a digest only', () => {
    const image = new ImageReference({ repository: 'acme/shop', digest: OLD });
    const only = { ...past, entries: past.entries.map((entry) => ({ ...entry, image })) };
    expect(findRollback(only, OLD).image).toBe(image);
    expect(() => findRollback(only, '7')).toThrow('it has named sha256-000000000000');
  });
});
