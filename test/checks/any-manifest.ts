import fc from 'fast-check';
import type { Fields, Manifest, PlacedManifest } from '../../src/manifest/manifest';

const text = fc.oneof(
  fc.constantFrom('web', 'Web', 'http', '', ' ', 'app:1', 'app:2', 'a b', '1.4.2', '8080', '-', 'windows', 'ALL'),
  fc.stringMatching(/^[ -~]{0,6}$/),
);
/** Any JSON, with what makes trouble for careless code: maps that cannot be made a string, keys of every object. */
const json: fc.Arbitrary<unknown> = fc.oneof(
  { maxDepth: 3 },
  text,
  fc.integer(),
  fc.constantFrom(0, 80, 8080, 1.5, true, false, null, undefined),
  fc.constantFrom({ toString: 1, valueOf: null }, JSON.parse('{"__proto__":{"name":"a"},"constructor":"b"}')),
  fc.array(text, { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A map with some of these fields, or anything else. */
const mess = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 6, arbitrary: fc.record(fields, { requiredKeys: [] }) }, { weight: 1, arbitrary: json });
const several = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: json });
const all = (...names: string[]) => Object.fromEntries(names.map((name) => [name, json]));

const labels = mess({ app: fc.constant('web'), version: text, a: json });
const securityContext = mess({
  ...all('runAsNonRoot', 'runAsUser', 'privileged', 'procMount', 'allowPrivilegeEscalation'),
  capabilities: mess({ add: several(json), drop: several(json) }),
  seccompProfile: mess(all('type')),
  appArmorProfile: mess(all('type')),
  seLinuxOptions: mess(all('type', 'user', 'role')),
  windowsOptions: mess(all('hostProcess')),
  sysctls: several(mess(all('name'))),
});
const container = mess({
  ...all('name', 'image', 'command', 'args', 'restartPolicy'),
  ports: several(mess(all('name', 'containerPort', 'hostPort', 'hostIP', 'protocol'))),
  env: several(mess(all('name', 'value', 'valueFrom'))),
  volumeMounts: several(mess(all('name', 'mountPath'))),
  livenessProbe: mess({ httpGet: mess(all('port')), tcpSocket: mess(all('port')) }),
  lifecycle: mess({ preStop: mess({ httpGet: mess(all('port')) }) }),
  volumeDevices: several(mess(all('name', 'devicePath'))),
  securityContext,
});
const template = mess({
  metadata: mess({ labels, annotations: labels }),
  spec: mess({
    containers: several(container),
    initContainers: several(container),
    ephemeralContainers: several(container),
    volumes: several(mess(all('name', 'hostPath', 'emptyDir', 'nfs'))),
    os: mess(all('name')),
    ...all('hostNetwork', 'restartPolicy'),
    securityContext,
  }),
});
const spec = mess({
  template,
  jobTemplate: mess({ spec: mess({ template }) }),
  selector: fc.oneof(
    labels,
    mess({ matchLabels: labels, matchExpressions: several(mess(all('key', 'operator', 'values'))) }),
  ),
  volumeClaimTemplates: several(mess({ metadata: mess(all('name')) })),
  ports: several(mess(all('name', 'port', 'targetPort', 'protocol', 'nodePort'))),
  scaleTargetRef: mess({ kind: fc.constantFrom('Deployment', 'Rollout'), name: fc.constantFrom('web', 'api') }),
  ...all('type', 'clusterIP', 'replicas', 'containers'),
});

const manifest = fc
  .record({
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'extensions/v1beta1', ''),
    kind: fc.constantFrom(
      ...['Pod', 'PodTemplate', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Rollout'],
      ...['Service', 'HorizontalPodAutoscaler', 'ConfigMap', 'Farm', 'toString', ''],
    ),
    metadata: mess({ name: fc.constantFrom('web', 'api', ''), namespace: json, generateName: json }),
    spec,
    template,
  })
  .map((fields) => fields as unknown as Manifest);

/** A manifest with a kind that the checks look at, and anything at all where they look. */
export const anyManifest: fc.Arbitrary<PlacedManifest> = manifest.map((each) => ({ manifest: each, place: 'app/web' }));

/** The value, so that a change of anything in it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value as Fields)) deepFreeze(inner);
  }
  return value;
}
