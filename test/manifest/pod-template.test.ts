import { podTemplateOf } from '../../src/manifest/pod-template';

const TEMPLATE = {
  metadata: { labels: { app: 'web' }, annotations: { note: 'x' } },
  spec: { containers: [{ name: 'web' }] },
};
const FOUND = { labels: { app: 'web' }, annotations: { note: 'x' }, spec: { containers: [{ name: 'web' }] } };

describe('a pod template', () => {
  test.each([
    ['Pod', 'v1', TEMPLATE, 'the pod itself'],
    ['PodTemplate', 'v1', { template: TEMPLATE }, 'not below spec'],
    ['Deployment', 'apps/v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['StatefulSet', 'apps/v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['DaemonSet', 'apps/v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['ReplicaSet', 'apps/v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['ReplicationController', 'v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['Job', 'batch/v1', { spec: { template: TEMPLATE } }, 'below spec'],
    ['CronJob', 'batch/v1', { spec: { jobTemplate: { spec: { template: TEMPLATE } } } }, 'in a Job below spec'],
    ['DeploymentConfig', 'apps.openshift.io/v1', { spec: { template: TEMPLATE } }, "OpenShift's Deployment"],
    ['Rollout', 'argoproj.io/v1alpha1', { spec: { template: TEMPLATE } }, "Argo's Deployment"],
  ])('is found in a %s', (kind, apiVersion, fields, _place) => {
    expect(podTemplateOf({ apiVersion, kind, ...fields })).toEqual(FOUND);
  });

  test.each([
    ['Service', { spec: { selector: { app: 'web' } } }, 'a kind without pods'],
    ['Farm', { spec: { template: TEMPLATE } }, 'a kind that nobody knows'],
    ['Rollout', { spec: { workloadRef: { kind: 'Deployment', name: 'web' } } }, 'it is written elsewhere'],
    ['Job', { spec: { tasks: [{ template: TEMPLATE }] } }, "another project's Job"],
    ['Deployment', { spec: { template: null } }, 'it is null'],
    ['Deployment', { spec: 'web' }, 'spec is text'],
    ['toString', {}, 'a kind that every JavaScript object has'],
  ])('is not there in a %s with %j: %s', (kind, fields, _reason) => {
    expect(podTemplateOf({ apiVersion: 'x.io/v1', kind, ...fields })).toBeUndefined();
  });

  test('without labels, annotations and spec has empty ones', () => {
    expect(podTemplateOf({ apiVersion: 'v1', kind: 'Deployment', spec: { template: {} } })).toEqual({
      labels: {},
      annotations: {},
      spec: {},
    });
  });
});
