import fc from 'fast-check';
import { findSubjects, type Subject } from '../../../src/checks/image/subject';
import type { Fields, Manifest, PlacedManifest } from '../../../src/manifest/manifest';
import { parseManifests } from '../../../src/manifest/parse-manifests';
import { anyManifest } from '../any-manifest';
import { deployment, placed } from '../placed';

const POD = { containers: [{ name: 'web', image: 'app:1' }] };

function kind(apiVersion: string, name: string, fields: Fields): PlacedManifest {
  return placed({ apiVersion, kind: name, metadata: { name: 'web' }, ...fields });
}

/** `deployment 'web': app:1`, as messages speak of it. */
function print({ who, image }: Subject): string {
  return `${who}: ${image}`;
}

describe('the containers of a manifest', () => {
  test.each<[string, Manifest['kind'], Fields, string[], string]>([
    ['v1', 'Pod', { spec: POD }, ["pod 'web': app:1"], 'by itself'],
    ['v1', 'PodTemplate', { template: { spec: POD } }, ["podtemplate 'web': app:1"], 'a template by itself'],
    ['apps/v1', 'Deployment', { spec: { template: { spec: POD } } }, ["deployment 'web': app:1"], 'in a template'],
    [
      'v1',
      'ReplicationController',
      { spec: { template: { spec: POD } } },
      ["replicationcontroller 'web': app:1"],
      'of old',
    ],
    [
      'apps.openshift.io/v1',
      'DeploymentConfig',
      { spec: { template: { spec: POD } } },
      ["deploymentconfig 'web': app:1"],
      "OpenShift's",
    ],
    [
      'batch/v1',
      'CronJob',
      { spec: { jobTemplate: { spec: { template: { spec: POD } } } } },
      ["cronjob 'web': app:1"],
      'in a template of a template',
    ],
    [
      'serving.knative.dev/v1',
      'Service',
      { spec: { template: { spec: POD } } },
      ["service 'web': app:1"],
      'of a kind that elsewhere has no pods',
    ],
    [
      'batch.volcano.sh/v1alpha1',
      'Job',
      { spec: { tasks: [{ template: { spec: POD } }] } },
      ["job 'web': app:1"],
      'of a kind that elsewhere keeps them in another place',
    ],
    [
      'ray.io/v1',
      'RayCluster',
      {
        spec: {
          headGroupSpec: { template: { spec: { containers: [{ name: 'head', image: 'ray:2' }] } } },
          workerGroupSpecs: [{ template: { spec: { containers: [{ name: 'worker', image: 'ray:2' }] } } }],
        },
      },
      ["raycluster 'web', container 'head': ray:2", "raycluster 'web', container 'worker': ray:2"],
      'of several pods, where each has to be named',
    ],
    [
      'monitoring.coreos.com/v1',
      'Prometheus',
      { spec: { containers: [{ name: 'prometheus', args: ['--x'] }] } },
      [],
      'without an image in a custom resource: they only change what an operator makes',
    ],
    ['v1', 'Service', { spec: { ports: [{ port: 80 }] } }, [], 'none'],
    ['v1', 'ConfigMap', { data: { containers: '[{image: app:1}]' } }, [], 'text is none'],
    ['apps/v1', 'Deployment', { spec: null }, [], 'no spec'],
    ['apps/v1', 'Deployment', { spec: { template: { spec: { containers: null } } } }, [], 'no list'],
  ])('%s %s: %s', (apiVersion, name, fields, expected, _reason) => {
    expect(findSubjects([kind(apiVersion, name, fields)]).map(print)).toEqual(expected);
  });

  test.each<[Fields, string[], string]>([
    [
      { initContainers: [{ name: 'migrate', image: 'app:1' }], ...POD },
      ["deployment 'web', init container 'migrate': app:1", "deployment 'web': app:1"],
      'init containers first',
    ],
    [
      { containers: [...POD.containers, { name: 'proxy', image: 'envoy' }] },
      ["deployment 'web': app:1", "deployment 'web', container 'proxy': envoy"],
      'the one with the name of the workload is meant by it',
    ],
    [
      { containers: [{ name: 'a', image: 'a' }, { image: 'b' }] },
      ["deployment 'web', container 'a': a", "deployment 'web', container '1': b"],
      'none is meant otherwise; one without a name has a number',
    ],
    [
      { ...POD, ephemeralContainers: [{ name: 'debug', image: 'busybox' }] },
      ["deployment 'web': app:1", "deployment 'web', ephemeral container 'debug': busybox"],
      'ephemeral ones too',
    ],
    [{ containers: [{ name: 'web', image: 1.2 }] }, ["deployment 'web': 1.2"], 'a number as an image'],
    [{ containers: [{ name: 'web' }] }, ["deployment 'web': undefined"], 'no image'],
    [{ containers: [{ name: 'web', image: ['app'] }] }, ["deployment 'web': undefined"], 'a list as an image'],
    [{ containers: [null] }, ["deployment 'web': undefined"], 'nothing at all: that it names no image has to be said'],
  ])('of the pod %j: %j', (podSpec, expected, _reason) => {
    expect(findSubjects([deployment(podSpec)]).map(print)).toEqual(expected);
  });

  test('stand where their manifest does, with what decides about them', () => {
    const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec:
      volumeClaimTemplates: [{metadata: {name: data}}, null]
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: main, image: 'registry.example.com:5000/db:1@sha256:abc'}]}
`;
    const container = { name: 'main', image: 'registry.example.com:5000/db:1@sha256:abc' };
    expect(findSubjects(parseManifests(text, 'k8s/db.yaml'))).toEqual([
      {
        list: 'containers',
        index: 0,
        container,
        place: 'k8s/db.yaml:12',
        placeOf: expect.any(Function),
        namespace: 'prod',
        workload: "statefulset 'db'",
        title: "container 'main'",
        who: "statefulset 'db'",
        podSpec: { containers: [container] },
        labels: { app: 'db' },
        claims: ['data', ''],
        image: container.image,
      },
    ]);
  });

  test('are not looked for deeper than any resource is', () => {
    const nest = (depth: number): unknown => (depth === 0 ? POD : { inner: nest(depth - 1) });
    expect(findSubjects([kind('example.com/v1', 'Farm', { spec: nest(30) })])).toHaveLength(1);
    expect(findSubjects([kind('example.com/v1', 'Farm', { spec: nest(400) })])).toEqual([]);
  });

  test('are found in anything, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(anyManifest, { maxLength: 3 }), (manifests) => {
        for (const subject of findSubjects(manifests)) expect(subject.who.startsWith(subject.workload)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom('Pod', 'CronJob', 'Farm'), (metadata, spec, name) => {
        const manifest = { apiVersion: 'v1', kind: name, metadata, spec, template: spec } as unknown as Manifest;
        expect(() => findSubjects([{ manifest, place: 'a:1' }])).not.toThrow();
      }),
    );
  });
});
