import { findMountsWithoutVolume } from '../../src/checks/volume-mounts';
import { deployment, placed, print, said } from './placed';

const mounts = (...names: string[]) => ({ volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })) });

describe('a mount whose volume the pod does not have is refused', () => {
  test.each([
    [
      'when there are none',
      { containers: [{ name: 'web', ...mounts('data') }] },
      [
        "container 'web' mounts the volume 'data' at /data",
        'the pod has no volumes',
        "add it under pod: { volumes: [{ name: 'data', … }] }",
      ],
    ],
    [
      'when there are others',
      { containers: [{ name: 'web', ...mounts('data') }], volumes: [{ name: 'tmp' }, { name: 'config' }] },
      [
        "container 'web' mounts the volume 'data' at /data",
        "the pod's volumes are: tmp, config",
        "add it under pod: { volumes: [{ name: 'data', … }] }",
      ],
    ],
    [
      'when it is a slip',
      { containers: [{ name: 'web', ...mounts('confg') }], volumes: [{ name: 'tmp' }, { name: 'config' }] },
      [
        "container 'web' mounts the volume 'confg' at /confg",
        "the pod's volumes are: tmp, config",
        "did you mean 'config'?",
      ],
    ],
    [
      'in an init container',
      { initContainers: [{ name: 'init', ...mounts('data') }] },
      [
        "init container 'init' mounts the volume 'data' at /data",
        'the pod has no volumes',
        "add it under pod: { volumes: [{ name: 'data', … }] }",
      ],
    ],
    [
      'when it is a device',
      { containers: [{ name: 'web', volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] }] },
      [
        "container 'web' mounts the volume 'disk' at /dev/xvda",
        'the pod has no volumes',
        "add it under pod: { volumes: [{ name: 'disk', … }] }",
      ],
    ],
    [
      'when it says nothing at all',
      { containers: [{ name: 'web', volumeMounts: [{}] }], volumes: [{ name: 'd' }] },
      [
        "container 'web' mounts the volume '' at ?",
        "the pod's volumes are: d",
        "add it under pod: { volumes: [{ name: '', … }] }",
      ],
    ],
  ])('%s', (_law, pod, [what, why, fix]) => {
    expect(print(findMountsWithoutVolume(deployment(pod)))).toBe(
      said(`MOUNT_WITHOUT_VOLUME: app/web: ${what}`, why!, fix!),
    );
  });
});

describe('a mount is let be where', () => {
  const statefulSet = placed({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      template: { spec: { containers: [mounts('data', 'tmp')], volumes: [{ name: 'tmp', emptyDir: {} }] } },
    },
  });

  test.each([
    ['the pod has its volume', deployment({ containers: [mounts('data')], volumes: [{ name: 'data', emptyDir: {} }] })],
    [
      'the volume has no source, which makes it an emptyDir',
      deployment({ containers: [mounts('a')], volumes: [{ name: 'a' }] }),
    ],
    ['it is the second of one volume', deployment({ containers: [mounts('a', 'a')], volumes: [{ name: 'a' }] })],
    ['a claim of the StatefulSet is its volume', statefulSet],
    ['nobody mounts the volume', deployment({ containers: [{}], volumes: [{ name: 'a' }] })],
    ['the kind has no pods', placed({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } })],
  ])('%s', (_reason, manifest) => {
    expect(print(findMountsWithoutVolume(manifest))).toBe('');
  });
});
