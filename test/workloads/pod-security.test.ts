import { findPodSecurityViolations } from '../../src/checks/pod-security-standard';
import type { Release } from '../../src/index';
import { podTemplateOf } from '../../src/manifest/pod-template';
import { IMAGE, only, refusal, renderRelease } from './render-release';

const RESTRICTED = { image: IMAGE, podSecurity: 'restricted' } as const;
const spec = (declare: (release: Release) => void, props: object = RESTRICTED) =>
  podTemplateOf(only(renderRelease(declare, props as never), 'Deployment'))?.spec;

describe('podSecurity', () => {
  test('restricted fills in what the standard asks of the pod and of every container', () => {
    const container = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    expect(
      spec((release) =>
        release.deployment('web', { sidecars: { proxy: { image: 'envoy:1' } }, initContainers: { init: {} } }),
      ),
    ).toEqual({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      initContainers: [{ name: 'init', image: IMAGE, securityContext: container }],
      containers: [
        { name: 'web', image: IMAGE, securityContext: container },
        { name: 'proxy', image: 'envoy:1', securityContext: container },
      ],
    });
  });

  test('restricted never writes over what the user wrote', () => {
    expect(
      spec((release) =>
        release.deployment('web', {
          securityContext: {
            runAsUser: 1000,
            capabilities: { add: ['NET_BIND_SERVICE'] },
            readOnlyRootFilesystem: true,
          },
          pod: {
            securityContext: { fsGroup: 1000, seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
          },
        }),
      ),
    ).toEqual({
      securityContext: {
        fsGroup: 1000,
        runAsNonRoot: true,
        seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' },
      },
      containers: [
        {
          name: 'web',
          image: IMAGE,
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
            readOnlyRootFilesystem: true,
            runAsUser: 1000,
          },
        },
      ],
    });
  });

  test('baseline and privileged fill in nothing', () => {
    for (const podSecurity of ['baseline', 'privileged']) {
      expect(spec((release) => release.deployment('web'), { image: IMAGE, podSecurity })).toEqual({
        containers: [{ name: 'web', image: IMAGE }],
      });
    }
  });

  test('leaves the fields of Linux out of a Windows pod', () => {
    expect(spec((release) => release.deployment('web', { pod: { os: { name: 'windows' } } }))).toEqual({
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'web', image: IMAGE }],
    });
  });

  test('has exceptions for one workload, which can be seen', () => {
    const manifests = renderRelease((release) => {
      release.deployment('web');
      release.daemonSet('agent', {
        podSecurity: 'privileged',
        securityContext: { privileged: true },
        pod: { hostNetwork: true },
      });
    }, RESTRICTED);
    expect(podTemplateOf(only(manifests, 'DaemonSet'))?.spec).toEqual({
      hostNetwork: true,
      containers: [{ name: 'agent', image: IMAGE, securityContext: { privileged: true } }],
    });
  });

  test('refuses what its level forbids', () => {
    expect(
      refusal(
        (release) => release.deployment('web', { securityContext: { runAsUser: 0 }, pod: { hostPID: true } }),
        RESTRICTED,
      ),
    ).toBe(
      [
        'POD_SECURITY: gifinator/web: the pod has hostPID: true',
        "  why: the Pod Security Standard 'restricted' asks for no hostPID",
        "  fix: change it, or make the exception visible: podSecurity: 'privileged' on this workload",
        "POD_SECURITY: gifinator/web: container 'web' has runAsUser: 0",
        "  why: the Pod Security Standard 'restricted' asks for a user other than root",
        "  fix: change it, or make the exception visible: podSecurity: 'privileged' on this workload",
      ].join('\n'),
    );
  });

  test('what restricted fills in is what restricted asks for, in every kind', () => {
    const manifests = renderRelease((release) => {
      release.deployment('a', { initContainers: { i: {} }, sidecars: { s: { image: 'b:1' } } });
      release.statefulSet('b');
      release.daemonSet('c');
      release.job('d', { pod: { restartPolicy: 'Never' } });
      release.cronJob('e', { schedule: '@daily', pod: { restartPolicy: 'Never' } });
    }, RESTRICTED);
    expect(manifests).toHaveLength(5);
    for (const manifest of manifests)
      expect(findPodSecurityViolations({ manifest, place: 'here' }, 'restricted')).toEqual([]);
  });
});
