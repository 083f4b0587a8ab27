import { findMisfit } from '../../../src/importer/fields/find-misfit';

const port = (fields: object) => ({ containers: [{ name: 'web', ports: [fields] }] });

describe('findMisfit', () => {
  test.each<[typeName: string, value: unknown, reason: string]>([
    ['PodSpec', port({ containerPort: 80 }), 'plain'],
    ['PodSpec', { containers: [] }, 'an empty list is a list'],
    ['ObjectMeta', {}, 'nothing is required'],
    ['ObjectMeta', undefined, 'nothing is there, and nothing is required'],
    ['ObjectMeta', { labels: { 'a/b': 'c', constructor: 'd', toString: 'e' } }, 'a map takes any key'],
    ['ObjectMeta', JSON.parse('{"labels": {"__proto__": "a"}}'), 'even this one'],
    ['ObjectMeta', { creationTimestamp: null, labels: null, annotations: { a: null } }, 'null is left out'],
    ['ObjectMeta', { creationTimestamp: '2020-01-01T00:00:00Z' }, 'a time is text'],
    ['ObjectMeta', { managedFields: [{ fieldsV1: { 'f:spec': { 'f:replicas': {} } } }] }, 'anything goes there'],
    ['ServicePort', { port: 80, targetPort: 8080 }, 'a number or text'],
    ['ServicePort', { port: 80, targetPort: 'http' }, 'a number or text'],
    ['DeploymentSpec', { selector: {}, template: {} }, 'Kubernetes would refuse it, TypeScript does not'],
    ['Container', { name: 'web', resources: { limits: { cpu: 1, memory: '1Gi' } } }, 'our props take numbers'],
    ['Container', { name: 'web', resources: { requests: { cpu: 0.5 }, claims: [{ name: 'gpu' }] } }, 'and there'],
    ['JobSpec', { template: { spec: { containers: [{ name: 'a', resources: { limits: { cpu: 1 } } }] } } }, 'deep'],
    ['StatefulSetSpec', claim({ kind: 'PersistentVolumeClaim', apiVersion: 'v1' }), 'the only words allowed'],
  ])('takes a %s %j: %s', (typeName, value) => {
    expect(findMisfit(value, typeName)).toBeUndefined();
  });

  test.each<[typeName: string, value: unknown, pointer: string, why: string, reason: string]>([
    [
      'PodSpec',
      port({ conatinerPort: 80 }),
      '/containers/0/ports/0/conatinerPort',
      'is unknown in ContainerPort',
      'slip',
    ],
    ['PodSpec', port({}), '/containers/0/ports/0', "has no 'containerPort', which ContainerPort requires", 'required'],
    [
      'PodSpec',
      port({ containerPort: null }),
      '/containers/0/ports/0',
      "has no 'containerPort', which ContainerPort requires",
      'null is nothing',
    ],
    [
      'PodSpec',
      port({ containerPort: '80' }),
      '/containers/0/ports/0/containerPort',
      'is text, and Kubernetes has a number there',
      'quoted',
    ],
    ['PodSpec', undefined, '', "has no 'containers', which PodSpec requires", 'nothing is there'],
    ['PodSpec', [], '', 'is a list, and Kubernetes has a map there', 'the value itself'],
    ['PodSpec', 'web', '', 'is text, and Kubernetes has a map there', 'the value itself'],
    ['PodSpec', { containers: {} }, '/containers', 'is a map, and Kubernetes has a list there', 'no list'],
    ['Container', { name: 1 }, '/name', 'is a number, and Kubernetes has text there', 'unquoted'],
    ['Container', { name: 'a', args: [8080] }, '/args/0', 'is a number, and Kubernetes has text there', 'in a list'],
    ['Container', { name: 'a', args: [null] }, '/args/0', 'is nothing, and Kubernetes has text there', 'no item'],
    ['Container', { name: 'a', tty: 'yes' }, '/tty', 'is text, and Kubernetes has true or false there', 'a word'],
    ['Container', { name: 'a', toString: 'b' }, '/toString', 'is unknown in Container', 'every object has it'],
    [
      'Container',
      JSON.parse('{"name": "a", "__proto__": {}}'),
      '/__proto__',
      'is unknown in Container',
      'its own field',
    ],
    [
      'Container',
      { name: 'a', resources: { limits: { cpu: true } } },
      '/resources/limits/cpu',
      'is true or false, and Kubernetes has a number or text there',
      'neither of both',
    ],
    [
      'ObjectMeta',
      { annotations: { 'example.com/a~b': true } },
      '/annotations/example.com~1a~0b',
      'is true or false, and Kubernetes has text there',
      'the key is escaped',
    ],
    [
      'ServicePort',
      { port: 80, targetPort: {} },
      '/targetPort',
      'is a map, and Kubernetes has a number or text there',
      '',
    ],
    [
      'PodSpec',
      { containers: [], volumes: [{ name: 'a', emptyDir: { sizeLimit: 1 } }] },
      '/volumes/0/emptyDir/sizeLimit',
      'is a number, and Kubernetes has text there',
      'a quantity that our props do not know',
    ],
    [
      'PodSpec',
      { containers: [], ephemeralContainers: [{ name: 'a', resources: { limits: { cpu: 1 } } }] },
      '/ephemeralContainers/0/resources/limits/cpu',
      'is a number, and Kubernetes has text there',
      'not a container of ours',
    ],
    [
      'StatefulSetSpec',
      claim({ spec: { resources: { requests: { storage: 1 } } } }),
      '/volumeClaimTemplates/0/spec/resources/requests/storage',
      'is a number, and Kubernetes has text there',
      'a claim',
    ],
    [
      'StatefulSetSpec',
      claim({ apiVersion: 'v2' }),
      '/volumeClaimTemplates/0/apiVersion',
      "is 'v2', and Kubernetes has 'v1' there",
      'the only word allowed',
    ],
    [
      'StatefulSetSpec',
      claim({ apiVersion: 1 }),
      '/volumeClaimTemplates/0/apiVersion',
      "is a number, and Kubernetes has 'v1' there",
      'the only word allowed',
    ],
    ['ServiceSpec', { a: 1, ports: 2 }, '/a', 'is unknown in ServiceSpec', 'the first of several'],
    [
      'ServiceSpec',
      { ports: 2, a: 1 },
      '/ports',
      'is a number, and Kubernetes has a list there',
      'the first of several',
    ],
  ])('does not take a %s %j: %s %s (%s)', (typeName, value, pointer, why) => {
    expect(findMisfit(value, typeName)).toEqual({ pointer, why });
  });

  test('fails for a type that is not in the table', () => {
    expect(() => findMisfit({}, 'Ingress')).toThrow('the table of fields has no type Ingress');
  });
});

function claim(fields: object): object {
  return { selector: {}, serviceName: 'db', template: {}, volumeClaimTemplates: [fields] };
}
