import fc from 'fast-check';
import { findAutoscaledReplicas } from '../../src/checks/autoscaled-replicas';
import { findCommandWords } from '../../src/checks/command-words';
import { findInvalidNames } from '../../src/checks/names';
import { findPodSecurityViolations } from '../../src/checks/pod-security-standard';
import { findProbePortProblems } from '../../src/checks/probe-ports';
import { findRestartPolicyProblems } from '../../src/checks/restart-policy';
import { findSelectorProblems } from '../../src/checks/selector';
import { findServicePortProblems } from '../../src/checks/service-ports';
import { findStrayImages } from '../../src/checks/stray-image';
import { findDuplicateNames, findDuplicateObjects } from '../../src/checks/unique-names';
import { findMountsWithoutVolume } from '../../src/checks/volume-mounts';
import { WorkloadIndex } from '../../src/checks/workload-index';
import type { Problem } from '../../src/errors';
import type { PlacedManifest } from '../../src/manifest/manifest';
import { ImageReference } from '../../src/release/image-reference';
import { anyManifest, deepFreeze } from './any-manifest';
import { placed, print } from './placed';

const IMAGE = ImageReference.parse('app:1.4.2');

type Check = (manifests: readonly PlacedManifest[]) => Problem[];
const CHECKS: Record<string, Check> = {
  findAutoscaledReplicas,
  findCommandWords: (all) => all.flatMap(findCommandWords),
  findInvalidNames: (all) => all.flatMap(findInvalidNames),
  findPodSecurityViolations: (all) =>
    (['baseline', 'restricted'] as const).flatMap((level) =>
      all.flatMap((each) => findPodSecurityViolations(each, level)),
    ),
  findProbePortProblems: (all) => all.flatMap(findProbePortProblems),
  findRestartPolicyProblems: (all) => all.flatMap(findRestartPolicyProblems),
  findSelectorProblems: (all) => all.flatMap((each) => findSelectorProblems(each, IMAGE)),
  findServicePortProblems: (all) =>
    [true, false].flatMap((numbersToo) =>
      all.flatMap((each) => findServicePortProblems({ ...each, numbersToo }, new WorkloadIndex(all))),
    ),
  findStrayImages: (all) => all.flatMap((each) => findStrayImages(each, IMAGE, () => false)),
  findDuplicateNames: (all) => all.flatMap(findDuplicateNames),
  findDuplicateObjects,
  findMountsWithoutVolume: (all) => all.flatMap(findMountsWithoutVolume),
};

describe.each(Object.entries(CHECKS))('%s', (_name, check) => {
  test('says whole problems and changes nothing, whatever the manifests are', () => {
    fc.assert(
      fc.property(fc.array(anyManifest, { minLength: 1, maxLength: 2 }), (manifests) => {
        const problems = check(deepFreeze(manifests));
        expect(print(check(manifests))).toBe(print(problems));
        for (const { code, what, why, fix } of problems) {
          expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/);
          expect(what).toMatch(/^app\/web: ./);
          for (const line of [what, why, fix]) expect(line).not.toMatch(/^$|\[object |undefined/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a whole application that Kubernetes takes', () => {
  const labels = { 'app.kubernetes.io/name': 'shop', component: 'web' };
  const name = 'web';
  const pod = {
    initContainers: [
      {
        name: 'migrate',
        image: 'app:1.4.2',
        args: ['migrate', '--to latest'],
        envFrom: [{ prefix: 'DB_', secretRef: { name: 'db' } }],
      },
      { name: 'mesh', image: 'mesh:1', restartPolicy: 'Always', ports: [{ name: 'http-mesh', containerPort: 15001 }] },
    ],
    containers: [
      {
        name,
        image: 'app:1.4.2',
        command: ['/bin/sh', '-c', 'exec /web --port "$PORT"'],
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'metrics', containerPort: 8080 },
          { name: 'dns', containerPort: 53 },
          { name: 'dns-udp', containerPort: 53, protocol: 'UDP' },
        ],
        readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
        livenessProbe: { grpc: { port: 9000 } },
        env: [
          { name: 'PORT', value: '8080' },
          { name: 'spring.profile', value: 'a' },
        ],
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'data', mountPath: '/tmp', subPath: 'tmp' },
          { name: 'config', mountPath: '/etc/web' },
        ],
      },
    ],
    volumes: [{ name: 'config', projected: { sources: [{ configMap: { name: 'web' } }] } }],
  };
  const service = (id: string, spec: object) =>
    placed({ apiVersion: 'v1', kind: 'Service', metadata: { name: id }, spec });
  const application = [
    placed({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        serviceName: 'web-headless',
        selector: {
          matchLabels: { component: 'web' },
          matchExpressions: [{ key: 'canary', operator: 'DoesNotExist' }],
        },
        template: { metadata: { labels }, spec: pod },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
      },
    }),
    placed({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name }, maxReplicas: 3 },
    }),
    service('web', { selector: labels, ports: [{ port: 80, targetPort: 'http' }] }),
    service('web-mesh', { selector: labels, ports: [{ port: 80, targetPort: 'http-mesh' }] }),
    service('web-headless', { selector: labels, clusterIP: 'None', ports: [{ port: 80 }] }),
    service('web-dns', {
      selector: labels,
      ports: [
        { name: 'tcp', port: 53, targetPort: 'dns' },
        { name: 'udp', port: 53, targetPort: 'dns-udp', protocol: 'UDP' },
      ],
    }),
    service('web-0', {
      selector: { 'statefulset.kubernetes.io/pod-name': 'web-0' },
      ports: [{ port: 9, targetPort: 'x' }],
    }),
    service('database', { type: 'ExternalName', externalName: 'db.example.com' }),
  ];

  const { findPodSecurityViolations: _asksForMore, ...others } = CHECKS;
  test.each(Object.entries(others))('has no problem for %s', (_name, check) => {
    expect(print(check(application))).toBe('');
  });
});
