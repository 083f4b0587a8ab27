import { importYaml, statementsOf } from './generated';
import { deployment, documents, service } from './kubernetes';

type Row = readonly [yaml: string, code: string, reason: string];

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {password: hunter2}\n';
const inside = (namespace: string) => ({ metadata: `namespace: ${namespace}` });

describe('a main.ts', () => {
  test('is one release, what is no part of it, and its workloads', async () => {
    const yaml = documents(
      SECRET,
      deployment('web', { ...inside('shop'), container: 'ports: [{containerPort: 8080}]' }),
      service('web', '[{port: 8080}]', 'web', inside('shop')),
      deployment('db', { image: 'postgres:16' }),
    );
    const { main, kept, files } = await importYaml(yaml);
    expect(main).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Manifests, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'shop',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const web = shop.deployment('web', { ports: [{ containerPort: 8080 }] });
web.expose();

app.synth();
`);
    expect(kept.map(({ object, why }) => [object.manifest.kind, why])).toEqual([
      ['Secret', 'what Secrets hold goes into no code'],
      ['Deployment', undefined],
    ]);
    expect([...files.keys()]).toEqual(['main.ts', 'release.yaml', 'manifests/app.yaml']);
    expect(files.get('manifests/app.yaml')).toBe(documents(SECRET, deployment('db', { image: 'postgres:16' })));
  });

  test('is several releases, each with its file, where several images are one of many programs', async () => {
    const run = (name: string, image: string) => deployment(name, { image, container: `args: [${name}]` });
    const yaml = documents(
      ...['a', 'b', 'c'].map((name) => run(name, 'team/shop:1')),
      ...['d', 'e'].map((name) => run(name, 'team/jobs:4')),
      SECRET,
    );
    const { main, files } = await importYaml(yaml, {});
    expect(main).toBe(`// The workloads of shop: each image stands once, in release.yaml, release.jobs.yaml.
import { App, Manifests, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});
const jobs = new Release(app, 'jobs', {
  file: 'release.jobs.yaml',
  labels: false,
});

// What is no part of a release stays as it was written, and is applied first.
const manifests = new Manifests(app, 'manifests');
shop.addDependency(manifests);
jobs.addDependency(manifests);

shop.deployment('a', { args: ['a'] });

shop.deployment('b', { args: ['b'] });

shop.deployment('c', { args: ['c'] });

jobs.deployment('d', { args: ['d'] });

jobs.deployment('e', { args: ['e'] });

app.synth();
`);
    expect([...files.keys()]).toEqual(['main.ts', 'release.yaml', 'release.jobs.yaml', 'manifests/app.yaml']);
    expect(files.get('release.jobs.yaml')).toContain('image:\n  repository: team/jobs\n  tag: 4\n');
  });

  test('wires no Service of one release into another', async () => {
    const run = (name: string, image: string, env = '') =>
      deployment(name, { image, container: `args: [${name}]\nports: [{containerPort: 80}]\n${env}` });
    const yaml = documents(
      ...['a', 'b', 'c'].map((name) => run(name, 'team/shop:1', 'env: [{name: D_HOST, value: d}]')),
      ...['d', 'e'].map((name) => run(name, 'team/jobs:4')),
      service('d'),
    );
    expect(await statementsOf(yaml, {})).toBe(`
const jobs = new Release(app, 'jobs', {
  file: 'release.jobs.yaml',
  labels: false,
});

shop.deployment('a', {
  args: ['a'],
  ports: [{ containerPort: 80 }],
  env: { D_HOST: 'd' },
});

shop.deployment('b', {
  args: ['b'],
  ports: [{ containerPort: 80 }],
  env: { D_HOST: 'd' },
});

shop.deployment('c', {
  args: ['c'],
  ports: [{ containerPort: 80 }],
  env: { D_HOST: 'd' },
});

const d = jobs.deployment('d', {
  args: ['d'],
  ports: [{ containerPort: 80 }],
});
d.expose();

jobs.deployment('e', {
  args: ['e'],
  ports: [{ containerPort: 80 }],
});
`);
  });

  test('without a single object in code still says which image it is', async () => {
    const yaml = deployment('web', { container: 'command: [null]' });
    const { main, kept } = await importYaml(yaml);
    expect(main).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Manifests, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

app.synth();
`);
    expect(kept.map(({ why }) => why)).toEqual(['it has an empty item in a list']);
  });
});

