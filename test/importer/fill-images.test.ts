import { fillImages, requireResolved } from '../../src/importer/fill-images';
import { planReleases } from '../../src/importer/plan/plan-releases';
import { deployment, program, refusal } from './plan/objects';

const unresolved = [{ image: 'team/shop', variable: 'TAG', place: 'compose.yaml:3' }];

describe('an image whose tag is a variable without a value', () => {
  test('gets the tag that was said, wherever it stands in an object', () => {
    const object = deployment('web', ['team/shop', 'redis:7'], { inits: ['team/shop', 'team/shop:1'] });
    const [filled] = fillImages([object], unresolved, '2');
    const expected = deployment('web', ['team/shop:2', 'redis:7'], { inits: ['team/shop:2', 'team/shop:1'] });
    expect(filled?.manifest).toEqual(expected.manifest);
    expect(filled?.text).toContain('image: team/shop:2\n');
    expect(object.manifest).toEqual(
      deployment('web', ['team/shop', 'redis:7'], { inits: ['team/shop', 'team/shop:1'] }).manifest,
    );
  });

  test('leaves every other object the very same', () => {
    const others = [program('a', 'team/other'), program('b', 'team/shop:1')];
    expect(fillImages(others, unresolved, '2').map((each, index) => each === others[index])).toEqual([true, true]);
  });

  test('is refused when it is that of a release', () => {
    const plan = planReleases([program('a', 'docker.io/team/shop'), program('b', 'docker.io/team/shop')]);
    expect(refusal(() => requireResolved(plan, unresolved))).toBe(
      'IMPORT_VARIABLE_UNSET: compose.yaml:3: the version of team/shop is the variable TAG, which has no value\n' +
        '  why: a release runs one version, and Compose itself would not start without it\n' +
        '  fix: say which one with --tag, or put TAG=… into the .env file beside the Compose file',
    );
  });

  test('is no matter when it is that of something else, or no image reference', () => {
    const plan = planReleases([program('a', 'team/other:1'), program('b', 'team/other:1')]);
    const others = [...unresolved, { image: 'Not An Image', variable: 'X', place: 'compose.yaml:9' }];
    expect(requireResolved(plan, others)).toBeUndefined();
  });
});
