import { compareFields } from '../../src/diff/compare-fields';
import { effectOfChange, effectOfCreation } from '../../src/diff/effect';
import { object, template } from './objects';

const POD = template('a', 'a:1');
const NEW = template('a', 'a:2');

describe('a changed object', () => {
  test.each([
    ['Deployment', { template: POD }, { template: NEW }, 'rolls', 'its template is another'],
    ['Deployment', { template: POD }, { template: { ...POD, metadata: {} } }, 'rolls', 'the labels of the pods too'],
    ['Deployment', { template: POD }, { template: POD, replicas: 3 }, 'inPlace', 'pods come and go, none is replaced'],
    ['Deployment', { template: POD }, { template: NEW, paused: true }, 'paused', 'it waits for somebody'],
    ['Deployment', { templates: 1 }, { templates: 2 }, 'inPlace', 'that is no template'],
    ['StatefulSet', { template: POD }, { template: NEW }, 'rolls', 'its template is another'],
    ['DaemonSet', { template: POD }, { template: NEW, updateStrategy: { type: 'OnDelete' } }, 'onDelete', 'it says so'],
    [
      'DaemonSet',
      { template: POD },
      { template: NEW, updateStrategy: { type: 'RollingUpdate' } },
      'rolls',
      'it says so',
    ],
    ['ReplicaSet', { template: POD }, { template: NEW }, 'onDelete', 'only new pods have it'],
    ['ReplicationController', { template: POD }, { template: NEW }, 'onDelete', 'only new pods have it'],
    [
      'CronJob',
      { jobTemplate: { spec: { template: POD } } },
      { jobTemplate: { spec: { template: NEW } } },
      'nextRun',
      'Jobs that run stay',
    ],
    ['CronJob', { schedule: 'a' }, { schedule: 'b' }, 'inPlace', 'when it runs is another matter'],
    ['Rollout', { template: POD }, { template: NEW }, 'rolls', 'Argo does it as a Deployment does'],
    ['Pod', POD.spec, NEW.spec, 'inPlace', 'a container restarts in it'],
    ['Service', { ports: [] }, { ports: [{ port: 1 }] }, 'inPlace', 'it has no pods'],
    ['Farm', { template: POD }, { template: NEW }, 'inPlace', 'nobody knows what its controller does'],
  ])('%s from %j to %j: %s, since %s', (kind, before, after, effect, _reason) => {
    const [old, now] = [before, after].map((spec) => object('apps/v1', kind, 'a', { spec }));
    if (!old || !now) throw new Error('there are two');
    expect(effectOfChange(now, compareFields(old, now))).toBe(effect);
  });
});

describe('a new object', () => {
  test.each([
    ['Job', 'newJob', 'it runs at once'],
    ['CronJob', 'created', 'it waits for its time'],
    ['Deployment', 'created', 'it is another one'],
  ])('%s: %s, since %s', (kind, effect, _reason) => {
    expect(effectOfCreation(object('v1', kind, 'a'))).toBe(effect);
  });
});
