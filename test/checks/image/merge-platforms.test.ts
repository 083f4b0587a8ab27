import fc from 'fast-check';
import type { Finding } from '../../../src/checks/finding';
import { mergePlatforms } from '../../../src/checks/image/merge-platforms';

const finding = (what: string, more: Partial<Finding> = {}): Finding => ({
  outcome: 'fail',
  code: 'IMAGE_BINARY_MISSING',
  what,
  why: 'a',
  fix: 'b',
  ...more,
});

describe('the findings of several platforms', () => {
  test('stand once where they are the same on all of them, and name no platform', () => {
    const byPlatform = new Map([
      ['linux/amd64', [finding('a'), finding('b')]],
      ['linux/arm64', [finding('a'), finding('b')]],
    ]);
    expect(mergePlatforms(byPlatform)).toEqual([finding('a'), finding('b')]);
  });

  test('name their platforms where they are not, in the order in which they first came', () => {
    const byPlatform = new Map([
      ['linux/amd64', [finding('a'), finding('b')]],
      ['linux/arm64', [finding('c'), finding('b')]],
      ['linux/arm/v7', [finding('c')]],
    ]);
    expect(mergePlatforms(byPlatform)).toEqual([
      finding('a', { platforms: ['linux/amd64'] }),
      finding('b', { platforms: ['linux/amd64', 'linux/arm64'] }),
      finding('c', { platforms: ['linux/arm64', 'linux/arm/v7'] }),
    ]);
  });

  test.each<[Partial<Finding>, string]>([
    [{ outcome: 'unknown' }, 'outcome'],
    [{ code: 'IMAGE_BINARY_HIDDEN' }, 'code'],
    [{ why: 'other' }, 'reason'],
    [{ fix: 'other' }, 'fix'],
    [{ place: 'b.yaml:1' }, 'place'],
    [{ workload: "job 'b'" }, 'workload'],
    [{ container: "container 'b'" }, 'container'],
    [{ image: 'app:2' }, 'image'],
  ])('are not the same with %j: another %s', (more) => {
    expect(mergePlatforms(new Map([['linux/amd64', [finding('a'), finding('a', more)]]]))).toHaveLength(2);
  });

  test('stand once where they came twice on one platform', () => {
    expect(mergePlatforms(new Map([['linux/amd64', [finding('a'), finding('a')]]]))).toEqual([finding('a')]);
  });

  test('are none of none', () => {
    expect(mergePlatforms(new Map())).toEqual([]);
    expect(mergePlatforms(new Map([['linux/amd64', []]]))).toEqual([]);
  });

  test('are all kept, each on its platforms and on no other', () => {
    const some = fc.array(fc.constantFrom('a', 'b', 'c', '__proto__').map((what) => finding(what)));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('', 'x', 'y', 'z'), some), (record) => {
        const byPlatform = new Map(Object.entries(record));
        const merged = mergePlatforms(byPlatform);
        for (const [platform, findings] of byPlatform) {
          const own = merged.filter(({ platforms }) => platforms === undefined || platforms.includes(platform));
          expect(new Set(own.map(({ what }) => what))).toEqual(new Set(findings.map(({ what }) => what)));
        }
      }),
    );
  });
});
