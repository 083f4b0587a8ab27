import { importYaml, statementsOf } from './generated';
import { cronJob, deployment, documents, service } from './kubernetes';

type Row = readonly [env: string, code: string, reason: string];

const api = documents(
  deployment('api', { container: 'ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]' }),
  service('api', '[{name: http, port: 8080}, {name: admin, port: 9090}]'),
);
const caller = (env: string) => deployment('web', { container: `env: ${env}` });
const ingress = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: ${spec}\n`;
const backend = (name: string, port: string) => `{service: {name: ${name}, port: {${port}}}}`;
const rule = (each: string) => `{host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: ${each}}]}}`;

describe('a value that names a Service of the same import', () => {
  test.each<Row>([
    [
      '[{name: API_HOST, value: api}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API_HOST: apiService.name } });
`,
      'a name, in a variable for one',
    ],
    [
      '[{name: MODE, value: api}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();

shop.deployment('web', { env: { MODE: 'api' } });
`,
      'a word that happens to be the same',
    ],
    [
      '[{name: API, value: "api:8080"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API: \`\${apiService.name}:\${apiService.port}\` } });
`,
      'a name and a port',
    ],
    [
      '[{name: API, value: "api:9090"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API: \`\${apiService.name}:\${apiService.portNamed('admin')}\` } });
`,
      'a name and a port that is not the first',
    ],
    [
      '[{name: API, value: "api:1234"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();

shop.deployment('web', { env: { API: 'api:1234' } });
`,
      'a port that the Service does not have',
    ],
    [
      '[{name: API, value: "http://api:8080/v1?a=b"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API: \`http://\${apiService.name}:\${apiService.port}/v1?a=b\` } });
`,
      'a URL',
    ],
    [
      '[{name: API, value: "postgres://user:pass@api/db"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API: \`postgres://user:pass@\${apiService.name}/db\` } });
`,
      'a URL with credentials and without a port',
    ],
    [
      '[{name: API, value: "http://api/`${x}\\\\"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', { env: { API: \`http://\${apiService.name}/\\\`\\\${x}\\\\\` } });
`,
      'hostile text in a URL',
    ],
    [
      '[{name: API_HOST, value: api}, {name: API_PORT, value: "8080"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', {
  env: {
    API_HOST: apiService.name,
    API_PORT: apiService.port,
  },
});
`,
      'a port beside a name',
    ],
    [
      '[{name: API_HOST, value: api}, {name: API_PORT, value: "1234"}, {name: DB_PORT, value: "8080"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', {
  env: {
    API_HOST: apiService.name,
    API_PORT: 1234,
    DB_PORT: 8080,
  },
});
`,
      'a port of something else',
    ],
    [
      '[{name: API_HOST, value: "http://api"}, {name: API_PORT, value: "9090"}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.deployment('web', {
  env: {
    API_HOST: \`http://\${apiService.name}\`,
    API_PORT: 9090,
  },
});
`,
      'a port beside a URL is one of its own',
    ],
    [
      '[{name: API_HOST, value: api.example.com}, {name: HOST, value: apis}]',
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();

shop.deployment('web', {
  env: {
    API_HOST: 'api.example.com',
    HOST: 'apis',
  },
});
`,
      'the beginning of another name',
    ],
  ])('%s: row %#: %s', async (env, code, _reason) => {
    expect(await statementsOf(documents(api, caller(env)))).toBe(code);
  });

  test('is named with its namespace, from there and from another one', async () => {
    const inside = (namespace: string) => ({ metadata: `namespace: ${namespace}` });
    const env =
      'env: [{name: A, value: "http://api.shop.svc.cluster.local:8080"}, {name: B_HOST, value: api.shop}, {name: C_HOST, value: api}, {name: D_HOST, value: api.shop.svc}, {name: E_HOST, value: api.shop.x}]';
    expect(
      await statementsOf(
        documents(
          deployment('api', { ...inside('shop'), container: 'ports: [{containerPort: 8080}]' }),
          service('api', '[{port: 8080}]', 'api', inside('shop')),
          deployment('near', { ...inside('shop'), container: env }),
          deployment('far', { ...inside('other'), container: env }),
        ),
      ),
    ).toBe(`
const api = shop.deployment('api', { ports: [{ containerPort: 8080 }] });
const apiService = api.expose();

shop.deployment('near', {
  env: {
    A: \`http://\${apiService.name}.shop.svc.cluster.local:\${apiService.port}\`,
    B_HOST: \`\${apiService.name}.shop\`,
    C_HOST: apiService.name,
    D_HOST: \`\${apiService.name}.shop.svc\`,
    E_HOST: 'api.shop.x',
  },
});

shop.deployment('far', {
  namespace: 'other',
  env: {
    A: \`http://\${apiService.name}.shop.svc.cluster.local:\${apiService.port}\`,
    B_HOST: \`\${apiService.name}.shop\`,
    C_HOST: 'api',
    D_HOST: \`\${apiService.name}.shop.svc\`,
    E_HOST: 'api.shop.x',
  },
});
`);
  });

  test('stands before what names it, wherever it stood; what names each other in a circle stays text once', async () => {
    const member = (name: string, other: string) =>
      documents(
        deployment(name, { container: `ports: [{containerPort: 80}]\nenv: [{name: PEER_HOST, value: ${other}}]` }),
        service(name),
      );
    expect(await statementsOf(documents(member('a', 'b'), member('b', 'c'), member('c', 'a')))).toBe(`
const c = shop.deployment('c', {
  ports: [{ containerPort: 80 }],
  env: { PEER_HOST: 'a' },
});
const cService = c.expose();

const b = shop.deployment('b', {
  ports: [{ containerPort: 80 }],
  env: { PEER_HOST: cService.name },
});
const bService = b.expose();

const a = shop.deployment('a', {
  ports: [{ containerPort: 80 }],
  env: { PEER_HOST: bService.name },
});
a.expose();
`);
    expect(await statementsOf(member('self', 'self'))).toBe(`
const self = shop.deployment('self', {
  ports: [{ containerPort: 80 }],
  env: { PEER_HOST: 'self' },
});
self.expose();
`);
  });

  test('is named by sidecars, init containers and CronJobs too', async () => {
    const env = 'env: [{name: API_HOST, value: api}]';
    expect(
      await statementsOf(
        documents(
          cronJob('nightly', { container: env }),
          deployment('web', {
            pod: `initContainers: [{name: wait, image: "busybox:1", ${env}}]`,
            sidecars: `- {name: tail, image: "busybox:1", ${env}}`,
          }),
          api,
        ),
      ),
    ).toBe(`
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

shop.cronJob('nightly', {
  schedule: '0 3 * * *',
  env: { API_HOST: apiService.name },
  pod: { restartPolicy: 'Never' },
});

shop.deployment('web', {
  initContainers: { wait: { image: 'busybox:1', env: { API_HOST: apiService.name } } },
  sidecars: { tail: { image: 'busybox:1', env: { API_HOST: apiService.name } } },
});
`);
  });

  test('of no workload of the release is text', async () => {
    const other = documents(deployment('db', { image: 'postgres:16' }), service('db', '[{port: 5432}]'));
    expect(await statementsOf(documents(other, caller('[{name: DB_HOST, value: db}]')))).toBe(`
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', { env: { DB_HOST: 'db' } });
`);
  });
});

describe('an Ingress in front of Services of the release', () => {
  test.each<Row>([
    [
      ingress(`{rules: [${rule(backend('api', 'number: 8080'))}]}`),
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

new ApiObject(shop, 'ingress-web', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: {
    rules: [
      {
        host: 'a.example.com',
        http: {
          paths: [
            {
              backend: { service: { name: apiService.name, port: { number: apiService.port } } },
              path: '/',
              pathType: 'Prefix',
            },
          ],
        },
      },
    ],
  },
});
`,
      'a port by number',
    ],
    [
      ingress(`{defaultBackend: ${backend('api', 'number: 9090')}}`),
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

new ApiObject(shop, 'ingress-web', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: {
    defaultBackend: { service: { name: apiService.name, port: { number: apiService.portNamed('admin') } } },
  },
});
`,
      'the second port, in front of everything',
    ],
    [
      ingress(`{defaultBackend: ${backend('api', 'name: http')}}`),
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

new ApiObject(shop, 'ingress-web', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: {
    defaultBackend: { service: { name: apiService.name, port: { name: 'http' } } },
  },
});
`,
      'a port by name',
    ],
    [
      ingress(`{defaultBackend: ${backend('api', 'number: 1')}}`),
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
const apiService = api.expose();

new ApiObject(shop, 'ingress-web', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: {
    defaultBackend: { service: { name: apiService.name, port: { number: 1 } } },
  },
});
`,
      'a port that the Service does not have',
    ],
    [
      ingress(`{rules: [${rule(backend('api', 'number: 8080'))}, ${rule(backend('other', 'number: 80'))}]}`),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();
`,
      'one of another app too',
    ],
    [
      ingress('{backend: {serviceName: api, servicePort: 8080}}').replace('networking.k8s.io/v1', 'extensions/v1beta1'),
      `
const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();

new ApiObject(shop, 'ingress-web', {
  apiVersion: 'extensions/v1beta1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: { backend: { serviceName: 'api', servicePort: 8080 } },
});
`,
      'an old API version',
    ],
    [
      ingress(`{defaultBackend: ${backend('api', 'number: 8080')}}`).replace(
        '{name: web}',
        '{name: web, namespace: other}',
      ),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const api = shop.deployment('api', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'admin', containerPort: 9090 },
  ],
});
api.expose();
`,
      'in another namespace it means other Services',
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(documents(api, yaml))).toBe(code);
  });
});

