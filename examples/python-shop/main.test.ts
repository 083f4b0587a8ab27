import { listContainers, listPods, requireManifest } from '../manifests';
import { synthesize } from '../synthesize';

const manifests = synthesize(__dirname);
const pods = listPods(manifests);
const specOf = (kind: string, name: string) => requireManifest(manifests, kind, name).spec;
const podOf = (title: string) => pods.find(([other]) => other === title)?.[1];

test('runs one image everywhere, init containers included', () => {
  const images = pods.flatMap(([, pod]) => listContainers(pod).map(({ image }) => image));
  expect(images).toHaveLength(6);
  expect(new Set(images)).toEqual(new Set(['registry.example.com/shop/shop:2.4.1']));
});

test.each(pods)('every container of %s keeps to the restricted standard', (_title, pod) => {
  expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  for (const { securityContext } of listContainers(pod))
    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
});

test.each(pods)('every container of %s reads its secrets from the Secret, never from the YAML', (_title, pod) => {
  for (const { env = [] } of listContainers(pod)) {
    const secrets = env.filter(({ name }) => ['SECRET_KEY', 'DATABASE_URL', 'BROKER_URL'].includes(name));
    expect(secrets).toHaveLength(3);
    for (const { value, valueFrom } of secrets) {
      expect(value).toBeUndefined();
      expect(valueFrom?.secretKeyRef?.name).toBe('shop');
    }
  }
});

test("the web gives its words to the image's own entrypoint", () => {
  const container = podOf('Deployment web')?.containers[0];
  expect(container?.args).toEqual(['--bind=0.0.0.0:8000', '--workers=2', 'shop.wsgi']);
  expect(container).not.toHaveProperty('command');
});

test('gives the migration job the version in its name', () => {
  expect(specOf('Job', 'migrate-2-4-1')).toMatchObject({
    backoffLimit: 3,
    template: { spec: { restartPolicy: 'Never' } },
  });
});

test.each(['Deployment web', 'Deployment worker'])('%s starts after the migration of its own version', (title) => {
  expect(podOf(title)?.initContainers).toMatchObject([
    { command: ['sh', '-c', expect.stringContaining('migrate --check')] },
  ]);
});

test('never runs two nightly jobs at once', () => {
  expect(specOf('CronJob', 'clear-sessions')).toMatchObject({
    schedule: '30 2 * * *',
    concurrencyPolicy: 'Forbid',
    jobTemplate: { spec: { backoffLimit: 2, template: { spec: { restartPolicy: 'Never' } } } },
  });
});

test('leaves the number of web pods to the autoscaler', () => {
  expect(specOf('Deployment', 'web')).not.toHaveProperty('replicas');
  // the autoscaler counts in shares of what a pod asks for
  expect(podOf('Deployment web')?.containers[0]?.resources?.requests).toHaveProperty('cpu', '250m');
  expect(specOf('HorizontalPodAutoscaler', 'web')).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 8,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  });
});

test('reaches the web by the name and port of its Service', () => {
  expect(specOf('Service', 'web')).toEqual({ selector: { app: 'web' }, ports: [{ name: 'http', port: 8000 }] });
  expect(podOf('Deployment worker')?.containers[0]?.env).toContainEqual({
    name: 'SHOP_URL',
    value: 'http://web:8000',
  });
  expect(specOf('Ingress', 'shop')).toMatchObject({
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: [{ backend: { service: { name: 'web', port: { number: 8000 } } } }] },
      },
    ],
  });
});

test('lets Prometheus find the Service by labels that it has', () => {
  const { selector, endpoints } = specOf('ServiceMonitor', 'web') as {
    selector: { matchLabels: object };
    endpoints: object[];
  };
  const services = manifests.filter(({ kind }) => kind === 'Service');
  expect(services.map(({ metadata }) => metadata.labels)).toEqual([expect.objectContaining(selector.matchLabels)]);
  expect(endpoints).toEqual([{ port: 'http', path: '/metrics', interval: '30s' }]);
});

test('lets only the web take connections, and only from those who need it', () => {
  expect(specOf('NetworkPolicy', 'deny-ingress')).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  const namespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
  const ports = [{ protocol: 'TCP', port: 8000 }];
  expect(specOf('NetworkPolicy', 'allow-web')).toEqual({
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ namespaceSelector: namespace('ingress-nginx'), podSelector: {} }], ports },
      { from: [{ namespaceSelector: namespace('monitoring'), podSelector: {} }], ports },
      { from: [{ namespaceSelector: namespace('shop'), podSelector: { matchLabels: { app: 'worker' } } }], ports },
    ],
  });
});

test('writes nothing else', () => {
  expect(manifests).toMatchSnapshot();
});
