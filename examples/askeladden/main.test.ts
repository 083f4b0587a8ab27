import { listPods, requireManifest } from '../manifests';
import { synthesize } from '../synthesize';

const manifests = synthesize(__dirname);
const [[, pod] = []] = listPods(manifests);
const [container] = pod?.containers ?? [];

test('runs the image of the local registry by its own entrypoint', () => {
  expect(container?.image).toBe('localhost:32000/askeladden:slim');
  expect(container).not.toHaveProperty('command');
  expect(container).not.toHaveProperty('args');
});

test('has no moment without a ready pod', () => {
  const { spec } = requireManifest(manifests, 'Deployment', 'askeladden');
  expect(spec).toMatchObject({
    replicas: 2,
    minReadySeconds: 5,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
  });
  expect(container?.readinessProbe?.httpGet).toEqual({ path: '/', port: 'http' });
});

test('leaves only after the nodes have heard of it, without a program of the image', () => {
  expect(container?.lifecycle?.preStop).toEqual({ sleep: { seconds: 5 } });
  expect(pod).not.toHaveProperty('terminationGracePeriodSeconds');
});

test('keeps a pod while nodes are drained', () => {
  const { spec } = requireManifest(manifests, 'PodDisruptionBudget', 'askeladden');
  expect(spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: { app: 'askeladden' } } });
});

test('is reached on port 30008 of every node', () => {
  const { spec } = requireManifest(manifests, 'Service', 'askeladden');
  expect(spec).toEqual({
    type: 'NodePort',
    selector: { app: 'askeladden' },
    ports: [{ port: 8090, nodePort: 30008 }],
  });
  expect(container?.ports).toEqual([{ name: 'http', containerPort: 8090 }]);
});

test('writes nothing else', () => {
  expect(manifests).toMatchSnapshot();
});
