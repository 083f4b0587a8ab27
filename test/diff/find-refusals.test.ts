import { compareFields } from '../../src/diff/compare-fields';
import { findRefusals } from '../../src/diff/find-refusals';
import { IMMUTABLE_FIELDS } from '../../src/diff/immutable-fields';
import type { Fields, Manifest } from '../../src/manifest/manifest';
import { object, template } from './objects';

const SELECTOR = { matchLabels: { app: 'a' } };
const CLAIM = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } };
const POD = { containers: [{ name: 'a', image: 'a:1' }], tolerations: [{ key: 'k' }], activeDeadlineSeconds: 9 };

/** An object of each kind, with all fields that the cases change. */
const BASES: Record<string, Manifest> = {
  Deployment: object('apps/v1', 'Deployment', 'a', { spec: { selector: SELECTOR, template: template('a', 'a:1') } }),
  DaemonSet: object('apps/v1', 'DaemonSet', 'a', { spec: { selector: SELECTOR, template: template('a', 'a:1') } }),
  StatefulSet: object('apps/v1', 'StatefulSet', 'a', {
    spec: { selector: SELECTOR, serviceName: 'a', template: template('a', 'a:1'), volumeClaimTemplates: [CLAIM] },
  }),
  ReplicationController: object('v1', 'ReplicationController', 'a', {
    spec: { selector: { app: 'a' }, template: template('a', 'a:1') },
  }),
  Job: object('batch/v1', 'Job', 'a', { spec: { template: template('a', 'a:1'), completions: 2, parallelism: 2 } }),
  'waiting Job': object('batch/v1', 'Job', 'a', { spec: { template: template('a', 'a:1'), suspend: true } }),
  'Indexed Job': object('batch/v1', 'Job', 'a', {
    spec: { template: template('a', 'a:1'), completionMode: 'Indexed', completions: 2, parallelism: 2 },
  }),
  CronJob: object('batch/v1', 'CronJob', 'a', { spec: { jobTemplate: { spec: { template: template('a', 'a:1') } } } }),
  Pod: object('v1', 'Pod', 'a', { spec: POD }),
  Service: object('v1', 'Service', 'a', { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } }),
  'headless Service': object('v1', 'Service', 'a', { spec: { clusterIP: 'None', ports: [{ port: 80 }] } }),
  'Service at an address': object('v1', 'Service', 'a', { spec: { clusterIP: '10.0.0.1', ports: [{ port: 80 }] } }),
  'load balancer': object('v1', 'Service', 'a', { spec: { type: 'LoadBalancer', loadBalancerClass: 'x/y' } }),
  'Service of Knative': object('serving.knative.dev/v1', 'Service', 'a', { spec: { clusterIP: 'a' } }),
  ConfigMap: object('v1', 'ConfigMap', 'a', { data: { k: '1' } }),
  'immutable ConfigMap': object('v1', 'ConfigMap', 'a', { immutable: true, data: { k: '1' } }),
  Secret: object('v1', 'Secret', 'a', { type: 'a', data: { k: '1' } }),
  'immutable Secret': object('v1', 'Secret', 'a', { immutable: true, data: { k: '1' } }),
  PersistentVolumeClaim: object('v1', 'PersistentVolumeClaim', 'a', {
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'x', resources: { requests: { storage: '1Gi' } } },
  }),
  PersistentVolume: object('v1', 'PersistentVolume', 'a', {
    spec: { capacity: { storage: '1Gi' }, csi: { driver: 'x' } },
  }),
  RoleBinding: object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a', { roleRef: { kind: 'Role', name: 'x' } }),
  ClusterRoleBinding: object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'a', { roleRef: { name: 'x' } }),
  StorageClass: object('storage.k8s.io/v1', 'StorageClass', 'a', { provisioner: 'x', parameters: { k: '1' } }),
  VolumeAttributesClass: object('storage.k8s.io/v1', 'VolumeAttributesClass', 'a', { driverName: 'x' }),
  CSIDriver: object('storage.k8s.io/v1', 'CSIDriver', 'a', { spec: {} }),
  PriorityClass: object('scheduling.k8s.io/v1', 'PriorityClass', 'a', { value: 1 }),
  RuntimeClass: object('node.k8s.io/v1', 'RuntimeClass', 'a', { handler: 'x' }),
  IngressClass: object('networking.k8s.io/v1', 'IngressClass', 'a', { spec: { controller: 'x' } }),
  EndpointSlice: object('discovery.k8s.io/v1', 'EndpointSlice', 'a', { addressType: 'IPv4' }),
  ResourceClaim: object('resource.k8s.io/v1', 'ResourceClaim', 'a', { spec: { devices: {} } }),
  CustomResourceDefinition: object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a', {
    spec: { group: 'x', names: { kind: 'X', singular: 'x' }, scope: 'Cluster' },
  }),
  Ingress: object('networking.k8s.io/v1', 'Ingress', 'a', { spec: { ingressClassName: 'x' } }),
};

