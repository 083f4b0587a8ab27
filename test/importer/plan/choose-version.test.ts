import type { PlanOptions } from '../../../src/importer/plan/import-plan';
import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, farm, names, program, refusal, shown } from './objects';

const SHA = `sha256:${'ab12'.repeat(16)}`;
const OTHER_SHA = `sha256:${'cd34'.repeat(16)}`;
const drifted = [program('web', 'team/app:1'), program('worker', 'team/app:2'), program('cron', 'team/app:2')];
const plan = (images: readonly string[], options: PlanOptions) =>
  planReleases(
    images.map((image, index) => program(`p${index}`, `team/app${image}`)),
    options,
  );
const imageOf = (images: readonly string[], options: PlanOptions) => String(plan(images, options).releases[0]?.image);

describe('several versions of one image', () => {
  test('are refused, each with what runs it', () => {
    expect(refusal(() => planReleases(drifted))).toBe(
      'IMPORT_DRIFT: team/app stands here in 2 versions:\n' +
        "    2: deployment 'worker' (app.yaml#worker), deployment 'cron' (app.yaml#cron)\n" +
        "    1: deployment 'web' (app.yaml#web)\n" +
        '  why: a release has one version, which a bump moves for all of its containers at once\n' +
        '  fix: say which one all of them run from now on (--tag 2), or keep the others as exceptions (--keep-drift)',
    );
  });

  test.each([
    [[':1', ':2'], 'two tags'],
    [['', ':latest'], 'no tag is another text than latest'],
    [[':1', `:1@${SHA}`], 'a digest pins what a tag does not'],
    [[`:1@${SHA}`, `:1@${OTHER_SHA}`], 'two digests'],
    [[`@${SHA}`, `:1@${SHA}`], 'a tag beside the digest is another text'],
    [[':1', ':1-debug'], 'a variant'],
  ])('are what %j are: %s', (images, _reason) => {
    expect(refusal(() => plan(images, {}))).toContain('IMPORT_DRIFT: team/app stands here in 2 versions:');
  });

  test('all move to the one that --tag names, and what moves is told', () => {
    const { releases, rest } = planReleases(drifted, { tag: '1' });
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron']);
    expect(releases[0]?.strays).toEqual([]);
    expect(releases[0]?.moved).toEqual([
      { object: drifted[1], pointer: '/spec/template/spec/containers/0', from: 'team/app:2', to: 'team/app:1' },
      { object: drifted[2], pointer: '/spec/template/spec/containers/0', from: 'team/app:2', to: 'team/app:1' },
    ]);
    expect(rest).toEqual([]);
  });

  test('stay with --keep-drift, beside the most used one', () => {
    const { releases } = planReleases(drifted, { keepDrift: true });
    expect(releases.map(shown)).toEqual(['app = team/app:2: web worker cron']);
    expect(releases[0]?.moved).toEqual([]);
    expect(releases[0]?.strays).toEqual([
      { object: drifted[0], pointer: '/spec/template/spec/containers/0', pinnedTag: '1' },
    ]);
    expect(releases[0]?.containersCount).toBe(3);
  });

  test('stay with --keep-drift beside the one that --tag names', () => {
    const { releases } = planReleases(drifted, { keepDrift: true, tag: '1' });
    expect(releases[0]?.image.toString()).toBe('team/app:1');
    expect(releases[0]?.strays.map(({ pinnedTag }) => pinnedTag)).toEqual(['2', '2']);
  });

  test.each([
    [`:0.0.4@${SHA}`, { pinnedTag: `0.0.4@${SHA}` }],
    [`@${SHA}`, { pinnedTag: `@${SHA}` }],
    [':0.0.4', { pinnedTag: '0.0.4' }],
    [':1-debug', { tagSuffix: '-debug' }],
    [':1-rc1', { pinnedTag: '1-rc1' }],
  ])('are written as the exception of a workload is: %s is %j', (image, exception) => {
    const { releases } = plan([':1', ':1', image], { keepDrift: true });
    const [stray] = releases[0]?.strays ?? [];
    expect(stray).toEqual({
      object: releases[0]?.objects[2],
      pointer: '/spec/template/spec/containers/0',
      ...exception,
    });
  });

  test('are found in init containers, sidecars and custom resources', () => {
    const objects = [
      deployment('web', ['team/app:1', 'team/app:2'], { inits: ['team/app:1', 'team/app:3'] }),
      farm('farm', [{ image: 'team/app:4' }]),
    ];
    const { releases } = planReleases(objects, { tag: '1' });
    expect(releases[0]?.moved.map(({ pointer, from }) => `${pointer} ${from}`)).toEqual([
      '/spec/template/spec/initContainers/1 team/app:3',
      '/spec/template/spec/containers/1 team/app:2',
      '/spec/pods/0/containers/0 team/app:4',
    ]);
    expect(releases[0]).toMatchObject({ workloadsCount: 1, containersCount: 5 });
  });

  test('cannot be kept where there is no tag to name, which stays outside', () => {
    const { releases, rest, notes } = plan([':1', ':1', ''], { keepDrift: true });
    expect(releases.map(shown)).toEqual(['app = team/app:1: p0 p1']);
    expect(names(rest)).toEqual(['p2']);
    expect(notes).toEqual([
      {
        place: 'app.yaml#p2',
        what: "deployment 'p2': container 'p2' runs team/app, without a tag",
        why: 'an exception of a release names its version, so that this object stays word for word outside of it and a bump does not move it; write team/app:1 or a tag there to have it in',
      },
    ]);
  });

  test('are refused when nothing would be left', () => {
    const pod = [deployment('web', ['team/app:1', 'team/app'])];
    expect(refusal(() => planReleases(pod, { keepDrift: true, tag: '1' }))).toBe(
      "IMPORT_DRIFT: every object with team/app:1 also has a container with team/app and no tag: deployment 'web' (app.yaml#web)\n" +
        '  why: an exception of a release names its version, and no tag is none\n' +
        '  fix: have all containers run 1 (--tag 1 without --keep-drift), or write a tag there',
    );
    expect(planReleases(pod, { tag: '1' }).releases.map(shown)).toEqual(['app = team/app:1: web']);
  });
});

