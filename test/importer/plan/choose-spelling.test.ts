import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, names, program, refusal, shown } from './objects';

describe('a repository that is spelled in several ways', () => {
  test('is spelled by the release as by most containers, and the others stay word for word', () => {
    const plan = planReleases([
      program('a', 'docker.io/team/app:1'),
      program('b', 'team/app:1'),
      program('c', 'team/app:1'),
    ]);
    expect(plan.releases.map(shown)).toEqual(['app = team/app:1: b c']);
    expect(plan.releases[0]?.spellings).toEqual(['team/app', 'docker.io/team/app']);
    expect(names(plan.rest)).toEqual(['a']);
    expect(plan.notes).toEqual([
      {
        place: 'app.yaml#a',
        what: "deployment 'a': container 'a' runs docker.io/team/app:1, which is team/app in another spelling",
        why: 'it stays word for word outside of the release, so that a bump does not move it; write team/app there to have it in',
      },
    ]);
  });

  test.each([
    ['redis', 'docker.io/library/redis'],
    ['redis', 'library/redis'],
    ['team/app', 'index.docker.io/team/app'],
    ['ghcr.io/team/app', 'GHCR.io/team/app'],
  ])('is one: %s and %s', (one, other) => {
    const plan = planReleases([program('a', `${one}:1`), program('b', `${other}:1`)]);
    expect(plan.releases[0]?.spellings).toEqual([one, other]);
    expect(names(plan.rest)).toEqual(['b']);
  });

  test('keeps a pod with both out, and counts only pods with one', () => {
    const plan = planReleases([
      deployment('a', ['team/app:1', 'team/app:1', 'docker.io/team/app:1']),
      program('b', 'docker.io/team/app:1'),
    ]);
    expect(plan.releases.map(shown)).toEqual(['app = docker.io/team/app:1: b']);
    expect(plan.notes.map(({ what }) => what)).toEqual([
      "deployment 'a': container 'a' runs team/app:1, which is docker.io/team/app in another spelling",
    ]);
  });

  test('is no drift when the other spelling has another version', () => {
    const plan = planReleases([program('a', 'team/app:1'), program('b', 'docker.io/team/app:2')]);
    expect(plan.releases.map(shown)).toEqual(['app = team/app:1: a']);
  });

  test('is refused when no object keeps to one', () => {
    expect(refusal(() => planReleases([deployment('a', ['team/app:1', 'docker.io/team/app:1'])]))).toBe(
      "IMPORT_SPELLINGS: app.yaml#a: deployment 'a' spells one repository in several ways: team/app, docker.io/team/app\n" +
        '  why: a release has one spelling, and no object here keeps to one\n' +
        '  fix: write team/app in all of them',
    );
  });
});