/** The object with another value at a path of fields. */
function put(value: unknown, [field, ...rest]: string[], to: unknown): unknown {
  if (field === undefined) return to;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Fields) };
  Object.assign(copy, { [field]: put((value as Fields | undefined)?.[field], rest, to) });
  return copy;
}

function refuse(base: string, changes: Fields) {
  const before = BASES[base] as Manifest;
  let after = before;
  for (const [path, value] of Object.entries(changes)) after = put(after, path.split('.'), value) as Manifest;
  return findRefusals(before, after, compareFields(before, after));
}

const OTHER = { matchLabels: { app: 'b' } };
const IMAGE = 'spec.template.spec.containers.0.image';

describe('Kubernetes refuses', () => {
  test.each([
    ['Deployment', { 'spec.selector': OTHER }, 'pods would be left without an owner'],
    ['Deployment', { 'spec.selector.matchLabels.tier': 'x' }, 'one more label is another selector'],
    ['DaemonSet', { 'spec.selector': OTHER }, 'pods would be left without an owner'],
    ['StatefulSet', { 'spec.selector': OTHER }, 'pods would be left without an owner'],
    ['StatefulSet', { 'spec.serviceName': 'b' }, 'pods have their names by it'],
    ['StatefulSet', { 'spec.podManagementPolicy': 'Parallel' }, 'it is not on the list'],
    ['StatefulSet', { 'spec.volumeClaimTemplates.0.spec.accessModes': [] }, 'claims exist already'],
    ['StatefulSet', { 'spec.volumeClaimTemplates': [] }, 'claims exist already'],
    ['StatefulSet', { 'spec.someday': 1 }, 'what is not on the list is refused'],
    ['Job', { [IMAGE]: 'a:2' }, 'its pods run once'],
    ['Job', { 'spec.template.metadata.labels.x': '1' }, 'labels too'],
    ['waiting Job', { [IMAGE]: 'a:2' }, 'a Job that waits may only be placed elsewhere'],
    ['Job', { 'spec.completions': 3 }, 'only Indexed Jobs are elastic'],
    ['Indexed Job', { 'spec.completions': 3 }, 'parallelism has to go along'],
    ['Job', { 'spec.completionMode': 'Indexed' }, 'the pods have their numbers by it'],
    ['Job', { 'spec.podFailurePolicy': { rules: [] } }, 'it began without'],
    ['Pod', { 'spec.hostNetwork': true }, 'it runs'],
    ['Pod', { 'spec.containers.0.command': ['x'] }, 'it runs'],
    ['Pod', { 'spec.tolerations': [] }, 'tolerations are only added'],
    ['Pod', { 'spec.activeDeadlineSeconds': 10 }, 'a deadline only comes nearer'],
    ['Service', { 'spec.clusterIP': 'None' }, 'it has an address already'],
    ['headless Service', { 'spec.clusterIP': '10.0.0.1' }, 'none is an address too'],
    ['Service at an address', { 'spec.clusterIP': '10.0.0.2' }, 'clients may know the address'],
    ['load balancer', { 'spec.loadBalancerClass': 'x/z' }, 'another one serves it'],
    ['immutable ConfigMap', { 'data.k': '2' }, 'it says so'],
    ['immutable ConfigMap', { immutable: false }, 'that is for good'],
    ['immutable Secret', { 'stringData.k': '2' }, 'it says so'],
    ['Secret', { type: 'b' }, 'the type is what its keys are checked by'],
    ['PersistentVolumeClaim', { 'spec.resources.requests.storage': '500Mi' }, 'a volume does not shrink'],
    ['PersistentVolumeClaim', { 'spec.accessModes': ['ReadWriteMany'] }, 'the volume is bound'],
    ['PersistentVolumeClaim', { 'spec.storageClassName': 'y' }, 'the volume is bound'],
    ['PersistentVolume', { 'spec.csi.driver': 'y' }, 'it is another storage'],
    ['PersistentVolume', { 'spec.nfs': { server: 'x' } }, 'it is another storage'],
    ['RoleBinding', { 'roleRef.name': 'y' }, 'a binding is for one role'],
    ['ClusterRoleBinding', { 'roleRef.name': 'y' }, 'a binding is for one role'],
    ['StorageClass', { 'parameters.k': '2' }, 'volumes were made by it'],
    ['StorageClass', { reclaimPolicy: 'Retain' }, 'volumes were made by it'],
    ['VolumeAttributesClass', { driverName: 'y' }, 'volumes were made by it'],
    ['CSIDriver', { 'spec.attachRequired': false }, 'volumes are attached'],
    ['PriorityClass', { value: 2 }, 'pods were scheduled by it'],
    ['RuntimeClass', { handler: 'y' }, 'pods run by it'],
    ['IngressClass', { 'spec.controller': 'y' }, 'Ingresses are served by it'],
    ['EndpointSlice', { addressType: 'IPv6' }, 'all its addresses would be wrong'],
    ['ResourceClaim', { 'spec.devices.x': 1 }, 'devices are allocated'],
    ['CustomResourceDefinition', { 'spec.scope': 'Namespaced' }, 'objects may exist'],
  ])('for a %s the change %j, since %s', (base, changes, _reason) => {
    const refusals = refuse(base, changes as Fields);
    expect(refusals.length).toBe(1);
    for (const { why, fix } of refusals) {
      expect(why).toMatch(/^[a-z].*[^.]$/);
      expect(fix).toMatch(/^[a-z].*[^.]$/);
    }
  });
});