describe('the version that --tag names', () => {
  test.each([
    [[':1', ':2'], '2', 'team/app:2', 'a tag'],
    [[':1', ':1'], '1', 'team/app:1', 'the only one'],
    [[':1', `:1@${SHA}`], '1', 'team/app:1', 'the tag alone comes before the tag with a digest'],
    [[':1', `:1@${SHA}`], `1@${SHA}`, `team/app:1@${SHA}`, 'tag and digest'],
    [[':1', `:2@${SHA}`], '2', `team/app:2@${SHA}`, 'the tag is enough when one has it'],
    [[':1', `@${SHA}`], `@${SHA}`, `team/app@${SHA}`, 'a digest'],
    [[':1', `@${SHA}`], SHA, `team/app@${SHA}`, 'a digest without its sign'],
    [[':1', ''], 'latest', 'team/app', 'no tag is latest'],
    [[':latest', '', ''], 'latest', 'team/app:latest', 'a tag that is written comes first'],
  ])('of %j for %s is %s: %s', (images, tag, image, _reason) => {
    expect(imageOf(images, { tag })).toBe(image);
  });

  test('may stand in --image', () => {
    expect(imageOf([':1', ':2'], { image: 'team/app:2' })).toBe('team/app:2');
    expect(imageOf([':1', ':2'], { image: 'team/app:2', tag: '2' })).toBe('team/app:2');
  });

  test('is refused when no container runs it', () => {
    expect(refusal(() => plan([':1.4.2', ':1.4.2'], { tag: '1.4' }))).toBe(
      "IMPORT_TAG_UNKNOWN: '1.4' is no version of team/app here:\n" +
        "    1.4.2: deployment 'p0' (app.yaml#p0), deployment 'p1' (app.yaml#p1)\n" +
        '  why: the release takes over a version that one of its containers runs, and --tag says which one that is\n' +
        '  fix: did you mean --tag 1.4.2?',
    );
  });

  test.each([
    [[`:1@${SHA}`, `:1@${OTHER_SHA}`], '1', 'two have that tag'],
    [[':1', ':2'], '', 'it is empty'],
    [['', ''], '', 'it is empty'],
  ])('is refused for %j and %j: %s', (images, tag, _reason) => {
    expect(refusal(() => plan(images, { tag }))).toContain(
      `IMPORT_TAG_UNKNOWN: '${tag}' is no version of team/app here:`,
    );
  });

  test('is refused when --image says another one', () => {
    expect(refusal(() => plan([':1', ':2'], { image: 'team/app:1', tag: '2' }))).toBe(
      'IMPORT_TAG_UNKNOWN: --image team/app:1 says 1, and --tag says 2\n' +
        '  why: the release has one version, and which of them counts would be a guess\n' +
        '  fix: leave one of them out: --image team/app --tag 2',
    );
  });
});
