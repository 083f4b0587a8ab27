import { processEnvironment } from '../../../src/checks/launch/process-environment';

const DEFAULT = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

test.each([
  [[], [], [['PATH', DEFAULT]], 'the runtime sets PATH'],
  [[['PATH', '/x']], [], [['PATH', '/x']], 'the image does'],
  [[['PATH', '/x']], [['PATH', '/y']], [['PATH', '/y']], 'the container does'],
  [[['PATH', '/x']], [['PATH', undefined]], [['PATH', undefined]], 'the container does, with what is not known'],
  [[['PATH', '']], [], [['PATH', '']], 'an empty one is one'],
  [
    [
      ['A', '1'],
      ['B', '2'],
    ],
    [['B', '3']],
    [
      ['PATH', DEFAULT],
      ['A', '1'],
      ['B', '3'],
    ],
    'the container wins',
  ],
] as const)('%j and %j are %j: %s', (image, container, expected, _reason) => {
  expect([...processEnvironment(new Map(image), new Map(container))]).toEqual(expected);
});
