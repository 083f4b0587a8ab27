import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { requireManifest } from '../manifests';
import { synthesize } from '../synthesize';

const manifests = synthesize(__dirname);
const { template, ...statefulSet } = requireManifest(manifests, 'StatefulSet', 'go-carbon').spec as StatefulSetSpec;
const pod = template.spec;
const [container] = pod?.containers ?? [];

const PORTS = [
  { name: 'plain', port: 2003 },
  { name: 'plain-udp', port: 2003, protocol: 'UDP' },
  { name: 'pickle', port: 2004 },
  { name: 'carbonlink', port: 7002 },
  { name: 'metrics', port: 7007 },
];

test("runs the image's own entrypoint", () => {
  expect(container?.image).toBe('gocarbon/go-carbon:0.18.0');
  expect(container).not.toHaveProperty('command');
  expect(container).not.toHaveProperty('args');
});

test('takes metrics on the same port over TCP and UDP', () => {
  const protocols = container?.ports?.filter((port) => port.containerPort === 2003).map((port) => port.protocol);
  expect(protocols).toEqual([undefined, 'UDP']);
});

test.each([
  ['go-carbon', 'for clients, behind one address that stays', undefined],
  ['go-carbon-pods', 'for the host name of the pod', 'None'],
])('exposes every port as %s: %s', (name, _reason, clusterIP) => {
  const { spec } = requireManifest(manifests, 'Service', name);
  expect(spec).toEqual({ selector: { app: 'go-carbon' }, ports: PORTS, ...(clusterIP && { clusterIP }) });
});

test('gives its pod a host name by a headless Service that exists', () => {
  const { spec } = requireManifest(manifests, 'Service', statefulSet.serviceName);
  expect(spec).toHaveProperty('clusterIP', 'None');
});

test('keeps its data on a volume that its user may write to', () => {
  expect(statefulSet.volumeClaimTemplates).toEqual([
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
    },
  ]);
  expect(container?.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/graphite' });
  expect(pod?.securityContext).toEqual({ fsGroup: 101 });
});

test('reads its configuration as files of a ConfigMap that never changes', () => {
  const name = pod?.volumes?.[0]?.configMap?.name ?? '';
  expect(name).toMatch(/^go-carbon-[0-9a-f]{10}$/);
  expect(container?.volumeMounts).toContainEqual({ name: 'config', mountPath: '/etc/go-carbon' });
  expect(requireManifest(manifests, 'ConfigMap', name)).toMatchObject({
    immutable: true,
    data: {
      'go-carbon.conf': expect.stringContaining('schemas-file = "/etc/go-carbon/storage-schemas.conf"'),
      'storage-schemas.conf': expect.stringContaining('retentions = '),
    },
  });
});

test('lets Prometheus read the metrics of its own pods', () => {
  expect(requireManifest(manifests, 'PodMonitor', 'go-carbon-metrics').spec).toEqual({
    selector: statefulSet.selector,
    podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
  });
});

test('writes nothing else', () => {
  expect(manifests).toMatchSnapshot();
});
