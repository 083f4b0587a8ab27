import fc from 'fast-check';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';

/** Text that YAML could take for something else, and any other. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    'yes',
    'no',
    'null',
    '~',
    '0644',
    '1e3',
    '0x1f',
    '1_000',
    '12:30:45',
    '2024-01-01',
    '!!str x',
    '- a',
    'a: b',
    '#',
    ' x ',
    'a\nb\n',
    '\r\n',
    '\t',
    '"',
    "'",
    '`',
    '${x}',
    '$(VAR)',
    '\u2028',
    '\u0085',
    '\ufeff',
    '=',
    '<<',
  ),
);
const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const int = fc.integer({ min: 0, max: 65535 });
const quantity = fc.constantFrom('1', '500m', '1Gi', '0.5', '1e3', '100Mi');

/** cdk8s renders maps with the usual prototype only. */
function plain<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(fields, { noNullPrototype: true });
}

/** cdk8s loses a key named `__proto__`. */
function map(key: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(
    key.filter((k) => k !== '__proto__'),
    value,
    { noNullPrototype: true },
  );
}

/** A record of optional fields, of which any may be missing. */
function some<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;
}

const probe = some<NonNullable<Container['livenessProbe']>>({
  httpGet: plain({ path: text, port: int }),
  exec: plain({ command: fc.array(text) }),
  periodSeconds: int,
  failureThreshold: int,
});

/** Any fields of a main container but its image, name and env. */
export const workloadFields: fc.Arbitrary<Partial<Omit<Container, 'name' | 'image' | 'env' | 'volumeMounts'>>> = some({
  args: fc.array(text),
  command: fc.array(
    text.filter((word) => !/\s/.test(word.trim())),
    { maxLength: 3 },
  ),
  envFrom: fc.array(plain({ configMapRef: plain({ name, optional: fc.boolean() }), prefix: text })),
  imagePullPolicy: fc.constantFrom('Always', 'Never', 'IfNotPresent'),
  lifecycle: some({
    preStop: some({ exec: plain({ command: fc.array(text) }), sleep: plain({ seconds: int }) }),
  }),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  ports: fc.uniqueArray(
    some({
      containerPort: int,
      hostPort: int,
      hostIP: fc.constant('127.0.0.1'),
      protocol: fc.constantFrom('TCP', 'UDP'),
    }),
    {
      selector: (port) => port.containerPort ?? -1,
    },
  ) as fc.Arbitrary<NonNullable<Container['ports']>>,
  resources: some({
    limits: map(fc.constantFrom('cpu', 'memory', 'nvidia.com/gpu', 'hugepages-2Mi'), quantity),
    requests: map(fc.constantFrom('cpu', 'memory'), quantity),
    claims: fc.array(plain({ name })),
  }),
  securityContext: some({
    allowPrivilegeEscalation: fc.boolean(),
    capabilities: some({ add: fc.array(text), drop: fc.array(text) }),
    privileged: fc.boolean(),
    runAsUser: fc.integer({ min: 0 }),
    seccompProfile: plain({ type: text, localhostProfile: text }),
  }),
  stdin: fc.boolean(),
  terminationMessagePath: text,
  tty: fc.boolean(),
  workingDir: text,
});

/** Any fields of a pod but its containers. */
export const podFields: fc.Arbitrary<Partial<Omit<PodSpec, 'containers' | 'initContainers'>>> = some({
  activeDeadlineSeconds: int,
  affinity: some({
    podAntiAffinity: some({
      requiredDuringSchedulingIgnoredDuringExecution: fc.array(
        plain({
          topologyKey: text,
          labelSelector: some({
            matchLabels: map(name, text),
            matchExpressions: fc.array(plain({ key: name, operator: name, values: fc.array(text) })),
          }),
        }),
      ),
    }),
  }),
  dnsConfig: some({ nameservers: fc.array(text), options: fc.array(plain({ name, value: text })) }),
  enableServiceLinks: fc.boolean(),
  hostAliases: fc.array(plain({ ip: fc.constant('127.0.0.1'), hostnames: fc.array(name) })),
  hostIPC: fc.boolean(),
  hostNetwork: fc.boolean(),
  hostPID: fc.boolean(),
  imagePullSecrets: fc.array(plain({ name })),
  nodeSelector: map(name, text),
  priorityClassName: text,
  restartPolicy: fc.constant('Always'),
  securityContext: some({
    fsGroup: int,
    sysctls: fc.array(plain({ name, value: text })),
    supplementalGroups: fc.array(int),
  }),
  serviceAccountName: name,
  terminationGracePeriodSeconds: int,
  tolerations: fc.array(
    some({ key: text, operator: text, effect: text, value: text, tolerationSeconds: fc.integer() }),
  ),
  topologySpreadConstraints: fc.array(plain({ maxSkew: int, topologyKey: text, whenUnsatisfiable: text })),
  volumes: fc.array(
    fc.oneof(
      plain({ name, emptyDir: some({ medium: text, sizeLimit: quantity }) }),
      plain({
        name,
        configMap: plain({
          name,
          defaultMode: fc.constantFrom(0o644, 420, 0),
          items: fc.array(plain({ key: name, path: text, mode: int })),
        }),
      }),
      plain({
        name,
        csi: plain({
          driver: text,
          volumeAttributes: map(
            text.filter((key) => key !== '__proto__'),
            text,
          ),
        }),
      }),
    ),
  ),
});