describe('Kubernetes takes', () => {
  test.each([
    ['Deployment', { [IMAGE]: 'a:2', 'spec.replicas': 3, 'spec.paused': true }, 'that is what it is for'],
    ['StatefulSet', { [IMAGE]: 'a:2', 'spec.replicas': 3, 'spec.minReadySeconds': 1 }, 'they are on the list'],
    ['StatefulSet', { 'spec.ordinals': { start: 1 }, 'spec.revisionHistoryLimit': 1 }, 'they came to the list later'],
    [
      'StatefulSet',
      { 'spec.updateStrategy': {}, 'spec.persistentVolumeClaimRetentionPolicy': {} },
      'they are on the list',
    ],
    ['StatefulSet', { 'spec.podManagementPolicy': 'OrderedReady' }, 'it is the default'],
    ['StatefulSet', { 'spec.volumeClaimTemplates.0.spec.volumeMode': 'Filesystem' }, 'it is the default'],
    ['StatefulSet', { 'spec.volumeClaimTemplates.0.kind': 'PersistentVolumeClaim' }, 'it is the default'],
    ['ReplicationController', { 'spec.selector.app': 'b', [IMAGE]: 'a:2' }, 'it is from before the rule'],
    ['Job', { 'spec.parallelism': 1, 'spec.backoffLimit': 1, 'spec.suspend': true }, 'they are about running on'],
    ['Job', { 'spec.completionMode': 'NonIndexed' }, 'it is the default'],
    ['Indexed Job', { 'spec.completions': 3, 'spec.parallelism': 3 }, 'an Indexed Job is elastic'],
    ['waiting Job', { 'spec.template.spec.nodeSelector': { a: 'b' } }, 'it has not been placed yet'],
    ['CronJob', { 'spec.jobTemplate.spec.template.spec.containers.0.image': 'a:2' }, 'the next Job has it'],
    ['Pod', { 'spec.containers.0.image': 'a:2', 'spec.activeDeadlineSeconds': 8 }, 'a container restarts'],
    ['Pod', { 'spec.tolerations.1': { key: 'l' } }, 'tolerations are added'],
    [
      'Service',
      { 'spec.ports.0.port': 81, 'spec.selector.app': 'b', 'spec.type': 'NodePort' },
      'all of that may change',
    ],
    ['Service', { 'spec.type': 'ExternalName', 'spec.externalName': 'x.y' }, 'it gives up its address'],
    ['Service at an address', { 'spec.clusterIP': undefined }, 'it keeps the address that it has'],
    ['load balancer', { 'spec.type': 'ClusterIP', 'spec.loadBalancerClass': undefined }, 'it is no load balancer now'],
    ['Service of Knative', { 'spec.clusterIP': 'b' }, 'it is another kind of that name'],
    ['ConfigMap', { 'data.k': '2', immutable: true }, 'it is not immutable before'],
    ['immutable ConfigMap', { 'metadata.labels': { a: 'b' } }, 'only the content is immutable'],
    ['Secret', { 'data.k': '2' }, 'it is not immutable'],
    ['PersistentVolumeClaim', { 'spec.resources.requests.storage': '2Gi' }, 'a volume grows'],
    ['PersistentVolumeClaim', { 'spec.resources.requests.storage': '1024Mi' }, 'it is the same size'],
    [
      'PersistentVolumeClaim',
      { 'spec.volumeName': 'x', 'spec.volumeMode': 'Filesystem' },
      'it was empty; it is the default',
    ],
    ['PersistentVolume', { 'spec.capacity.storage': '2Gi', 'spec.nodeAffinity': {} }, 'it grows; it was empty'],
    ['RoleBinding', { subjects: [], 'roleRef.apiGroup': 'rbac.authorization.k8s.io' }, 'who is bound may change'],
    [
      'StorageClass',
      { allowVolumeExpansion: true, reclaimPolicy: 'Delete' },
      'it is about the future; it is the default',
    ],
    ['CSIDriver', { 'spec.attachRequired': true, 'spec.podInfoOnMount': true }, 'it is the default'],
    ['PriorityClass', { globalDefault: true, preemptionPolicy: 'PreemptLowerPriority' }, 'it is the default'],
    ['IngressClass', { 'spec.parameters': {} }, 'only the controller is for good'],
    ['Ingress', { 'spec.ingressClassName': 'y' }, 'any class may serve it'],
    ['CustomResourceDefinition', { 'spec.names.singular': 'y' }, 'objects do not have it'],
  ])('for a %s the change %j, since %s', (base, changes, _reason) => {
    expect(refuse(base, changes as Fields)).toEqual([]);
  });
});

