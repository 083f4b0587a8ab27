import fc from 'fast-check';
import { UserError } from '../../../src/errors';
import type { ImportedObject } from '../../../src/importer/imported-object';
import { containersWithPointer } from '../../../src/importer/plan/containers-with-pointer';
import type { PlanOptions } from '../../../src/importer/plan/import-plan';
import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, farm, program, settings, shown, valueAt } from './objects';

const SHA = `sha256:${'ab12'.repeat(16)}`;

describe('a plan', () => {
  test.each([
    ['team/app:1.4.2', false, 'a version'],
    ['team/app:main', false, 'a tag that only its team knows to move'],
    ['team/app:__TAG__', false, 'a placeholder'],
    [`team/app@${SHA}`, false, 'a digest'],
    [`team/app:latest@${SHA}`, false, 'a digest pins any tag'],
    ['team/app:latest', true, 'the tag moves'],
    ['team/app', true, 'no tag is latest'],
  ])('takes over %s as it is; it has to be allowed: %s, since it is %s', (image, allowMovingTag, _reason) => {
    const { releases } = planReleases([program('a', image), program('b', image)]);
    expect(releases.map((release) => [String(release.image), release.allowMovingTag])).toEqual([
      [image, allowMovingTag],
    ]);
  });

  test('keeps the order of the input, and everything else as the rest', () => {
    const [a, b, c, d] = [settings('a'), program('b', 'app:1'), settings('c'), program('d', 'app:1')] as const;
    const { releases, rest } = planReleases([a, b, c, d], { name: 'shop' });
    expect(releases).toEqual([
      {
        id: 'shop',
        image: expect.objectContaining({ repository: 'app', tag: '1' }),
        allowMovingTag: false,
        objects: [b, d],
        strays: [],
        moved: [],
        workloadsCount: 2,
        containersCount: 2,
        spellings: ['app'],
      },
    ]);
    expect(rest).toEqual([a, c]);
  });
});

const image = fc
  .tuple(
    fc.constantFrom('team/app', 'docker.io/team/app', 'team/jobs', 'redis', 'library/redis', 'ghcr.io/x/y'),
    fc.constantFrom(':1', ':1', ':2', ':1-debug', ':latest', '', `@${SHA}`, ':{{ tag }}', ':1-web'),
  )
  .map((parts) => parts.join(''));
const container = fc.record(
  { image: fc.oneof(image, fc.constantFrom<unknown>(' ', null, 7)), args: fc.constantFrom([], ['a'], ['b']) },
  { noNullPrototype: true },
);
const containers = fc.array(container, { minLength: 1, maxLength: 3 });
const objects = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constant('pod'), containers, fc.array(container, { maxLength: 1 })) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('farm'), containers, fc.constant([])) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('settings'), fc.constant([]), fc.constant([])) },
    ),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(([kind, own, inits], index): ImportedObject => {
      const name = `p${index}`;
      if (kind === 'pod') return deployment(name, own, { inits });
      return kind === 'farm' ? farm(name, own) : settings(name);
    }),
  );
const options: fc.Arbitrary<PlanOptions> = fc.record(
  {
    image: fc.constantFrom('team/app', 'team/app:1', 'redis', 'team/jobs'),
    tag: fc.constantFrom('1', '2', 'latest'),
    keepDrift: fc.boolean(),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** The plan, or undefined where the input is refused, which only a UserError may do. */
function tryPlan(...input: Parameters<typeof planReleases>): ReturnType<typeof planReleases> | undefined {
  try {
    return planReleases(...input);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The input as it is once every container that moves has moved. */
function move(all: readonly ImportedObject[], plan: ReturnType<typeof planReleases>): ImportedObject[] {
  const copies = new Map(all.map((object) => [object, structuredClone(object)]));
  for (const { object, pointer, to } of plan.releases.flatMap(({ moved }) => moved)) {
    (valueAt(copies.get(object)?.manifest, pointer) as { image: string }).image = to;
  }
  return [...copies.values()];
}

describe('any plan', () => {
  test('puts every object into one release or into the rest', () => {
    fc.assert(
      fc.property(objects, options, (all, given) => {
        const plan = tryPlan(all, given);
        if (!plan) return;
        const placed = [...plan.rest, ...plan.releases.flatMap((release) => release.objects)];
        expect(placed).toHaveLength(all.length);
        expect(new Set(placed)).toEqual(new Set(all));
        for (const list of [plan.rest, ...plan.releases.map((release) => release.objects)]) {
          expect(list).toEqual(all.filter((object) => list.includes(object)));
        }
        expect(new Set(plan.releases.map(({ id }) => id)).size).toBe(plan.releases.length);
      }),
      { numRuns: 500 },
    );
  });

  test('accounts for every container of a release: its version, a stray, moved, or an object that a note is about', () => {
    fc.assert(
      fc.property(objects, options, (all, given) => {
        const plan = tryPlan(all, given);
        for (const release of plan?.releases ?? []) {
          let count = 0;
          for (const object of all) {
            const isInside = release.objects.includes(object);
            // a placeholder is no version of anything
            const own = containersWithPointer(object.manifest).filter(({ container: { image: text } }) =>
              release.spellings.some((spelling) => String(text).replace(/(?::[^/{]*)?(?:@.*)?$/, '') === spelling),
            );
            for (const {
              pointer,
              container: { image: text },
            } of own) {
              const told = [...release.strays, ...release.moved].filter(
                (each) => each.object === object && each.pointer === pointer,
              );
              if (!isInside) {
                expect(told).toEqual([]);
                expect(plan?.notes.map(({ place }) => place)).toContain(object.place);
              } else {
                count++;
                expect(told).toHaveLength(text === release.image.toString() ? 0 : 1);
              }
            }
          }
          expect(release.containersCount).toBe(count);
          expect(count).toBeGreaterThan(release.strays.length + release.moved.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of what it makes of the input is the same plan, with nothing left to move', () => {
    fc.assert(
      fc.property(objects, options, (all, given) => {
        const plan = tryPlan(all, given);
        if (!plan) return;
        const again = planReleases(move(all, plan), given);
        expect(again.releases.map(shown)).toEqual(plan.releases.map(shown));
        expect(again.releases.flatMap(({ moved }) => moved)).toEqual([]);
        expect(again.rest.map(({ place }) => place)).toEqual(plan.rest.map(({ place }) => place));
        expect(tryPlan(all, given)).toEqual(plan);
      }),
      { numRuns: 500 },
    );
  });

  test('is made of what kubectl would refuse, too', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true })), (values) => {
        const all = values.map((spec, index) => ({
          ...settings(`p${index}`),
          manifest: { apiVersion: 'v1', kind: 'Pod', metadata: spec as never, spec },
        }));
        const web = [program('a', 'team/app:1'), program('b', 'team/app:1')];
        expect(planReleases([...all, ...web]).releases.map(shown)).toEqual(['app = team/app:1: a b']);
      }),
    );
  });
});
