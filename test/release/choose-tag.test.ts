import fc from 'fast-check';
import { chooseTag } from '../../src/release/choose-tag';

const MANY = 'latest slim 1.4 1 v1.3.0 1.4.0 1.4.10 1.4.9 1.5.0-rc.1 2024-01-01 sha-0a1b2c3 2.0.0 01.9.9 2.0.1-alpine';

describe('the tag that is chosen', () => {
  test.each([
    ['latest', MANY, '2.0.0', 'is the highest release: no pre-release and not the tag latest'],
    ['~1.4', MANY, '1.4.10', 'is compared as numbers'],
    ['1.4', MANY, '1.4.10', 'is full: a tag 1.4 moves'],
    ['1', MANY, '1.4.10', 'is no pre-release'],
    ['~1.3', MANY, 'v1.3.0', 'keeps its v'],
    ['^1.4.9', MANY, '1.4.10', 'is in the range'],
    ['<1.4.10', MANY, '1.4.9', 'is below its end'],
    ['1.4.0 || 1.4.9', MANY, '1.4.9', 'is in either'],
    ['1.3.0 - 1.4.9', MANY, '1.4.9', 'is in between'],
    ['*', MANY, '2.0.0', 'is any release'],
    ['v2', MANY, '2.0.0', 'is asked for with v, too'],
    ['>=1.5.0-rc.0 <1.6', MANY, '1.5.0-rc.1', 'is a pre-release when the range names one'],
    ['>=1.5.0-rc.0', MANY, '2.0.0', 'is not the pre-release of another version then'],
    ['2.0.1-alpine', MANY, '2.0.1-alpine', 'is a variant when it is named'],
    ['~1.4.2-alpine', '1.4.2-alpine 1.4.3-alpine 1.4.3', '1.4.3', 'leaves the variant: dashes are pre-releases'],
    ['latest', '1.0.0-rc.2 1.0.0-rc.10 0.9.0', '0.9.0', 'is a release, however old'],
    ['>=1.0.0-rc.0', '1.0.0-rc.2 1.0.0-rc.10', '1.0.0-rc.10', 'is a pre-release by precedence'],
    ['latest', '2024.1.5 2024.01.09 2023.12.31', '2024.1.5', 'may be a date without leading zeros'],
    ['latest', '99999999999999999999.0.0 1.0.0', '1.0.0', 'has numbers that a computer can count'],
  ])('for %s of %s is %s: it %s', (range, tags, tag, _reason) => {
    expect(chooseTag(tags.split(' '), range)).toBe(tag);
    expect(chooseTag(tags.split(' ').reverse(), range)).toBe(tag);
  });

  test.each([
    ['1.2.2', '1.2.3'],
    ['v1.2.2', 'v1.2.3'],
    [undefined, '1.2.3'],
    ['version-1', '1.2.3'],
  ])('is written like the present one, %s: %s', (present, tag) => {
    for (const tags of [
      ['v1.2.3', '1.2.3'],
      ['1.2.3', 'v1.2.3'],
    ])
      expect(chooseTag(tags, 'latest', present)).toBe(tag);
    expect(chooseTag(['v1.2.3'], 'latest', present)).toBe('v1.2.3');
  });

  test('does not hang on the order of the tags', () => {
    const number = fc.integer({ min: 0, max: 3 });
    const version = fc
      .tuple(fc.constantFrom('', 'v'), number, number, number, fc.constantFrom('', '', '-rc.1', '-gpu'))
      .map(([v, a, b, c, pre]) => `${v}${a}.${b}.${c}${pre}`);
    const range = fc.constantFrom('latest', '~1.2', '^2', '>=1.0.0-rc.1', '1.x || 3.x');
    const choose = (tags: string[], wanted: string) => {
      try {
        return chooseTag(tags, wanted);
      } catch (error) {
        return String(error);
      }
    };
    fc.assert(
      fc.property(fc.uniqueArray(version, { maxLength: 12 }), range, (tags, wanted) => {
        const first = choose(tags, wanted);
        expect(choose([...tags].sort(), wanted)).toBe(first);
        expect(choose([...tags].sort().reverse(), wanted)).toBe(first);
      }),
    );
  });
});

describe('a choice is refused', () => {
  test.each([
    [
      'when no version is in the range',
      '~1.6',
      'latest slim 1.3.0 1.4.0 1.5.0 1.5.1 1.7.0 2.0.0 3.0.0',
      "no tag is a version in the range '~1.6'",
      'of its 9 tags 2 are not versions; nearest: 2.0.0, 1.7.0, 1.5.1, 1.5.0, 1.4.0',
      'give a range that has one of them',
    ],
    [
      'when the range is above all',
      '>3',
      'v1.0.0 v2.0.0',
      "no tag is a version in the range '>3'",
      'of its 2 tags all are versions; nearest: v2.0.0, v1.0.0',
      'give a range that has one of them',
    ],
    [
      'when nothing can be in the range',
      '>2 <1',
      'slim 1.0.0',
      "no tag is a version in the range '>2 <1'",
      'of its 2 tags 1 is not a version; nearest: 1.0.0',
      'give a range that has one of them',
    ],
    [
      'when only pre-releases are in it',
      '~1.5',
      '1.4.0 v1.5.0-rc.1 v1.5.0-rc.2',
      "no tag is a version in the range '~1.5'",
      'of its 3 tags all are versions; nearest: v1.5.0-rc.2, v1.5.0-rc.1, 1.4.0',
      "only pre-releases fit; name one to have it, for example '1.5.0-rc.2'",
    ],
    [
      'when nothing is released',
      'latest',
      'latest 0.1.0-a 0.1.0-b',
      'no tag is a released version',
      'of its 3 tags 1 is not a version; nearest: 0.1.0-b, 0.1.0-a',
      "only pre-releases fit; name one to have it, for example '0.1.0-b'",
    ],
    [
      'when no tag is a version',
      'latest',
      'latest 1.4 main',
      'no tag is a released version',
      'none of its 3 tags is a version like 1.4.2',
      'name a tag itself, or publish the image with a version as its tag: 1.4.2',
    ],
    [
      'when there is no tag',
      '1',
      '',
      "no tag is a version in the range '1'",
      'the repository has no tags',
      'name a tag itself, or publish the image with a version as its tag: 1.4.2',
    ],
  ])('%s', (_law, range, tags, what, why, fix) => {
    expect(() => chooseTag(tags.split(' ').filter(Boolean), range)).toThrow(
      new Error(`TAG_NOT_FOUND: ${what}\n  why: ${why}\n  fix: ${fix}`),
    );
  });

  test.each(['', ' ', 'slim', '~', '1.2.3.4', '>=x.y', 'Latest'])('when %j is not a range', (range) => {
    expect(() => chooseTag(['1.0.0'], range)).toThrow(
      new Error(
        [
          `TAG_RANGE_INVALID: '${range}' is not a range of versions`,
          '  why: the highest version in a range is chosen, and a range is written as npm reads it',
          "  fix: write for example '~1.4' (1.4 and its patches), '^1.2.0' (below 2) or '>=1.2 <1.9', or latest",
        ].join('\n'),
      ),
    );
  });
});
