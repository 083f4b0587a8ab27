import { expectedManifests } from '../../src/importer/expected-manifests';
import { planReleases } from '../../src/importer/plan/plan-releases';
import { deployment, farm, program, settings } from './plan/objects';

test('what an app has to synthesize is the input', () => {
  const objects = [program('a', 'team/shop:1'), program('b', 'team/shop:1'), settings('c')];
  const expected = expectedManifests(objects, planReleases(objects));
  expect(expected).toEqual(objects.map(({ manifest }) => manifest));
});

test('what an app has to synthesize has the images that move, and those only; the input stays as it was', () => {
  const objects = [
    program('a', 'team/shop:1'),
    deployment('b', ['team/shop:2', 'redis:7'], { inits: ['team/shop:3', 'team/shop:1'] }),
    farm('c~/x', [{ name: 'a', image: 'team/shop:2' }]),
  ];
  const before = structuredClone(objects.map(({ manifest }) => manifest));
  const expected = expectedManifests(objects, planReleases(objects, { tag: '1' }));
  const moved = JSON.parse(JSON.stringify(before).replaceAll(/team\/shop:[23]/g, 'team/shop:1'));
  expect(expected).toEqual(moved);
  expect(objects.map(({ manifest }) => manifest)).toEqual(before);
});