describe('ConfigMaps', () => {
  const reader = (pod: string, container = 'args: []') => deployment('web', { pod, container });
  const map = (data: string, name = 'settings') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}\n`;
  test.each<Row>([
    [
      documents(reader('volumes: [{name: c, configMap: {name: settings}}]'), map('  a: b\n  c: "1"')),
      `
new ApiObject(shop, 'configmap-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: {
    a: 'b',
    c: '1',
  },
});

shop.deployment('web', {
  args: [],
  pod: { volumes: [{ name: 'c', configMap: { name: 'settings' } }] },
});
`,
      'as a volume',
    ],
    [
      documents(reader('volumes: [{name: c, projected: {sources: [{configMap: {name: settings}}]}}]'), map('  a: b')),
      `
new ApiObject(shop, 'configmap-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { a: 'b' },
});

shop.deployment('web', {
  args: [],
  pod: {
    volumes: [
      {
        name: 'c',
        projected: { sources: [{ configMap: { name: 'settings' } }] },
      },
    ],
  },
});
`,
      'as one of several sources',
    ],
    [
      documents(reader('hostNetwork: false', 'envFrom: [{configMapRef: {name: settings}}]'), map('  a: b')),
      `
new ApiObject(shop, 'configmap-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { a: 'b' },
});

