import fc from 'fast-check';
import { findPodSecurityViolations } from '../../src/checks/pod-security-standard';
import { asFields, type Fields, type PlacedManifest } from '../../src/manifest/manifest';
import { anyManifest } from './any-manifest';
import { deployment, placed, print, said } from './placed';

const FIX = "change it, or make the exception visible: podSecurity: 'privileged' on this workload";
const DEFAULT = 'RuntimeDefault';

/** What restricted asks a pod and a container for, with these fields put in. */
const pod = ({ securityContext, ...spec }: Fields = {}) => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: DEFAULT }, ...asFields(securityContext) },
  containers: [container()],
  ...spec,
});
const container = ({ securityContext, ...fields }: Fields = {}) => ({
  name: 'web',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...asFields(securityContext) },
  ...fields,
});
const podWith = (securityContext: Fields, more: Fields = {}) => pod({ securityContext, ...more });
const containerWith = (securityContext: Fields, more: Fields = {}) =>
  pod({ containers: [container({ securityContext })], ...more });
const add = (...names: string[]) => containerWith({ capabilities: { drop: ['ALL'], add: names } });
const volume = (source: Fields) => pod({ volumes: [{ name: 'data', ...source }] });
const sysctl = (name: string) => podWith({ sysctls: [{ name, value: '1' }] });

const find = (spec: Fields, level: 'baseline' | 'restricted') =>
  print(findPodSecurityViolations(deployment(spec), level));
const refused = (level: string, what: string, asks: string) =>
  said(`POD_SECURITY: app/web: ${what}`, `the Pod Security Standard '${level}' asks for ${asks}`, FIX);

const SELINUX = 'no SELinux user or role, and a container type';
const FORBIDDEN_BY_BASELINE: [string, Fields, string][] = [
  ['the pod has hostNetwork: true', pod({ hostNetwork: true }), 'no hostNetwork'],
  ['the pod has hostPID: true', pod({ hostPID: true }), 'no hostPID'],
  ['the pod has hostIPC: true', pod({ hostIPC: true }), 'no hostIPC'],
  ["the pod has a hostPath volume 'data'", volume({ hostPath: { path: '/' } }), 'no hostPath volumes'],
  ['the pod has the sysctl kernel.msgmax', sysctl('kernel.msgmax'), 'safe sysctls only'],
  [
    'the pod has the seccomp profile Unconfined',
    podWith({ seccompProfile: { type: 'Unconfined' } }),
    'a seccomp profile that confines',
  ],
  [
    "container 'web' has the seccomp profile Unconfined",
    containerWith({ seccompProfile: { type: 'Unconfined' } }),
    'a seccomp profile that confines',
  ],
  [
    'the pod has the AppArmor profile Unconfined',
    podWith({ appArmorProfile: { type: 'Unconfined' } }),
    'an AppArmor profile that confines',
  ],
  [
    "container 'web' has the AppArmor profile Unconfined",
    containerWith({ appArmorProfile: { type: 'Unconfined' } }),
    'an AppArmor profile that confines',
  ],
  ['the pod has seLinuxOptions of its own', podWith({ seLinuxOptions: { type: 'spc_t' } }), SELINUX],
  ["container 'web' has seLinuxOptions of its own", containerWith({ seLinuxOptions: { user: 'root' } }), SELINUX],
  ["container 'web' has seLinuxOptions of its own", containerWith({ seLinuxOptions: { role: 'object_r' } }), SELINUX],
  [
    'the pod has windowsOptions.hostProcess: true',
    podWith({ windowsOptions: { hostProcess: true } }),
    'no host processes',
  ],
  [
    "container 'web' has windowsOptions.hostProcess: true",
    containerWith({ windowsOptions: { hostProcess: true } }),
    'no host processes',
  ],
  ["container 'web' has privileged: true", containerWith({ privileged: true }), 'no privileged containers'],
  [
    "container 'web' has the capability NET_RAW",
    add('NET_RAW', 'NET_BIND_SERVICE'),
    'no capabilities beyond the default set',
  ],
  ["container 'web' has the capability ALL", add('ALL'), 'no capabilities beyond the default set'],
  [
    "container 'web' has hostPort: 80",
    pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] }),
    'no host ports',
  ],
  ["container 'web' has procMount: Unmasked", containerWith({ procMount: 'Unmasked' }), 'the default /proc mount'],
];

