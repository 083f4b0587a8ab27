import { findImageMentions } from '../../../src/importer/plan/find-image-mentions';
import { planReleases } from '../../../src/importer/plan/plan-releases';
import { deployment, program } from './objects';

const SHA = `sha256:${'ab12'.repeat(16)}`;
const mentions = (fields: object, image = 'team/app:1') => {
  const { releases } = planReleases([deployment('web', [{ image, ...fields }])], { image });
  return releases.flatMap(findImageMentions).map(({ what }) => what);
};

describe('the image of a release as text', () => {
  test('is told with its place, and what to do', () => {
    const { notes } = planReleases([
      program('web', 'team/app:1'),
      deployment('operator', [{ image: 'team/app:1', args: ['run', '--worker-image=team/app:1'] }]),
    ]);
    expect(notes).toEqual([
      {
        place: 'app.yaml#operator',
        what: "deployment 'operator': container 'operator' names team/app:1 in its args",
        why: 'a bump moves the image of the container and not this text; write the image of the release there, as in args: [`--image=${release.image}`]',
      },
    ]);
  });

  test.each([
    [{ command: ['/run', 'team/app:1'] }, 'command', 'a word of the command'],
    [{ args: ['a', 'image: team/app:1.'] }, 'args', 'the end of a sentence'],
    [{ args: ['["team/app:1"]'] }, 'args', 'JSON'],
    [{ env: [{ name: 'IMAGE', value: 'team/app:1' }] }, 'environment variable IMAGE', 'a variable'],
    [{ env: [{ value: 'team/app:1' }] }, 'environment variable ?', 'a variable without a name'],
  ])('is found in %j, in its %s: %s', (fields, field, _reason) => {
    expect(mentions(fields)).toEqual([`deployment 'web': container 'web' names team/app:1 in its ${field}`]);
  });

  test.each([
    [{ args: ['team/app:1.2'] }, 'another version'],
    [{ args: ['team/app:12'] }, 'another version'],
    [{ args: ['team/app:1-debug'] }, 'another version'],
    [{ args: [`team/app:1@${SHA}`] }, 'pinned to something else'],
    [{ args: ['my-team/app:1'] }, 'another repository'],
    [{ args: ['ghcr.io/team/app:1'] }, 'another repository'],
    [{ args: ['team/app'] }, 'no version'],
    [{ args: [7, null, {}], command: 'team/app:1', env: 'team/app:1' }, 'not what Kubernetes takes'],
    [{ workingDir: 'team/app:1' }, 'none of the fields that name an image'],
  ])('is not seen in %j: %s', (fields, _reason) => {
    expect(mentions(fields)).toEqual([]);
  });

  test('is looked for without a tag when it is more than one word', () => {
    expect(mentions({ args: ['--image=team/app'] }, 'team/app')).toHaveLength(1);
    expect(mentions({ args: ['team/app:2'] }, 'team/app')).toEqual([]);
    expect(mentions({ args: ['--host=redis'] }, 'redis')).toEqual([]);
    expect(mentions({ args: ['--image', `redis@${SHA}`] }, `redis@${SHA}`)).toHaveLength(1);
  });

  test('is found in the version that a container had before', () => {
    const plan = planReleases(
      [program('web', 'team/app:1'), deployment('old', [{ image: 'team/app:0', args: ['team/app:0'] }])],
      { tag: '1' },
    );
    expect(plan.notes.map(({ what }) => what)).toEqual([
      "deployment 'old': container 'old' names team/app:0 in its args",
    ]);
  });
});