describe('what is refused', () => {
  test('is told with every field, the reason and the safe way', () => {
    expect(refuse('StatefulSet', { 'spec.serviceName': 'b', 'spec.podManagementPolicy': 'Parallel' })).toEqual([
      {
        paths: ['spec.podManagementPolicy', 'spec.serviceName'],
        why: "of a StatefulSet only replicas, ordinals, template, updateStrategy, minReadySeconds and the claims' retention change",
        fix: 'kubectl delete statefulset/a -n shop --cascade=orphan, then apply: pods and claims stay, and the new one takes them over',
      },
    ]);
  });

  test('is each rule by itself', () => {
    expect(refuse('Job', { [IMAGE]: 'a:2', 'spec.completions': 9 }).map(({ paths }) => paths)).toEqual([
      ['spec.template.spec.containers[a].image'],
      ['spec.completions'],
    ]);
  });

  test('is the same in the group that a kind was moved from', () => {
    const old = { ...(BASES.Deployment as Manifest), apiVersion: 'extensions/v1beta1' };
    const now = put(BASES.Deployment, ['spec', 'selector'], OTHER) as Manifest;
    expect(findRefusals(old, now, compareFields(old, now)).length).toBe(1);
  });

  test('is known for every kind that a rule names', () => {
    const kinds = new Set(IMMUTABLE_FIELDS.flatMap((rule) => rule.kinds.map((kind) => kind.split('.')[0])));
    const missing = [...kinds].filter((kind) => !Object.values(BASES).some((base) => base.kind === kind));
    expect(missing).toEqual(['ReplicaSet', 'ResourceClaimTemplate']);
  });
});