describe('baseline', () => {
  test.each(FORBIDDEN_BY_BASELINE)('refuses when %s, and restricted does too (%#)', (what, spec, asks) => {
    expect(find(spec, 'baseline')).toBe(refused('baseline', what, asks));
    expect(find(spec, 'restricted')).toBe(refused('restricted', what, asks));
  });

  test('refuses an annotation that switches AppArmor off, which is what there was before Kubernetes 1.30', () => {
    const annotated = (profile: unknown) =>
      deployment(pod(), { pod: { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': profile } } });
    expect(print(findPodSecurityViolations(annotated('unconfined'), 'baseline'))).toBe(
      refused(
        'baseline',
        'the pod has the annotation container.apparmor.security.beta.kubernetes.io/web: unconfined',
        'an AppArmor profile that confines',
      ),
    );
    for (const profile of ['runtime/default', 'localhost/mine', '', null])
      expect(findPodSecurityViolations(annotated(profile), 'baseline')).toEqual([]);
  });

  test.each(['initContainers', 'ephemeralContainers'])('looks at %s too', (list) => {
    expect(find(pod({ [list]: [container({ securityContext: { privileged: true } })] }), 'baseline')).toContain(
      'has privileged: true',
    );
  });

  const DEFAULT_CAPABILITIES =
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT';
  test.each<[string, Fields]>([
    ['the least that can be written', { containers: [{ name: 'web', image: 'app:1' }] }],
    ['root', containerWith({ runAsUser: 0, runAsNonRoot: false, allowPrivilegeEscalation: true })],
    ['the capabilities that containers have anyway', add(...DEFAULT_CAPABILITIES.split(' '))],
    ['a sysctl that is safe', sysctl('net.ipv4.ip_unprivileged_port_start')],
    ['a sysctl that is safe since Kubernetes 1.32', sysctl('net.ipv4.tcp_rmem')],
    ['SELinux options without a user and a role', podWith({ seLinuxOptions: { type: 'container_t', level: 's0' } })],
    ['SELinux options that are empty texts', podWith({ seLinuxOptions: { type: '', user: '', role: '' } })],
    [
      'a profile of the host',
      podWith({ seccompProfile: { type: 'Localhost' }, appArmorProfile: { type: 'Localhost' } }),
    ],
    ['host namespaces that are said to be off', pod({ hostNetwork: false, hostPID: false, hostIPC: null })],
    ['a volume of the network', volume({ nfs: { server: 'a', path: '/' } })],
    ['a hostPath that is null', volume({ hostPath: null, emptyDir: {} })],
    ['host ports that are none', pod({ containers: [container({ ports: [{ hostPort: 0 }, { hostPort: null }] })] })],
    ['the default /proc mount', containerWith({ procMount: 'Default' })],
    ['a /proc mount that is null', containerWith({ procMount: null })],
  ])('lets %s be', (_what, spec) => {
    expect(find(spec, 'baseline')).toBe('');
  });
});

describe('restricted', () => {
  test.each<[string, Fields, string]>([
    [
      "the pod has the nfs volume 'data'",
      volume({ nfs: { server: 'a', path: '/' } }),
      'volumes of: configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret',
    ],
    ['the pod has runAsUser: 0', podWith({ runAsUser: 0 }), 'a user other than root'],
    ["container 'web' has runAsUser: 0", containerWith({ runAsUser: 0 }), 'a user other than root'],
    ['the pod has runAsNonRoot: false', podWith({ runAsNonRoot: false }), 'runAsNonRoot: true'],
    ["container 'web' has runAsNonRoot: false", containerWith({ runAsNonRoot: false }), 'runAsNonRoot: true'],
    ["container 'web' has runAsNonRoot: nothing", podWith({ runAsNonRoot: undefined }), 'runAsNonRoot: true'],
    [
      "container 'web' has allowPrivilegeEscalation: nothing",
      containerWith({ allowPrivilegeEscalation: undefined }),
      'allowPrivilegeEscalation: false',
    ],
    [
      "container 'web' has allowPrivilegeEscalation: true",
      containerWith({ allowPrivilegeEscalation: true }),
      'allowPrivilegeEscalation: false',
    ],
    [
      "container 'web' has the seccomp profile of nobody",
      podWith({ seccompProfile: undefined }),
      'seccompProfile: { type: RuntimeDefault }',
    ],
    [
      "container 'web' has capabilities that are not dropped",
      containerWith({ capabilities: { drop: ['NET_RAW'] } }),
      "capabilities: { drop: ['ALL'] }",
    ],
    [
      "container 'web' has capabilities that are not dropped",
      containerWith({ capabilities: { drop: ['all'] } }),
      "capabilities: { drop: ['ALL'] }",
    ],
    ["container 'web' has the capability CHOWN", add('CHOWN'), 'no added capability but NET_BIND_SERVICE'],
  ])('refuses when %s (%#)', (what, spec, asks) => {
    expect(find(spec, 'restricted')).toBe(refused('restricted', what, asks));
    expect(find(spec, 'baseline')).toBe('');
  });

  test('refuses a pod that says runAsNonRoot: false, even when each container says true', () => {
    const spec = containerWith(
      { runAsNonRoot: true },
      { securityContext: { runAsNonRoot: false, seccompProfile: { type: DEFAULT } } },
    );
    expect(find(spec, 'restricted')).toBe(
      refused('restricted', 'the pod has runAsNonRoot: false', 'runAsNonRoot: true'),
    );
  });

  test('tells everything that a container without a word about it has', () => {
    const what = findPodSecurityViolations(deployment({ containers: [{ name: 'web' }] }), 'restricted').map(
      (problem) => problem.what,
    );
    expect(what).toEqual([
      "app/web: container 'web' has runAsNonRoot: nothing",
      "app/web: container 'web' has allowPrivilegeEscalation: nothing",
      "app/web: container 'web' has the seccomp profile of nobody",
      "app/web: container 'web' has capabilities that are not dropped",
    ]);
  });

  const own = { runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } };
  test.each<[string, Fields]>([
    ['what it asks for', pod()],
    ['a port below 1024', add('NET_BIND_SERVICE')],
    ['a user who is not root', podWith({ runAsUser: 65534 })],
    ['a group that is root', podWith({ runAsGroup: 0, fsGroup: 0, supplementalGroups: [0] })],
    ['a user and a profile of each container instead of the pod', containerWith(own, { securityContext: undefined })],
    ['a volume without a source, which is an emptyDir', volume({})],
    ['a volume whose other sources are null', volume({ secret: { secretName: 'a' }, nfs: null })],
    ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'].map(
      (source): [string, Fields] => [`a volume of ${source}`, volume({ [source]: {} })],
    ),
  ])('lets %s be', (_what, spec) => {
    expect(find(spec, 'restricted')).toBe('');
  });

  test('asks a Windows pod for no fields of Linux', () => {
    const windows = { os: { name: 'windows' }, containers: [{ name: 'web' }] };
    expect(find({ ...windows, securityContext: { runAsNonRoot: true } }, 'restricted')).toBe('');
    expect(find(windows, 'restricted')).toBe(
      refused('restricted', "container 'web' has runAsNonRoot: nothing", 'runAsNonRoot: true'),
    );
  });

  test('forbids whatever baseline forbids, in any manifest', () => {
    const what = (manifest: PlacedManifest, level: 'baseline' | 'restricted') =>
      findPodSecurityViolations(manifest, level).map((problem) => problem.what);
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        expect(what(manifest, 'restricted')).toEqual(expect.arrayContaining(what(manifest, 'baseline')));
      }),
    );
  });
});

describe('a Pod Security level is not asked of', () => {
  test.each<[string, PlacedManifest, 'privileged' | 'restricted']>([
    ['a workload that is privileged', deployment({ hostPID: true, containers: [{ name: 'web' }] }), 'privileged'],
    ['a kind without pods', placed({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }), 'restricted'],
  ])('%s', (_what, manifest, level) => {
    expect(findPodSecurityViolations(manifest, level)).toEqual([]);
  });
});
