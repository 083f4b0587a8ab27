import fc from 'fast-check';
import type { Fields, Manifest } from '../../src/manifest/manifest';
import { parseManifests } from '../../src/manifest/parse-manifests';

/** The objects in a YAML text. */
export function yaml(text: string): Manifest[] {
  return parseManifests(text, 'test.yaml').map(({ manifest }) => manifest);
}

/** An object in the namespace `shop` with these fields beside its name. */
export function object(apiVersion: string, kind: string, name: string, fields: Fields = {}): Manifest {
  const { metadata, ...rest } = fields;
  return { apiVersion, kind, metadata: { name, namespace: 'shop', ...(metadata as Fields) }, ...rest };
}

/** A pod template with one container that is called like the workload. */
export function template(name: string, image: string, container: Fields = {}, pod: Fields = {}): Fields {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name, image, ...container }], ...pod },
  };
}

/** A Deployment as a release writes it, with the version of its image in its label. */
export function deployment(name: string, image: string, container: Fields = {}, spec: Fields = {}): Manifest {
  return object('apps/v1', 'Deployment', name, {
    metadata: {
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/version': image.slice(image.lastIndexOf(':') + 1) },
    },
    spec: { selector: { matchLabels: { app: name } }, template: template(name, image, container), ...spec },
  });
}

/** A Service of a workload, as a release writes it. */
export function service(workload: string, version: string, spec: Fields = {}): Manifest {
  return object('v1', 'Service', `${workload}-service`, {
    metadata: { labels: { 'app.kubernetes.io/name': workload, 'app.kubernetes.io/version': version } },
    spec: { selector: { app: workload }, ports: [{ port: 80 }], ...spec },
  });
}

const word = fc.constantFrom(
  'web',
  'api',
  'app:1',
  'app:2',
  'a\nb\n',
  'b\nc',
  '',
  '0.0.5',
  '8080',
  'a b',
  '->',
  '\u001b[31m',
  '€',
);
const json = fc.oneof(
  { maxDepth: 2 },
  word,
  fc.integer({ min: -2, max: 3 }),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse('{"__proto__":{"a":1},"toString":null,"constructor":{"name":1}}') as unknown),
);
const mess = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 9, arbitrary: fc.record(fields, { requiredKeys: [] }) }, { weight: 1, arbitrary: json });
const several = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: json });
const all = (...names: string[]) => Object.fromEntries(names.map((name) => [name, json]));

const container = mess({
  name: word,
  image: fc.constantFrom('app:1', 'app:2', 'app:1-debug', 'app:2-debug', 'other/app', 'b@sha256:x', 'A', null),
  env: several(mess({ name: word, value: word })),
  ports: several(mess(all('containerPort', 'protocol'))),
  ...all('command', 'volumeMounts'),
});
const podTemplate = mess({
  metadata: mess({ labels: mess({ app: word, version: word }) }),
  spec: mess({
    containers: several(container),
    initContainers: several(container),
    volumes: several(mess(all('name'))),
  }),
});
const spec = mess({
  template: podTemplate,
  jobTemplate: mess({ spec: mess({ template: podTemplate }) }),
  selector: mess({ matchLabels: mess({ app: word }), app: word }),
  updateStrategy: mess({ type: fc.constantFrom('OnDelete', 'RollingUpdate') }),
  ports: several(mess(all('port', 'protocol', 'name'))),
  scaleTargetRef: mess({ name: word }),
  clusterIP: fc.constantFrom('None', '10.0.0.1'),
  resources: mess({ requests: mess({ storage: fc.constantFrom('1Gi', '2Gi', 3, '-') }) }),
  ...all('replicas', 'ttlSecondsAfterFinished', 'suspend', 'tolerations', 'type'),
});

/** Any object: a kind that is known, and anything at all where it is looked at. */
export const anyObject: fc.Arbitrary<Manifest> = fc
  .record(
    {
      apiVersion: fc.constantFrom('v1', 'apps/v1', 'batch/v1', 'extensions/v1beta1', 'x.io/v1', ''),
      kind: fc.constantFrom(
        ...[
          'Pod',
          'Deployment',
          'StatefulSet',
          'DaemonSet',
          'ReplicaSet',
          'Job',
          'CronJob',
          'Service',
          'ConfigMap',
          'Secret',
        ],
        ...['PersistentVolumeClaim', 'HorizontalPodAutoscaler', 'Namespace', 'RoleBinding', 'Farm', 'toString'],
      ),
      metadata: mess({
        name: fc.constantFrom('web', 'api', 'web-1', 'web-2', 'web-0123456789', 'web-abcdef0123', '', 'a b', '$(x)'),
        namespace: fc.constantFrom('shop', 'other', ''),
        generateName: word,
        labels: mess({ 'app.kubernetes.io/name': word, 'app.kubernetes.io/version': word }),
        annotations: json,
      }),
      spec,
      data: mess({ a: word, b: json }),
      ...all('immutable', 'type', 'status', 'roleRef', 'stringData'),
    },
    { requiredKeys: ['apiVersion', 'kind'] },
  )
  .map((fields) => fields as unknown as Manifest);
