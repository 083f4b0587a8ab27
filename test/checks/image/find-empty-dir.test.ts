import { configObjects, findVolumeFile, writersOf } from '../../../src/checks/image/find-volume-file';
import type { Fields } from '../../../src/manifest/manifest';
import { subjectNamed } from './fake-view';

describe('an emptyDir', () => {
  const mounts = (fields: Fields = {}) => ({ volumeMounts: [{ name: 'v', mountPath: '/v', ...fields }] });
  const volumes = [{ name: 'v', emptyDir: {} }];
  const ask = (name: string, podSpec: Fields) =>
    findVolumeFile(subjectNamed(name, podSpec), { path: '/v', volume: 'v', subPath: '' }, 'web', configObjects([]));
  const EMPTY = {
    outcome: 'missing',
    why: "volume 'v' is an emptyDir, which is empty when the container starts",
    names: [],
  };
  const filledBy = (who: string) => ({
    outcome: 'unknown',
    why: `volume 'v' is an emptyDir that ${who} may have filled`,
  });

  test.each<[string, Fields, unknown, string]>([
    ['web', { containers: [{ name: 'web', ...mounts() }] }, EMPTY, 'nobody else has it'],
    [
      'web',
      { containers: [{ name: 'web', ...mounts() }, { name: 'b' }] },
      EMPTY,
      'another container does not mount it',
    ],
    [
      'web',
      { initContainers: [{ name: 'copy', ...mounts() }], containers: [{ name: 'web' }] },
      filledBy("init container 'copy'"),
      'an init container has been there',
    ],
    [
      'web',
      { initContainers: [{ name: 'look', ...mounts({ readOnly: true }) }], containers: [{ name: 'web' }] },
      EMPTY,
      'one that may only read has written nothing',
    ],
    [
      'web',
      { initContainers: [mounts()], containers: [{ name: 'web' }, { name: 'sync', ...mounts() }] },
      filledBy("init container '0' and container 'sync'"),
      'one that runs beside it may be there first',
    ],
    [
      'copy',
      {
        initContainers: [{ name: 'copy' }, { name: 'later', ...mounts() }],
        containers: [{ name: 'web', ...mounts() }],
      },
      EMPTY,
      'what comes later was not there yet',
    ],
  ])('for %s in %j', (name, podSpec, expected, _reason) => {
    expect(ask(name, { volumes, ...podSpec })).toEqual(expected);
  });

  test.each<[Fields, string]>([
    [{}, 'a volume of no kind is one'],
    [{ emptyDir: null }, 'null is as good as nothing'],
    [{ configMap: null }, 'of any kind'],
    [{ emptyDir: { medium: 'Memory' } }, 'in memory'],
  ])('is %j: %s', (kind) => {
    expect(ask('web', { containers: [{ name: 'web', ...mounts() }], volumes: [{ name: 'v', ...kind }] })).toEqual(
      EMPTY,
    );
  });

  test('is filled before, or while, a container runs', () => {
    const subject = subjectNamed('web', {
      initContainers: [{ name: 'copy', ...mounts() }],
      containers: [
        { name: 'web', ...mounts() },
        { name: 'sync', ...mounts() },
      ],
    });
    expect(writersOf(subject, 'v').map(({ title, isBefore }) => [title, isBefore])).toEqual([
      ["init container 'copy'", true],
      ["container 'sync'", false],
    ]);
  });
});
