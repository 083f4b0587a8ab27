import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, farm, imported, program, refusal, settings, shown } from './objects';

const plan = (...args: Parameters<typeof planReleases>) => planReleases(...args).releases.map(shown);
const perService = ['cart', 'pay', 'mail'].map((name) => program(name, `team/demo:3-${name}`));

describe('the image of the first release', () => {
  test('is what most containers run, init containers too', () => {
    expect(
      plan([
        program('a', 'team/two:1'),
        program('b', 'team/two:1'),
        deployment('c', [{ image: 'team/three:1', args: ['serve'] }], {
          inits: [
            { image: 'team/three:1', args: ['migrate'] },
            { image: 'team/three:1', args: ['warm'] },
          ],
        }),
      ])[0],
    ).toBe('three = team/three:1: c');
  });

  test('may run in the containers of a single pod', () => {
    expect(
      plan([
        deployment('all', [
          { image: 'app:1', command: ['/a'] },
          { image: 'app:1', command: ['/b'] },
        ]),
      ]),
    ).toEqual(['app = app:1: all']);
  });

  test('is run by more objects when as many containers share two', () => {
    const proxy = { name: 'proxy', image: 'team/proxy:1' };
    expect(
      plan([
        deployment('a', [
          { ...proxy, args: ['a'] },
          { image: 'team/app:1', args: ['a'] },
        ]),
        deployment('b', [
          { image: 'team/app:1', args: ['b'] },
          { ...proxy, args: ['b'] },
          { ...proxy, args: ['c'] },
        ]),
        program('c', 'team/app:1'),
      ])[0],
    ).toBe('app = team/app:1: a b c');
  });

  test('comes first in the input when nothing else tells two apart', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name, i) => program(name, `team/${i < 2 ? 'one' : 'two'}:1`));
    if (!a || !b || !c || !d) throw new Error('four programs');
    expect(plan([a, b, c, d])[0]).toBe('one = team/one:1: a b');
    expect(plan([c, d, a, b])[0]).toBe('two = team/two:1: c d');
  });

  test.each([
    [
      ['a', 'b', 'c'].map((name) =>
        deployment(name, [`team/${name}:1`], { inits: [{ image: 'busybox', args: [name] }] }),
      ),
      'it only prepares pods',
    ],
    [['a', 'b', 'c'].map((name) => deployment(name, ['redis:7'])), 'it is the same program everywhere'],
  ])('is not one that others share by accident, row %#: %s', (accident, _reason) => {
    expect(plan([...accident, program('web', 'team/app:1'), program('worker', 'team/app:1')])).toEqual([
      'app = team/app:1: web worker',
    ]);
    expect(plan(accident)).toHaveLength(1);
  });

  test('may be told apart by the environment alone', () => {
    const role = (name: string) => deployment(name, [{ image: 'team/app:1', env: [{ name: 'ROLE', value: name }] }]);
    const redis = ['a', 'b', 'c', 'd'].map((name) => deployment(name, ['redis:7']));
    expect(plan([...redis, role('web'), role('worker')])).toEqual(['app = team/app:1: web worker']);
  });

  test('is found in custom resources, which are no workloads', () => {
    const { releases } = planReleases([
      program('web', 'app:1'),
      farm('farm', [{ image: 'app:1' }, { image: '{{ image }}' }]),
      imported({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'pod' },
        spec: { containers: [{ image: 'app:1' }] },
      }),
    ]);
    expect(releases.map(shown)).toEqual(['app = app:1: web farm pod']);
    expect(releases[0]).toMatchObject({ workloadsCount: 2, containersCount: 3 });
  });
});

describe('input without a shared image', () => {
  test('is refused, with the images that there are', () => {
    const objects = [program('web', 'team/web:1'), program('db', 'postgres:16'), settings('env')];
    expect(refusal(() => planReleases(objects))).toBe(
      'IMPORT_NO_SHARED_IMAGE: no image is run by two containers:\n' +
        '    team/web: 1 container of 1 object\n' +
        '    postgres: 1 container of 1 object\n' +
        '  why: an import makes a release of the image that several containers run, and which of these is yours would be a guess\n' +
        '  fix: name it: --image team/web',
    );
    expect(plan(objects, { image: 'team/web' })).toEqual(['web = team/web:1: web']);
  });

  test('is refused with the first twenty of very many images', () => {
    const many = Array.from({ length: 25 }, (_each, i) => program(`p${i}`, `team/p${i}:1`));
    expect(refusal(() => planReleases(many))).toContain(
      '    team/p19: 1 container of 1 object\n    and 5 more\n  why:',
    );
  });

  test.each([
    [[], 'there is nothing'],
    [[settings('env')], 'nothing runs'],
    [[deployment('web', [{}, { image: null }, { image: ' ' }])], 'the cluster puts the image there'],
  ])('is refused without any image, row %#: %s', (objects, _reason) => {
    expect(refusal(() => planReleases(objects))).toBe(
      'IMPORT_NO_SHARED_IMAGE: no container here has an image\n' +
        '  why: an import makes a release of the image that several containers run\n' +
        '  fix: give it the manifests of your workloads too, for example: lockstep import k8s/',
    );
  });
});

