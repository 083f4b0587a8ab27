import { releaseIds } from '../../../src/importer/plan/release-ids';
import { program, refusal, settings } from './objects';

const partOf = (name: string, label: string) => program(name, 'app:1', { 'app.kubernetes.io/part-of': label });
const idsOf = (repositories: readonly string[], name?: string) =>
  releaseIds(
    repositories.map((repository) => ({ repository, objects: [] })),
    name,
  );

describe('the id of a release', () => {
  test.each([
    ['registry.example.com:5000/team/shop', 'shop', 'it is the last part of the repository'],
    ['shop', 'shop', 'there may be one part only'],
    ['team/big_shop.v2', 'big-shop-v2', 'dots and underscores are none of a DNS label'],
    [`team/${'s'.repeat(80)}`, 's'.repeat(63), 'a DNS label has 63 characters at most'],
  ])('of %s is %s: %s', (repository, id, _reason) => {
    expect(idsOf([repository])).toEqual([id]);
  });

  test('is the name, if there is only one', () => {
    expect(idsOf(['team/shop'], 'store')).toEqual(['store']);
    expect(idsOf(['team/shop', 'team/bank'], 'store')).toEqual(['shop', 'bank']);
  });

  test('is what all of its workloads say they are part of', () => {
    const ids = (...objects: Parameters<typeof partOf>[1][]) =>
      releaseIds([{ repository: 'team/app', objects: objects.map((label, i) => partOf(`p${i}`, label)) }], undefined);
    expect(ids('shop', 'shop')).toEqual(['shop']);
    expect(ids('Big Shop', 'Big Shop')).toEqual(['big-shop']);
    expect(ids('shop', 'bank')).toEqual(['app']);
    expect(ids('', '')).toEqual(['app']);
    expect(
      releaseIds([{ repository: 'team/app', objects: [partOf('a', 'shop'), program('b', 'app:1')] }], undefined),
    ).toEqual(['app']);
    expect(releaseIds([{ repository: 'team/app', objects: [settings('a'), partOf('b', 'shop')] }], undefined)).toEqual([
      'shop',
    ]);
  });

  test('is never given twice', () => {
    expect(idsOf(['a/shop', 'b/shop', 'c/shop'])).toEqual(['shop', 'shop-2', 'shop-3']);
    expect(
      releaseIds(
        [
          { repository: 'team/app', objects: [partOf('a', 'shop')] },
          { repository: 'team/jobs', objects: [partOf('b', 'shop')] },
        ],
        undefined,
      ),
    ).toEqual(['shop', 'jobs']);
    const long = `${'s'.repeat(60)}-ss`;
    expect(idsOf([`a/${long}`, `b/${long}`])).toEqual([long, `${'s'.repeat(60)}-2`]);
  });

  test('is refused when the name is no DNS label', () => {
    expect(refusal(() => idsOf(['team/shop'], 'My Shop'))).toBe(
      "INVALID_NAME: the name 'My Shop' has upper case\n" +
        '  why: it becomes the label part-of of every object: lower case letters, digits and dashes\n' +
        "  fix: did you mean 'my-shop'?",
    );
    expect(refusal(() => idsOf(['team/shop'], ''))).toContain("the name '' is empty");
  });
});
