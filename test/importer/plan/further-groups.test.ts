import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, names, program, shown } from './objects';

const app = ['web', 'worker', 'cron'].map((name) => program(name, 'team/app:1'));
const jobs = ['import', 'export'].map((name) => program(name, 'team/jobs:4'));

describe('a release beside the first', () => {
  test('is another image of many programs', () => {
    const { releases, rest, notes } = planReleases([...jobs, ...app]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron', 'jobs = team/jobs:4: import export']);
    expect(rest).toEqual([]);
    expect(notes).toEqual([]);
  });

  test.each([
    [[deployment('a', ['team/jobs:4']), deployment('b', ['team/jobs:4'])], 'it is one program twice'],
    [
      ['a', 'b'].map((name) => deployment(name, [`team/${name}:1`, { image: 'team/jobs:4', args: [name] }])),
      'it is a sidecar of others',
    ],
    [
      ['a', 'b'].map((name) =>
        deployment(name, [`team/${name}:1`], { inits: [{ image: 'team/jobs:4', args: [name] }] }),
      ),
      'it prepares pods of others',
    ],
    [
      [
        deployment('a', [
          { image: 'team/jobs:4', args: ['a'] },
          { image: 'team/jobs:4', args: ['b'] },
        ]),
      ],
      'it is one pod',
    ],
    [['a', 'b'].map((name) => program(name, 'redis:7')), 'it is an official image of Docker Hub'],
    [
      ['a', 'b'].map((name) => deployment(name, [{ image: 'team/jobs:4', env: [{ name: 'DB', value: name }] }])),
      'the same program may be set up in two ways',
    ],
  ])('is not row %#, without a word: %s', (others, _reason) => {
    const { releases, rest, notes } = planReleases([...app, ...others]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron']);
    expect(rest).toEqual(others);
    expect(notes).toEqual([]);
  });

  test('is not an image beside that of the first, even as the first container', () => {
    const both = ['a', 'b', 'c'].map((name) =>
      deployment(name, [
        { image: 'team/registrar:1', args: [name] },
        { image: 'team/app:1', args: [name] },
      ]),
    );
    const { releases, notes } = planReleases([...both, program('d', 'team/app:1')]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: a b c d']);
    expect(notes).toEqual([]);
  });

  test('is left out with a note when it also stands in a pod of the first', () => {
    const mixed = deployment('mixed', [
      { image: 'team/app:1', args: ['mixed'] },
      { image: 'team/jobs:4', args: ['mixed'] },
    ]);
    const { releases, rest, notes } = planReleases([...app, ...jobs, mixed]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron mixed']);
    expect(names(rest)).toEqual(['import', 'export']);
    expect(notes).toEqual([
      {
        place: 'app.yaml#import',
        what: "team/jobs, which 3 objects share, also stands in deployment 'mixed', which is in another release",
        why: 'it is no release of its own, and its objects stay word for word; --image team/jobs imports it instead',
      },
    ]);
  });

  test('is left out with a note when it stands in several versions', () => {
    const old = program('old', 'team/jobs:3');
    const { releases, rest, notes } = planReleases([...app, ...jobs, old]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron']);
    expect(rest).toEqual([...jobs, old]);
    expect(notes).toEqual([
      {
        place: 'app.yaml#import',
        what:
          'team/jobs, which 3 objects share, stands here in 2 versions:\n' +
          "    4: deployment 'import' (app.yaml#import), deployment 'export' (app.yaml#export)\n" +
          "    3: deployment 'old' (app.yaml#old)",
        why: 'it is no release of its own, and its objects stay word for word; --image team/jobs imports it instead',
      },
    ]);
  });

  test('has one spelling too', () => {
    const { releases, rest, notes } = planReleases([...app, ...jobs, program('c', 'docker.io/team/jobs:4')]);
    expect(releases.map(shown)).toEqual(['app = team/app:1: web worker cron', 'jobs = team/jobs:4: import export']);
    expect(names(rest)).toEqual(['c']);
    expect(notes.map(({ place }) => place)).toEqual(['app.yaml#c']);
  });

  test('is not moved by --tag, which is about the first', () => {
    const { releases } = planReleases([...app, program('old', 'team/app:0'), ...jobs], { tag: '1' });
    expect(releases.map(({ moved }) => moved.length)).toEqual([1, 0]);
  });
});