describe('images that are no references', () => {
  test('leave their pod out of the release, with a note', () => {
    const broken = deployment('broken', ['team/app:1', { name: 'side', image: 'app:{{ tag }}' }]);
    const { releases, rest, notes } = planReleases([program('a', 'team/app:1'), broken, program('b', 'team/app:1')]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: a b']);
    expect(rest).toEqual([broken]);
    expect(notes).toEqual([
      {
        place: 'app.yaml#broken',
        what: "deployment 'broken': container 'side' runs 'app:{{ tag }}', which is not an image reference",
        why: "the tag '{{ tag }}' may only have letters, digits, _ . and -, and begins with a letter, a digit or _; a release refuses that, so that the object stays word for word, in no release",
      },
    ]);
  });

  test.each([['$(IMAGE)'], [''], [7], [true], [['app:1']], [{ name: 'app' }]])('are such as %j', (image) => {
    const { rest, notes } = planReleases([
      program('a', 'team/app:1'),
      program('b', 'team/app:1'),
      deployment('c', [{ image }]),
    ]);
    expect(rest).toHaveLength(1);
    expect(notes).toHaveLength(1);
  });

  test('are refused when more containers share one than any image', () => {
    const template = ['web', 'worker', 'cron'].map((name) => program(name, '{{ .Values.image }}'));
    const objects = [...template, program('a', 'team/app:1'), program('b', 'team/app:1')];
    expect(refusal(() => planReleases(objects))).toBe(
      "IMPORT_IMAGE_UNREADABLE: 3 containers run '{{ .Values.image }}', which is not an image reference: " +
        "deployment 'web' (app.yaml#web), deployment 'worker' (app.yaml#worker), deployment 'cron' (app.yaml#cron)\n" +
        "  why: the repository '{{ .Values.image }}' has a space or a character outside ASCII\n" +
        '  fix: import what is applied in the end (helm template, kubectl kustomize); a placeholder may stand as the tag: team/app:__TAG__',
    );
    expect(plan(objects, { image: 'team/app' })).toEqual(['app = team/app:1: a b']);
  });
});

describe('one repository with a tag for each service', () => {
  test('is refused', () => {
    const message =
      'IMPORT_TAG_PER_SERVICE: team/demo has one tag per service: 3-cart, 3-pay, 3-mail\n' +
      '  why: these are 3 images in one repository, run by 3 containers, and a release is one image that moves as one\n' +
      '  fix: build them into one image first, or import another image (--image), or keep all but one as exceptions (--keep-drift)';
    expect(refusal(() => planReleases(perService))).toBe(message);
    expect(refusal(() => planReleases(perService, { image: 'team/demo' }))).toBe(message);
    expect(refusal(() => planReleases(perService, { tag: '3-pay' }))).toBe(message);
  });

  test('is refused with the first of very many tags', () => {
    const many = Array.from({ length: 9 }, (_each, i) => program(`svc${i}`, `team/demo:3-svc${i}`));
    expect(refusal(() => planReleases(many))).toContain('one tag per service: 3-svc0, 3-svc1, 3-svc2 and 6 more\n');
  });

  test('stays in no release beside one image of many programs', () => {
    const { releases, rest, notes } = planReleases([
      ...perService,
      program('web', 'team/app:1'),
      program('worker', 'team/app:1'),
    ]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker']);
    expect(rest).toEqual(perService);
    expect(notes).toEqual([
      {
        place: 'app.yaml#cart',
        what: 'team/demo has one tag per service: 3-cart, 3-pay, 3-mail',
        why: 'these are 3 images in one repository, run by 3 containers, and a release is one image that moves as one; they stay word for word',
      },
    ]);
  });

  test('is refused beside what is no such image', () => {
    const waiting = ['a', 'b'].map((name) => deployment(name, [`team/${name}:1`], { inits: ['busybox'] }));
    expect(refusal(() => planReleases([...perService, ...waiting]))).toContain('IMPORT_TAG_PER_SERVICE: team/demo');
  });

  test('is imported with --keep-drift', () => {
    const { releases } = planReleases(perService, { keepDrift: true });
    expect(releases.map(shown)).toEqual(['demo = team/demo:3-cart: cart pay mail']);
    expect(releases[0]?.strays.map(({ pinnedTag }) => pinnedTag)).toEqual(['3-pay', '3-mail']);
  });
});

describe('the image that --image names', () => {
  const objects = [
    program('web', 'ghcr.io/team/app:1'),
    program('worker', 'ghcr.io/team/app:1'),
    deployment('db', ['redis:7']),
  ];

  test('is the only release, in any spelling, and one container is enough', () => {
    expect(plan(objects, { image: 'docker.io/library/redis' })).toEqual(['redis = redis:7: db']);
    expect(plan(objects, { image: 'redis:7' })).toEqual(['redis = redis:7: db']);
    expect(plan([...objects, program('x', 'team/x:1'), program('y', 'team/x:1')], { image: 'team/x' })).toEqual([
      'x = team/x:1: x y',
    ]);
  });

  test.each([
    ['app', 'ghcr.io/team/app', 'it is the last part'],
    ['ghcr.io/team/ap', 'ghcr.io/team/app', 'a letter is missing'],
    ['zzz/yyy', 'ghcr.io/team/app', 'it is the one that most share'],
  ])('is refused when no container runs it: %s for %s, since %s', (image, guess, _reason) => {
    expect(refusal(() => planReleases(objects, { image }))).toBe(
      `IMPORT_IMAGE_UNKNOWN: no container here runs ${image}:\n` +
        '    ghcr.io/team/app: 2 containers of 2 objects\n' +
        '    redis: 1 container of 1 object\n' +
        '  why: a release is made of the containers that run its image\n' +
        `  fix: did you mean --image ${guess}?`,
    );
  });

  test('is refused when there is none, and when it is no reference', () => {
    expect(refusal(() => planReleases([], { image: 'app' }))).toBe(
      'IMPORT_IMAGE_UNKNOWN: no container here runs app: none has an image\n' +
        '  why: a release is made of the containers that run its image\n' +
        '  fix: give it the manifests of your workloads too',
    );
    expect(refusal(() => planReleases(objects, { image: 'Team App' }))).toContain(
      "IMAGE_REFERENCE_INVALID: 'Team App' is not an image reference",
    );
  });
});