shop.deployment('web', {
  envFrom: [{ configMapRef: { name: 'settings' } }],
  pod: { hostNetwork: false },
});
`,
      'as all variables',
    ],
    [
      documents(
        reader('hostNetwork: false', 'env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]'),
        map('  a: b'),
      ),
      `
new ApiObject(shop, 'configmap-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { a: 'b' },
});

shop.deployment('web', {
  env: { A: { configMapKeyRef: { name: 'settings', key: 'a' } } },
  pod: { hostNetwork: false },
});
`,
      'as one variable',
    ],
    [
      documents(deployment('web'), map('  a: b')),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web');
`,
      'that nobody reads',
    ],
    [
      documents(
        reader('volumes: [{name: c, configMap: {name: settings}}]'),
        map('  a: b').replace('name: settings', 'name: settings\n  namespace: x'),
      ),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', {
  args: [],
  pod: { volumes: [{ name: 'c', configMap: { name: 'settings' } }] },
});
`,
      'of another namespace',
    ],
    [
      documents(
        reader('volumes: [{name: c, configMap: {name: settings}}]'),
        map('  a: b').replace('\ndata:', '\nbinaryData:').replace('a: b', 'a: YQ=='),
      ),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', {
  args: [],
  pod: { volumes: [{ name: 'c', configMap: { name: 'settings' } }] },
});
`,
      'with binary data',
    ],
  ])('that a workload reads are code: row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml)).toBe(code);
  });

  test('have long texts in files, which main.ts reads', async () => {
    const long = Array.from({ length: 16 }, (_, line) => `    line ${line}`).join('\n');
    const yaml = documents(
      reader('volumes: [{name: c, configMap: {name: settings}}, {name: d, configMap: {name: more}}]'),
      map(`  app.ini: |\n${long}\n  2.conf: |\n${long}\n  short: |\n    a\n    b`),
      map(`  app.ini: |-\n${long}`, 'more'),
    );
    const { main, configFiles } = await importYaml(yaml);
    const text = Array.from({ length: 16 }, (_, line) => `line ${line}\n`).join('');
    expect(main).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { readFileSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

const config = readFileSync('config/settings/2.conf', 'utf8');
const appIni = readFileSync('config/settings/app.ini', 'utf8');
const appIni2 = readFileSync('config/more/app.ini', 'utf8');

new ApiObject(shop, 'configmap-settings', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: {
    '2.conf': config,
    'app.ini': appIni,
    short: \`a
b
\`,
  },
});

new ApiObject(shop, 'configmap-more', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'more' },
  data: { 'app.ini': appIni2 },
});

shop.deployment('web', {
  args: [],
  pod: {
    volumes: [
      { name: 'c', configMap: { name: 'settings' } },
      { name: 'd', configMap: { name: 'more' } },
    ],
  },
});

app.synth();
`);
    expect([...configFiles]).toEqual([
      ['config/settings/2.conf', text],
      ['config/settings/app.ini', text],
      ['config/more/app.ini', text.trimEnd()],
    ]);
  });

  test.each([
    ['"../x"', 'a way out of the folder'],
    ['"a/b"', 'a folder of its own'],
    ['"a b"', 'no name of a file in every system'],
    ['".."', 'the folder above'],
  ])('keep the long text of the key %s in main.ts: %s', async (key) => {
    const long = Array.from({ length: 16 }, (_, line) => `    line ${line}`).join('\n');
    const yaml = documents(reader('volumes: [{name: c, configMap: {name: settings}}]'), map(`  ${key}: |\n${long}`));
    const { main, configFiles } = await importYaml(yaml);
    expect([...configFiles]).toEqual([]);
    expect(main).toContain('line 0\nline 1\nline 2\n');
  });

  test('keep a long text in main.ts that a file would not give back', async () => {
    const escaped = Array.from({ length: 16 }, () => '\\uFEFFx\\n').join('');
    const yaml = documents(reader('volumes: [{name: c, configMap: {name: settings}}]'), map(`  a: "${escaped}"`));
    const { configFiles } = await importYaml(yaml);
    expect([...configFiles]).toEqual([]);
  });
});
