import { listContainers, listPods, requireManifest } from '../manifests';
import { synthesize } from '../synthesize';

const manifests = synthesize(__dirname);
const pods = listPods(manifests);

test('runs one binary twice, by its words', () => {
  const containers = pods.flatMap(([, pod]) => pod.containers.map(({ image, command }) => ({ image, command })));
  expect(containers).toEqual([
    { image: 'registry.example.com/goapp:1.4.0', command: ['/myapp'] },
    { image: 'registry.example.com/goapp:1.4.0', command: ['/myapp', 'grpc'] },
  ]);
});

test.each(pods)('every container of %s keeps to the restricted standard', (_title, pod) => {
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  for (const { securityContext } of listContainers(pod))
    expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
});

test.each(pods)('%s can start without /etc/passwd and writes nowhere', (_title, pod) => {
  expect(pod.securityContext?.runAsUser).toBe(65532);
  for (const { securityContext } of listContainers(pod)) expect(securityContext?.readOnlyRootFilesystem).toBe(true);
});

test.each(['readinessProbe', 'livenessProbe'] as const)('answers the %s on /api/', (probe) => {
  const [[, pod] = []] = pods;
  expect(pod?.containers[0]?.[probe]?.httpGet).toEqual({ path: '/api/', port: 'http' });
});

test.each([
  ['HTTPRoute', 'goapp', 8080],
  ['GRPCRoute', 'goapp-grpc', 9090],
])('routes every request of the %s to a Service and port that exist', (kind, name, port) => {
  expect(requireManifest(manifests, kind, name).spec).toMatchObject({
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    rules: [{ backendRefs: [{ name, port }] }],
  });
  expect(requireManifest(manifests, 'Service', name).spec).toMatchObject({ ports: [{ port }] });
});

test('keeps the two routes apart by their host names', () => {
  const hostnames = ['HTTPRoute', 'GRPCRoute'].flatMap((kind) =>
    manifests
      .filter((manifest) => manifest.kind === kind)
      .flatMap(({ spec }) => (spec as { hostnames: string[] }).hostnames),
  );
  expect(hostnames).toEqual(['goapp.example.com', 'grpc.goapp.example.com']);
});

test('writes nothing else', () => {
  expect(manifests).toMatchSnapshot();
});
