import { compareFields } from '../../src/diff/compare-fields';
import { findStays, findVersionMoves, type ObjectPair } from '../../src/diff/version-moves';
import { deployment } from './objects';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

/** A workload for each pair of images. */
function pairs(...images: [before: string, after: string][]): ObjectPair[] {
  return images.map(([old, now], index) => {
    const [before, after] = [deployment(`w${index}`, old), deployment(`w${index}`, now)];
    return { before, after, fields: compareFields(before, after) };
  });
}

describe('the versions that move', () => {
  test.each([
    [[['app:1', 'app:2']], ['app 1 → 2 (1)'], 'a tag is another'],
    [
      [
        ['app:1', 'app:2'],
        ['app:1', 'app:2'],
      ],
      ['app 1 → 2 (2)'],
      'two move together',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['app:1', 'app:3'],
      ],
      ['app 1 → 2 (1)', 'app 1 → 3 (1)'],
      'two go apart',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['db:6', 'db:7'],
      ],
      ['app 1 → 2 (1)', 'db 6 → 7 (1)'],
      'two images move',
    ],
    [
      [
        ['redis:6', 'redis:7'],
        ['docker.io/library/redis:6', 'docker.io/library/redis:7'],
      ],
      ['redis 6 → 7 (2)'],
      'one repository has two spellings',
    ],
    [
      [
        ['app:1-debug', 'app:2-debug'],
        ['app:1', 'app:2'],
      ],
      ['app 1 → 2 (2)'],
      'a variant moves along',
    ],
    [[['app:1-debug', 'app:2-debug']], ['app 1-debug → 2-debug (1)'], 'there is only the variant'],
    [
      [
        ['app:1.1', 'app:2.1'],
        ['app:1', 'app:2'],
      ],
      ['app 1 → 2 (1)', 'app 1.1 → 2.1 (1)'],
      'a dot begins no variant',
    ],
    [[['app', 'app:2']], ['app latest → 2 (1)'], 'no tag is the tag latest'],
    [[['app', 'app:latest']], [], 'no tag is the tag latest'],
    [[[`app:1@${A}`, `app:1@${B}`]], [`app 1@${A} → 1@${B} (1)`], 'only the digest is another'],
    [[[`app@${A}`, 'app:2']], [`app ${A} → 2 (1)`], 'a digest alone is a version'],
    [[['old/app:1', 'new/app:1']], ['new/app old/app:1 → new/app:1 (1)'], 'the repository is another'],
    [[['app:1', '$(IMAGE)']], [], 'a placeholder names no version'],
    [[['app:1', 'app:1']], [], 'nothing moves'],
  ])('of %j are %j, since %s', (images, moves, _reason) => {
    const found = findVersionMoves(pairs(...(images as [string, string][])));
    expect(found.map((each) => `${each.repository} ${each.from} → ${each.to} (${each.workloads})`)).toEqual(moves);
  });

  test('count a workload once, however many of its containers move', () => {
    const init = (version: string) =>
      deployment(
        'w',
        `app:${version}`,
        {},
        { template: { spec: { initContainers: ['a', 'b'].map((name) => ({ name, image: `app:${version}` })) } } },
      );
    const [before, after] = [init('1'), init('2')];
    expect(findVersionMoves([{ before, after, fields: compareFields(before, after) }])).toEqual([
      { repository: 'app', from: '1', to: '2', workloads: 1 },
    ]);
  });
});

describe('who stays', () => {
  test.each([
    [
      [
        ['app:1', 'app:2'],
        ['app:0', 'app:0'],
      ],
      ['w1 0'],
      'it is pinned to another version',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['app:1', 'app:1'],
      ],
      ['w1 1'],
      'it should have moved along',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['app:2', 'app:2'],
      ],
      [],
      'it is there already',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['db:1', 'db:1'],
      ],
      [],
      'its image does not move',
    ],
    [[['app:1', 'app:1']], [], 'nothing moves'],
    [
      [
        ['app:1', 'app:2'],
        ['docker.io/library/app:0', 'docker.io/library/app:0'],
      ],
      ['w1 0'],
      'it has another spelling',
    ],
    [
      [
        ['app:1', 'app:2'],
        [`app:0@${A}`, `app:0@${A}`],
      ],
      [`w1 0@${A}`],
      'it is pinned by a digest',
    ],
    [
      [
        ['app:1', 'app:2'],
        ['app:0', 'app:3'],
      ],
      [],
      'it moves to another version',
    ],
  ])('of %j are %j, since %s', (images, stays, _reason) => {
    const all = pairs(...(images as [string, string][]));
    expect(findStays(all, findVersionMoves(all)).map(({ object, version }) => `${object.name} ${version}`)).toEqual(
      stays,
    );
  });
});
