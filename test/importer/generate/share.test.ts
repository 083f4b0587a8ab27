import { statementsOf } from './generated';
import { deployment, documents } from './kubernetes';

type Row = readonly [given: string, code: string, reason: string];

/** Workloads with these containers, named a, b, c, …. */
const workloads = (...containers: readonly string[]) =>
  documents(...containers.map((container, index) => deployment('abcdef'[index] ?? '', { container })));
const env = (...variables: readonly string[]) =>
  `env: [${variables.map((each) => `{name: ${each.split('=')[0]}, value: "${each.split('=')[1]}"}`).join(', ')}]`;

describe('variables side by side in three workloads', () => {
  test.each<Row>([
    [
      workloads(env('DB_HOST=db', 'DB_PORT=1'), env('DB_HOST=db', 'DB_PORT=1'), env('DB_HOST=db', 'DB_PORT=1')),
      `
const dbEnv = {
  DB_HOST: 'db',
  DB_PORT: 1,
};

shop.deployment('a', { env: dbEnv });

shop.deployment('b', { env: dbEnv });

shop.deployment('c', { env: dbEnv });
`,
      'the whole environment',
    ],
    [
      workloads(
        env('A=1', 'DB_HOST=db', 'DB_PORT=1'),
        env('DB_HOST=db', 'DB_PORT=1', 'B=1'),
        env('X=1', 'DB_HOST=db', 'DB_PORT=1', 'Z=1'),
      ),
      `
const dbEnv = {
  DB_HOST: 'db',
  DB_PORT: 1,
};

shop.deployment('a', {
  env: {
    A: 1,
    ...dbEnv,
  },
});

shop.deployment('b', {
  env: {
    ...dbEnv,
    B: 1,
  },
});

shop.deployment('c', {
  env: {
    X: 1,
    ...dbEnv,
    Z: 1,
  },
});
`,
      'a part of it, which keeps its place',
    ],
    [
      workloads(env('HOST=db', 'PORT=1'), env('HOST=db', 'PORT=1')),
      `
shop.deployment('a', {
  env: {
    HOST: 'db',
    PORT: 1,
  },
});

shop.deployment('b', {
  env: {
    HOST: 'db',
    PORT: 1,
  },
});
`,
      'two workloads are too few',
    ],
    [
      workloads(env('A=1'), env('A=1'), env('A=1')),
      `
shop.deployment('a', { env: { A: 1 } });

shop.deployment('b', { env: { A: 1 } });

shop.deployment('c', { env: { A: 1 } });
`,
      'one variable is too little',
    ],
    [
      workloads(env('A=1', 'B=2'), env('B=2', 'A=1'), env('A=1', 'B=2')),
      `
shop.deployment('a', {
  env: {
    A: 1,
    B: 2,
  },
});

shop.deployment('b', {
  env: {
    B: 2,
    A: 1,
  },
});

shop.deployment('c', {
  env: {
    A: 1,
    B: 2,
  },
});
`,
      'in another order it is another environment',
    ],
    [
      workloads(env('A=1', 'B=2'), env('A=1', 'B=3'), env('A=1', 'B=2')),
      `
shop.deployment('a', {
  env: {
    A: 1,
    B: 2,
  },
});

shop.deployment('b', {
  env: {
    A: 1,
    B: 3,
  },
});

shop.deployment('c', {
  env: {
    A: 1,
    B: 2,
  },
});
`,
      'another value',
    ],
    [
      workloads(
        env('A=1', 'B=2', 'C=3'),
        env('A=1', 'B=2', 'C=3'),
        env('A=1', 'B=2', 'C=3'),
        env('A=1', 'B=2'),
        env('C=3', 'B=2'),
      ),
      `
const commonEnv = {
  A: 1,
  B: 2,
  C: 3,
};

shop.deployment('a', { env: commonEnv });

shop.deployment('b', { env: commonEnv });

shop.deployment('c', { env: commonEnv });

shop.deployment('d', {
  env: {
    A: 1,
    B: 2,
  },
});

shop.deployment('e', {
  env: {
    C: 3,
    B: 2,
  },
});
`,
      'the longest run first, and no constant of constants',
    ],
  ])('are one constant: row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });

  test('are taken apart from others of the same beginning, and never take a name that is used', async () => {
    const own = env('DB_HOST=db', 'DB_PORT=1');
    const more = env('DB_NAME=x', 'DB_USER=y');
    expect(
      await statementsOf(
        documents(
          ...['a', 'b', 'db-env'].map((name) => deployment(name, { container: own })),
          ...['d', 'e', 'f'].map((name) => deployment(name, { container: more })),
        ),
      ),
    ).toBe(`
const dbEnv = {
  DB_HOST: 'db',
  DB_PORT: 1,
};

shop.deployment('a', { env: dbEnv });

shop.deployment('b', { env: dbEnv });

shop.deployment('db-env', { env: dbEnv });

const dbEnv2 = {
  DB_NAME: 'x',
  DB_USER: 'y',
};

shop.deployment('d', { env: dbEnv2 });

shop.deployment('e', { env: dbEnv2 });

shop.deployment('f', { env: dbEnv2 });
`);
  });
});

describe('settings that are the same in three workloads', () => {
  const PROBE = 'livenessProbe: {httpGet: {path: /healthz, port: 80}, periodSeconds: 5}';
  const LIMITS = 'resources: {limits: {cpu: 1, memory: 1Gi}}';
  test.each<Row>([
    [
      workloads(PROBE, PROBE, PROBE),
      `
const livenessProbe = {
  httpGet: { path: '/healthz', port: 80 },
  periodSeconds: 5,
};

shop.deployment('a', { livenessProbe });

shop.deployment('b', { livenessProbe });

shop.deployment('c', { livenessProbe });
`,
      'a field of the container',
    ],
    [
      workloads(PROBE, PROBE),
      `
shop.deployment('a', { livenessProbe: { httpGet: { path: '/healthz', port: 80 }, periodSeconds: 5 } });

shop.deployment('b', { livenessProbe: { httpGet: { path: '/healthz', port: 80 }, periodSeconds: 5 } });
`,
      'two workloads are too few',
    ],
    [
      workloads(LIMITS, LIMITS, LIMITS),
      `
shop.deployment('a', { resources: { limits: { cpu: 1, memory: '1Gi' } } });

shop.deployment('b', { resources: { limits: { cpu: 1, memory: '1Gi' } } });

shop.deployment('c', { resources: { limits: { cpu: 1, memory: '1Gi' } } });
`,
      'two values in three workloads are too little',
    ],
    [
      workloads(LIMITS, LIMITS, LIMITS, LIMITS),
      `
const resources = { limits: { cpu: 1, memory: '1Gi' } };

shop.deployment('a', { resources });

shop.deployment('b', { resources });

shop.deployment('c', { resources });

shop.deployment('d', { resources });
`,
      'two values in four',
    ],
    [
      workloads(...['a', 'b', 'c', 'd'].map(() => 'command: [/bin/app, --config, /etc/app.yaml]')),
      `
shop.deployment('a', { command: ['/bin/app', '--config', '/etc/app.yaml'] });

shop.deployment('b', { command: ['/bin/app', '--config', '/etc/app.yaml'] });

shop.deployment('c', { command: ['/bin/app', '--config', '/etc/app.yaml'] });

shop.deployment('d', { command: ['/bin/app', '--config', '/etc/app.yaml'] });
`,
      'what a container starts stays beside its name',
    ],
    [
      documents(
        ...['a', 'b', 'c'].map((name) =>
          deployment(name, {
            pod: 'securityContext: {runAsUser: 1, runAsGroup: 1, fsGroup: 1}',
            container: 'securityContext: {runAsUser: 1, runAsGroup: 1, readOnlyRootFilesystem: true}',
          }),
        ),
      ),
      `
const securityContext = {
  readOnlyRootFilesystem: true,
  runAsGroup: 1,
  runAsUser: 1,
};

const podSecurityContext = {
  fsGroup: 1,
  runAsGroup: 1,
  runAsUser: 1,
};

shop.deployment('a', {
  securityContext,
  pod: { securityContext: podSecurityContext },
});

shop.deployment('b', {
  securityContext,
  pod: { securityContext: podSecurityContext },
});

shop.deployment('c', {
  securityContext,
  pod: { securityContext: podSecurityContext },
});
`,
      'of the pod and of the container',
    ],
    [
      documents(
        ...['a', 'b', 'c'].map((name) =>
          deployment(name, {
            sidecars: '- {name: class, image: "envoy:1", args: [-c, x], ports: [{containerPort: 15001}]}',
          }),
        ),
      ),
      `
const shared = {
  image: 'envoy:1',
  args: ['-c', 'x'],
  ports: [{ containerPort: 15001 }],
};

shop.deployment('a', { sidecars: { class: shared } });

shop.deployment('b', { sidecars: { class: shared } });

shop.deployment('c', { sidecars: { class: shared } });
`,
      'a whole sidecar, whose name TypeScript keeps',
    ],
    [
      documents(
        ...['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) =>
          deployment(name, {
            pod: `volumes: [{name: tmp, emptyDir: {}}, {name: v${index % 2}, configMap: {name: m}}]`,
          }),
        ),
      ),
      `
const volumes = [
  { name: 'tmp', emptyDir: {} },
  { name: 'v0', configMap: { name: 'm' } },
];

shop.deployment('a', { pod: { volumes } });

const bVolumes = [
  { name: 'tmp', emptyDir: {} },
  { name: 'v1', configMap: { name: 'm' } },
];

shop.deployment('b', { pod: { volumes: bVolumes } });

shop.deployment('c', { pod: { volumes } });

shop.deployment('d', { pod: { volumes: bVolumes } });

shop.deployment('e', { pod: { volumes } });

shop.deployment('f', { pod: { volumes: bVolumes } });
`,
      'twice one field, with two values',
    ],
  ])('are one constant: row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });

  test('are apart where their comments are', async () => {
    const probe = (comment: string) =>
      `livenessProbe:\n  httpGet: {path: /healthz, port: 80}\n  # ${comment}\n  periodSeconds: 5`;
    expect(await statementsOf(workloads(probe('slow'), probe('slow'), probe('fast')))).toBe(`
shop.deployment('a', {
  livenessProbe: {
    httpGet: { path: '/healthz', port: 80 },
    // slow
    periodSeconds: 5,
  },
});

shop.deployment('b', {
  livenessProbe: {
    httpGet: { path: '/healthz', port: 80 },
    // slow
    periodSeconds: 5,
  },
});

shop.deployment('c', {
  livenessProbe: {
    httpGet: { path: '/healthz', port: 80 },
    // fast
    periodSeconds: 5,
  },
});
`);
  });
});
