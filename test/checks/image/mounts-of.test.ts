import { mountsOf } from '../../../src/checks/image/mounts-of';

describe('what is mounted in a container', () => {
  test.each<[unknown, unknown, string]>([
    [[{ name: 'data', mountPath: '/data' }], [{ path: '/data', volume: 'data', subPath: '' }], 'a whole volume'],
    [
      [{ name: 'conf', mountPath: '/etc/app.conf', subPath: 'app.conf' }],
      [{ path: '/etc/app.conf', volume: 'conf', subPath: 'app.conf' }],
      'a file of it',
    ],
    [
      [{ name: 'logs', mountPath: '/logs', subPathExpr: '$(POD_NAME)' }],
      [{ path: '/logs', volume: 'logs', subPath: '$(POD_NAME)' }],
      'a folder whose name the cluster knows, as it is written',
    ],
    [[{ name: 'a', mountPath: 'data' }], [{ path: '/data', volume: 'a', subPath: '' }], 'the kubelet puts it below /'],
    [[{ mountPath: '/data' }], [{ path: '/data', volume: '', subPath: '' }], 'a volume without a name'],
    [[{ name: 'a' }, { name: 'b', mountPath: '' }, null], [], 'nowhere'],
    [{ name: 'a', mountPath: '/a' }, [], 'no list'],
    [null, [], 'nothing'],
  ])('%j: %j', (volumeMounts, expected, _reason) => {
    expect(mountsOf({ container: { volumeMounts } })).toEqual(expected);
  });
});