describe('the namespace of a release', () => {
  test.each<Row>([
    [
      documents(deployment('a', inside('x')), deployment('b', inside('x'))),
      `const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'x',
  labels: false,
});

shop.deployment('a');

shop.deployment('b');

app.synth();
`,
      'stands once',
    ],
    [
      documents(deployment('a', inside('x')), deployment('b', inside('z')), deployment('c', inside('z'))),
      `const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'z',
  labels: false,
});

shop.deployment('a', { namespace: 'x' });

shop.deployment('b');

shop.deployment('c');

app.synth();
`,
      'is that of most objects, and others say theirs',
    ],
    [
      documents(deployment('a', inside('x')), deployment('b')),
      `const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

shop.deployment('a', { namespace: 'x' });

shop.deployment('b');

app.synth();
`,
      'is none when an object has none, since it would be put there',
    ],
    [
      documents(deployment('a', inside('x')), deployment('a', inside('z'))),
      `const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'x',
  labels: false,
});

shop.deployment('a');

shop.deployment('a', { namespace: 'z' });

app.synth();
`,
      'tells two workloads of one name apart',
    ],
    [
      documents(
        deployment('a', { metadata: 'namespace: x\nfinalizers: [a/b]' }),
        deployment('b', { metadata: 'namespace: z\nfinalizers: [a/b]' }),
      ),
      `const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'x',
  labels: false,
});

new ApiObject(shop, 'deployment-a', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', finalizers: ['a/b'] },
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'a', image: shop.image.toString() }] },
    },
  },
});

new ApiObject(shop, 'deployment-b', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'b', namespace: 'z', finalizers: ['a/b'] },
  spec: {
    selector: { matchLabels: { app: 'b' } },
    template: {
      metadata: { labels: { app: 'b' } },
      spec: { containers: [{ name: 'b', image: shop.image.toString() }] },
    },
  },
});

app.synth();
`,
      "holds for objects in Kubernetes' own words too",
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    const { main } = await importYaml(yaml);
    expect(main.slice(main.indexOf('const shop'))).toBe(code);
  });
});

describe('containers of another version that stay', () => {
  const stray = (image: string) => documents(deployment('a'), deployment('b'), deployment('c', { image }));
  const DIGEST = `sha256:${'ab'.repeat(32)}`;
  test.each<Row>([
    [
      stray('team/shop:1.3.0'),
      `
shop.deployment('a');

shop.deployment('b');

shop.deployment('c', { pinnedTag: '1.3.0' });
`,
      'are pinned',
    ],
    [
      stray('team/shop:1.4.2-debug'),
      `
shop.deployment('a');

shop.deployment('b');

shop.deployment('c', { tagSuffix: '-debug' });
`,
      'move with the release where their tag is its tag and a suffix',
    ],
    [
      stray(`team/shop:1.3.0@${DIGEST}`),
      `
shop.deployment('a');

shop.deployment('b');

shop.deployment('c', { pinnedTag: '1.3.0@sha256:abababababababababababababababababababababababababababababababab' });
`,
      'are pinned to a digest',
    ],
    [
      stray(`team/shop@${DIGEST}`),
      `
shop.deployment('a');

shop.deployment('b');

shop.deployment('c', { pinnedTag: '@sha256:abababababababababababababababababababababababababababababababab' });
`,
      'that have a digest alone',
    ],
    [
      documents(
        deployment('a'),
        deployment('b'),
        deployment('c', {
          image: 'team/shop:1.4.2-debug',
          sidecars:
            '- {name: same, image: "team/shop:1.4.2-debug"}\n- {name: own, image: "team/shop:1.4.2"}\n- {name: old, image: "team/shop:1.3.0"}',
        }),
      ),
      `
shop.deployment('a');

shop.deployment('b');

shop.deployment('c', {
  tagSuffix: '-debug',
  sidecars: {
    same: { tagSuffix: '-debug' },
    own: { tagSuffix: '' },
    old: { pinnedTag: '1.3.0' },
  },
});
`,
      'have sidecars that would run what they run, and say otherwise',
    ],
    [
      documents(deployment('a', { sidecars: '- {name: old, image: "team/shop:1.3.0"}' }), deployment('b')),
      `
shop.deployment('a', { sidecars: { old: { pinnedTag: '1.3.0' } } });

shop.deployment('b');
`,
      'are sidecars',
    ],
    [
      documents(
        deployment('a'),
        deployment('b'),
        deployment('c', {
          image: 'team/shop:1.3.0',
          metadata: 'finalizers: [a/b]',
          sidecars: '- {name: debug, image: "team/shop:1.4.2-debug"}',
        }),
      ),
      `
shop.deployment('a');

shop.deployment('b');

new ApiObject(shop, 'deployment-c', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'c', finalizers: ['a/b'] },
  spec: {
    selector: { matchLabels: { app: 'c' } },
    template: {
      metadata: { labels: { app: 'c' } },
      spec: {
        containers: [
          { name: 'c', image: shop.container({ pinnedTag: '1.3.0' }).image },
          { name: 'debug', image: shop.container({ tagSuffix: '-debug' }).image },
        ],
      },
    },
  },
});
`,
      "stand in Kubernetes' own words",
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(yaml, { keepDrift: true, tag: '1.4.2' })).toBe(code);
  });

  test('move to the version of the release without --keep-drift', async () => {
    const { main, files } = await importYaml(stray('team/shop:1.3.0'), { tag: '1.4.2' });
    expect(main).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

shop.deployment('a');

shop.deployment('b');

shop.deployment('c');

app.synth();
`);
    expect(files.get('release.yaml')).toContain('  tag: 1.4.2\n');
  });
});

describe('what stands there twice', () => {
  test.each<Row>([
    [
      documents(deployment('a'), deployment('b'), deployment('a', { spec: 'replicas: 2' })),
      `const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('b');

app.synth();
=====
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - name: a
        image: team/shop:1.4.2
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
spec:
  selector: {matchLabels: {app: a}}
  replicas: 2
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - name: a
        image: team/shop:1.4.2
`,
      'a workload: the last one counts, so both stay YAML',
    ],
    [
      documents(deployment('a', { container: 'ports: [{containerPort: 80}]' }), service('a'), service('a')),
      `const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const a = shop.deployment('a', { ports: [{ containerPort: 80 }] });
a.expose();

app.synth();
=====
apiVersion: v1
kind: Service
metadata:
  name: a
spec:
  selector: {app: a}
  ports: [{port: 80}]
`,
      'a Service: either may count, so one is code',
    ],
    [
      documents(SECRET, deployment('a'), SECRET),
      `const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('a');

app.synth();
=====
apiVersion: v1
kind: Secret
metadata: {name: web}
stringData: {password: hunter2}
---
apiVersion: v1
kind: Secret
metadata: {name: web}
stringData: {password: hunter2}
`,
      'what is no part of the release',
    ],
  ])('stays there twice: row %#: %s', async (yaml, code, _reason) => {
    const { main, files } = await importYaml(yaml);
    expect([main.slice(main.indexOf('\n\n')).trim(), files.get('manifests/app.yaml')].join('\n=====\n')).toBe(code);
  });
});
