import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cronJob, deployment, documents, service } from '../importer/generate/kubernetes';
import { ImportProject } from './import-project';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {password: hunter2}\n';
const LONG = Array.from({ length: 16 }, (_, line) => `    line ${line}\n`).join('');
const CONFIG = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  app.ini: |\n${LONG}`;
const web = deployment('web', {
  container: 'command: [/web]\nports: [{containerPort: 8080}]',
  pod: 'volumes: [{name: c, configMap: {name: web}}]',
});
const SHOP = {
  'k8s/config.yaml': CONFIG,
  'k8s/web.yaml': documents(web, service('web', '[{port: 8080}]')),
  'k8s/jobs/nightly.yaml': cronJob('nightly', { container: 'command: [/nightly]' }),
  'k8s/jobs/old.yaml': deployment('old', { metadata: 'finalizers: [a/b]' }),
  'k8s/more.yaml': documents(SECRET, deployment('db', { image: 'postgres:16' })),
};
const FIXED = [
  '.github/workflows/lockstep.yaml',
  '.gitignore',
  'cdk8s.yaml',
  'jest.config.js',
  'main.test.ts',
  'main.ts',
  'package.json',
  'release.yaml',
  'renovate.json',
  'tsconfig.json',
];

/** What an import that has to be refused says. */
async function refusal(project: ImportProject, ...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await project.run(['import', ...words]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr;
}

describe('lockstep import', () => {
  test('says of a folder of manifests what became code, what stays, and what comes next', async () => {
    const project = new ImportProject(lockstep, SHOP);
    expect(await project.result(['import', 'k8s'])).toBe(`release shop: team/shop:1.4.2, 3 containers in 3 workloads
code in main.ts (50 lines): 1 CronJob, 2 Deployments, 1 ConfigMap, 1 Service
  deployment 'old' in Kubernetes' own words: a Release has no word for metadata.finalizers
long texts of ConfigMaps: 1 file in config/
kept word for word in manifests/: 1 Secret, 1 Deployment
  secret 'keys': what Secrets hold goes into no code
proved: the app synthesizes the same 7 objects
wrote 12 files into shop
next: cd shop && npm install && npm run synth
`);
    expect(project.list('shop')).toEqual([...FIXED, 'config/web/app.ini', 'manifests/more.yaml'].sort());
    expect(project.read('shop/manifests/more.yaml')).toBe(SHOP['k8s/more.yaml']);
    expect(
      project.read('shop/main.ts'),
    ).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { readFileSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import { App, Manifests, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const appIni = readFileSync('config/web/app.ini', 'utf8');

new ApiObject(shop, 'configmap-web', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web' },
  data: { 'app.ini': appIni },
});

shop.cronJob('nightly', {
  schedule: '0 3 * * *',
  command: ['/nightly'],
  pod: { restartPolicy: 'Never' },
});

const web = shop.deployment('web', {
  command: ['/web'],
  ports: [{ containerPort: 8080 }],
  pod: { volumes: [{ name: 'c', configMap: { name: 'web' } }] },
});
web.expose();

new ApiObject(shop, 'deployment-old', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'old', finalizers: ['a/b'] },
  spec: {
    selector: { matchLabels: { app: 'old' } },
    template: {
      metadata: { labels: { app: 'old' } },
      spec: { containers: [{ name: 'old', image: shop.image.toString() }] },
    },
  },
});

app.synth();
`);
    expect(project.leftovers()).toEqual([]);
  });

  test('reads standard input, beside files', async () => {
    const project = new ImportProject(lockstep, { 'web.yaml': deployment('web') });
    const input = documents(deployment('worker'), deployment('mail'));
    expect(
      await project.result(['import', 'web.yaml', '-', '--out', 'out', '--name', 'store'], { input }),
    ).toBe(`release store: team/shop:1.4.2, 3 containers in 3 workloads
code in main.ts (16 lines): 3 Deployments
proved: the app synthesizes the same 3 objects
wrote 10 files into out
next: cd out && npm install && npm run synth
`);
    expect(project.read('out/package.json')).toContain('"name": "store"');
    expect(project.read('out/main.ts')).toContain("const store = new Release(app, 'store', {\n");
  });

  test('reads a List as kubectl prints it, in JSON', async () => {
    const item = (name: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, annotations: {}, creationTimestamp: null },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, image: 'team/shop:1.4.2' }] },
        },
      },
      status: { replicas: 1 },
    });
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] });
    expect(
      await new ImportProject(lockstep).result(['import', '-'], { input }),
    ).toBe(`release shop: team/shop:1.4.2, 2 containers in 2 workloads
code in main.ts (14 lines): 2 Deployments
proved: the app synthesizes the same 2 objects
wrote 10 files into shop
next: cd shop && npm install && npm run synth
`);
  });

  test('reads a Compose file with the .env file beside it', async () => {
    const project = new ImportProject(lockstep, {
      'store/.env': 'TAG=1.4.2\nMODE=fast\n',
      'store/compose.yaml': `services:
  web:
    image: team/shop:\${TAG}
    command: bin/web --port 8080
    ports: ["80:8080"]
    environment:
      MODE: \${MODE:-slow}
      DB_HOST: db
    networks: [back]
  worker:
    image: team/shop:\${TAG}
    command: ["bin/worker", "-v"]
    depends_on: [db]
  db:
    image: postgres:16
    expose: ["5432"]
networks:
  back: {}
`,
    });
    expect(
      await project.result(['import', 'store/compose.yaml', '--out', 'out']),
    ).toBe(`release shop: team/shop:1.4.2, 2 containers in 2 workloads
code in main.ts (26 lines): 2 Deployments, 1 Service
kept word for word in manifests/: 1 Deployment, 1 Service
note: store/compose.yaml:2: service 'web' (DB_PORT): variables of Services; Kubernetes tells each container of every Service in variables, which the program may take for its own settings: enableServiceLinks: false keeps them out
note: store/compose.yaml:5: service 'web' (80:8080): ports on the host; docker compose opens them on the host; here the Service of the same name has the port of the container, within the cluster: kubectl port-forward, or an Ingress, leads to it from outside
note: store/compose.yaml:9: service 'web': networks; all pods of a cluster reach each other, so what was apart is not: NetworkPolicies keep services apart
note: store/compose.yaml:13: service 'worker' (db): depends_on; Kubernetes starts all pods at once: a program that does not find what it needs has to wait, or end and be started again; a Service leads to pods that are ready only
note: store/compose.yaml:18: networks: back; a cluster has one network, in which every pod reaches every Service: NetworkPolicies keep services apart
proved: the app synthesizes the same 5 objects
wrote 11 files into out
next: cd out && npm install && npm run synth
`);
    expect(project.read('out/main.ts')).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Manifests, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

const web = shop.deployment('web', {
  args: ['bin/web', '--port', '8080'],
  ports: [{ containerPort: 8080 }],
  env: {
    MODE: 'fast',
    DB_HOST: 'db',
  },
  pod: { enableServiceLinks: false },
});
web.expose();

shop.deployment('worker', { args: ['bin/worker', '-v'] });

app.synth();
`);
  });

  test('reads a Procfile', async () => {
    const project = new ImportProject(lockstep, {
      'shop/Procfile': 'web: bin/web -p $PORT\nworker: bin/worker\nrelease: bin/migrate\n',
    });
    const words = ['import', 'shop/Procfile', '--image', 'team/shop:1.4.2', '--out', 'out'];
    expect(await project.result(words)).toBe(`release shop: team/shop:1.4.2, 3 containers in 3 workloads
code in main.ts (29 lines): 2 Deployments, 1 Job, 1 Service
note: shop/Procfile:1: the process 'web' is told by PORT where to listen; PORT is 8080, and the Service 'web' leads from port 80 to it; an Ingress leads there from outside
note: shop/Procfile:1: the process 'web' needs a shell for $PORT; it runs in /bin/sh -c, and exec makes the program take the place of the shell, so that it gets SIGTERM; the image needs /bin/sh
note: shop/Procfile:3: Heroku waits until the process 'release' has ended before it starts a version; the Job 'release-1-4-2' runs once for each version and is not tried again, but kubectl apply starts the Deployments at the same time
note: shop/Procfile: a Procfile does not say how many of each process run; each Deployment that runs has 1 replica: set replicas, or autoscale()
note: shop/Procfile: config vars and add-ons are not in a Procfile; give the variables in env, and what is secret by a Secret
note: shop/Procfile: the objects are named after the processes: web, worker, release; objects of these names in the same namespace would be overwritten: give 'shop' a namespace of its own
note: shop/Procfile: the commands take the place of the entrypoint of the image; an image that buildpacks built finds its programs by its entrypoint: put 'launcher' in front of each command
proved: the app synthesizes the same 4 objects
wrote 10 files into out
next: cd out && npm install && npm run synth
`);
    expect(project.read('out/main.ts')).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

const web = shop.deployment('web', {
  replicas: 1,
  command: ['/bin/sh', '-c', 'exec bin/web -p $PORT'],
  ports: [{ containerPort: 8080 }],
  env: { PORT: 8080 },
});
web.expose({ ports: [{ port: 80, targetPort: 8080 }] });

shop.deployment('worker', {
  replicas: 1,
  command: ['bin/worker'],
});

shop.job('release', {
  backoffLimit: 0,
  command: ['bin/migrate'],
  pod: { restartPolicy: 'Never' },
});

app.synth();
`);
  });

  test('with --dry-run proves everything and writes nothing', async () => {
    const project = new ImportProject(lockstep, SHOP);
    const said = await project.result(['import', 'k8s', '--dry-run']);
    expect(said).toMatch(/\nproved: the app synthesizes the same 7 objects\nwould write 12 files into shop\n$/);
    expect(project.list()).toEqual(Object.keys(SHOP).sort());
    expect(project.leftovers()).toEqual([]);
  });

  test('with --json prints one object', async () => {
    const project = new ImportProject(lockstep, {
      ...SHOP,
      'k8s/stray.yaml': deployment('stray', { image: 'team/shop:1.3.0' }),
    });
    const said = await project.result(['import', 'k8s', '--keep-drift', '--json', '--out', 'out']);
    expect(said).toBe(`{
  "name": "shop",
  "folder": "out",
  "objects": 8,
  "releases": [
    {
      "id": "shop",
      "image": "team/shop:1.4.2",
      "workloads": 4,
      "containers": 4,
      "strays": [
        {
          "kind": "Deployment",
          "name": "stray",
          "place": "k8s/stray.yaml:1",
          "pointer": "/spec/template/spec/containers/0",
          "pinnedTag": "1.3.0"
        }
      ],
      "moved": []
    }
  ],
  "code": [
    {
      "kind": "CronJob",
      "name": "nightly",
      "place": "k8s/jobs/nightly.yaml:1",
      "form": "native"
    },
    {
      "kind": "Deployment",
      "name": "old",
      "place": "k8s/jobs/old.yaml:1",
      "form": "ApiObject",
      "why": "a Release has no word for metadata.finalizers"
    },
    {
      "kind": "Deployment",
      "name": "stray",
      "place": "k8s/stray.yaml:1",
      "form": "native"
    },
    {
      "kind": "Deployment",
      "name": "web",
      "place": "k8s/web.yaml:1",
      "form": "native"
    },
    {
      "kind": "ConfigMap",
      "name": "web",
      "place": "k8s/config.yaml:1",
      "form": "ApiObject"
    },
    {
      "kind": "Service",
      "name": "web",
      "place": "k8s/web.yaml:17",
      "form": "native"
    }
  ],
  "kept": [
    {
      "kind": "Secret",
      "name": "keys",
      "place": "k8s/more.yaml:1",
      "why": "what Secrets hold goes into no code"
    },
    {
      "kind": "Deployment",
      "name": "db",
      "place": "k8s/more.yaml:6"
    }
  ],
  "notes": [],
  "files": [
    {
      "path": ".github/workflows/lockstep.yaml",
      "outcome": "written"
    },
    {
      "path": ".gitignore",
      "outcome": "written"
    },
    {
      "path": "cdk8s.yaml",
      "outcome": "written"
    },
    {
      "path": "config/web/app.ini",
      "outcome": "written"
    },
    {
      "path": "jest.config.js",
      "outcome": "written"
    },
    {
      "path": "main.test.ts",
      "outcome": "written"
    },
    {
      "path": "main.ts",
      "outcome": "written"
    },
    {
      "path": "manifests/more.yaml",
      "outcome": "written"
    },
    {
      "path": "package.json",
      "outcome": "written"
    },
    {
      "path": "release.yaml",
      "outcome": "written"
    },
    {
      "path": "renovate.json",
      "outcome": "written"
    },
    {
      "path": "tsconfig.json",
      "outcome": "written"
    }
  ],
  "dryRun": false,
  "next": "cd out && npm install && npm run synth"
}
`);
  });
});

describe('lockstep import into a folder', () => {
  test('that has files is refused, and --force writes beside them', async () => {
    const project = new ImportProject(lockstep, { ...SHOP, 'shop/main.ts': 'mine\n', 'shop/README.md': 'mine\n' });
    expect(
      await refusal(project, 'k8s'),
    ).toBe(`error IMPORT_FOLDER_NOT_EMPTY: the folder shop has files: README.md, main.ts
  why: the import writes a whole project, and somebody else wrote these
  fix: give a new folder with --out, or write beside them with --force, which replaces files of the same name
`);
    expect(project.list('shop')).toEqual(['README.md', 'main.ts']);
    expect(await project.result(['import', 'k8s', '--force'])).toMatch(/\nwrote 12 files into shop\n/);
    expect(project.read('shop/README.md')).toBe('mine\n');
    expect(project.read('shop/main.ts')).toMatch(/^\/\/ The workloads of shop/);
    expect(await project.result(['import', 'k8s', '--force'])).toMatch(/\nwrote 0 files into shop\n/);
  });

  test('that has manifests of another import is refused in any case', async () => {
    const project = new ImportProject(lockstep, {
      ...SHOP,
      'shop/manifests/old/a.yaml': SECRET,
      'shop/manifests/a.txt': '',
    });
    expect(
      await refusal(project, 'k8s', '--force'),
    ).toBe(`error IMPORT_FOLDER_NOT_EMPTY: shop/manifests/old/a.yaml is there already
  why: the app synthesizes every file in manifests/, and the input does not have what is in this one
  fix: delete it, or give a new folder with --out
`);
    expect(project.list('shop')).toEqual(['manifests/a.txt', 'manifests/old/a.yaml']);
  });

  test('that is a fresh git repository is fine', async () => {
    const project = new ImportProject(lockstep, { ...SHOP, 'shop/.git/HEAD': 'ref: refs/heads/main\n' });
    expect(await project.result(['import', 'k8s'])).toMatch(/\nwrote 12 files into shop\n/);
  });

  test('that is where it stands says so', async () => {
    const project = new ImportProject(lockstep, SHOP);
    mkdirSync(join(project.folder, 'new'));
    const said = await project.result(['import', '../k8s', '--out', '.'], { at: 'new' });
    expect(said).toMatch(/\nwrote 12 files into \.\nnext: npm install && npm run synth\n$/);
  });

  test('that nobody can write into is refused, and nothing is left', async () => {
    const project = new ImportProject(lockstep, SHOP);
    writeFileSync(join(project.folder, 'file'), '');
    expect(
      await refusal(project, 'k8s', '--out', 'file/shop'),
    ).toBe(`error PROJECT_FOLDER_UNUSABLE: no project can be written into file/shop
  why: ${join(project.folder, 'file')} is no folder
  fix: give another folder
`);
    expect(project.leftovers()).toEqual([]);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(
    `that is sealed is refused${isRoot ? ' (skipped: root may write everywhere)' : ''}`,
    async () => {
      const project = new ImportProject(lockstep, SHOP);
      const sealed = join(project.folder, 'sealed');
      mkdirSync(sealed);
      chmodSync(sealed, 0o555);
      expect(await refusal(project, 'k8s', '--out', 'sealed/shop')).toMatch(/^error PROJECT_/);
      expect(readdirSync(sealed)).toEqual([]);
      expect(project.leftovers()).toEqual([]);
    },
  );
});

describe('lockstep import refuses', () => {
  const two = (...images: string[]) =>
    documents(...images.map((image, index) => deployment(`w${index}`, { image, container: `args: [a${index}]` })));
  test.each<readonly [string, Record<string, string | Uint8Array>, string[], string]>([
    [
      'a path that is not there',
      {},
      ['none.yaml', 'nor.yaml'],
      `error IMPORT_INPUT_MISSING: there is no 'none.yaml'
  why: each argument is a file with manifests, a folder of them, or - for standard input
  fix: mend the path
error IMPORT_INPUT_MISSING: there is no 'nor.yaml'
  why: each argument is a file with manifests, a folder of them, or - for standard input
  fix: mend the path
`,
    ],
    [
      'garbage',
      { 'a.yaml': 'a: [\n', 'b.yaml': '\tb: 1\n' },
      ['a.yaml', 'b.yaml'],
      `error MANIFEST_NOT_YAML: a.yaml:2: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
  why: kubectl could not read it either
  fix: mend the line
error MANIFEST_NOT_YAML: b.yaml:1: this is not YAML: Tabs are not allowed as indentation
  why: YAML does not allow tabs as indentation
  fix: indent with spaces
`,
    ],
    [
      'a template',
      { 'a.yaml': `${deployment('a')}{{- if .Values.a }}\n{{ end }}\n` },
      ['a.yaml'],
      `error IMPORT_INPUT_TEMPLATE: a.yaml is a template: it has {{ outside of quotes
  why: what Helm or another tool makes of it is not known here
  fix: run helm template on the chart, and import what it prints: helm template chart/ | lockstep import -
`,
    ],
    [
      'nothing',
      { 'a.yaml': '# nothing\n' },
      ['a.yaml'],
      `error IMPORT_INPUT_EMPTY: a.yaml holds no Kubernetes object
  why: it is empty, or has nothing but comments
  fix: give a file with manifests
`,
    ],
    [
      'a folder without manifests',
      { 'a/b.txt': 'x' },
      ['a'],
      `error IMPORT_INPUT_EMPTY: there is no Kubernetes object in 'a'
  why: no file there has one; of a folder, only files that end in .yaml, .yml or .json are read
  fix: name the files or folders with your manifests
`,
    ],
    [
      'only Secrets',
      { 'a.yaml': SECRET },
      ['a.yaml'],
      `error IMPORT_NO_SHARED_IMAGE: no container here has an image
  why: an import makes a release of the image that several containers run
  fix: give it the manifests of your workloads too, for example: lockstep import k8s/
`,
    ],
    [
      'images that nobody shares',
      { 'a.yaml': two('team/a:1', 'team/b:1') },
      ['a.yaml'],
      `error IMPORT_NO_SHARED_IMAGE: no image is run by two containers:
    team/a: 1 container of 1 object
    team/b: 1 container of 1 object
  why: an import makes a release of the image that several containers run, and which of these is yours would be a guess
  fix: name it: --image team/a
`,
    ],
    [
      'drift',
      { 'a.yaml': two('team/shop:1', 'team/shop:2', 'team/shop:2') },
      ['a.yaml'],
      `error IMPORT_DRIFT: team/shop stands here in 2 versions:
    2: deployment 'w1' (a.yaml:15), deployment 'w2' (a.yaml:29)
    1: deployment 'w0' (a.yaml:1)
  why: a release has one version, which a bump moves for all of its containers at once
  fix: say which one all of them run from now on (--tag 2), or keep the others as exceptions (--keep-drift)
`,
    ],
    [
      'a tag that nobody runs',
      { 'a.yaml': two('team/shop:1', 'team/shop:2') },
      ['a.yaml', '--tag', '3'],
      `error IMPORT_TAG_UNKNOWN: '3' is no version of team/shop here:
    1: deployment 'w0' (a.yaml:1)
    2: deployment 'w1' (a.yaml:15)
  why: the release takes over a version that one of its containers runs, and --tag says which one that is
  fix: did you mean --tag 1?
`,
    ],
    [
      'an image that nobody runs',
      { 'a.yaml': two('team/shop:1', 'team/shop:1') },
      ['a.yaml', '--image', 'team/ship'],
      `error IMPORT_IMAGE_UNKNOWN: no container here runs team/ship:
    team/shop: 2 containers of 2 objects
  why: a release is made of the containers that run its image
  fix: did you mean --image team/shop?
`,
    ],
    [
      'a name that is none',
      { 'a.yaml': two('team/shop:1', 'team/shop:1') },
      ['a.yaml', '--name', 'The Shop'],
      `error INVALID_NAME: the name 'The Shop' has upper case
  why: it becomes the label part-of of every object: lower case letters, digits and dashes
  fix: did you mean 'the-shop'?
`,
    ],
    [
      'a name that is none, of several releases',
      {
        'a.yaml': documents(
          two('team/shop:1', 'team/shop:1', 'team/shop:1'),
          two('team/jobs:1', 'team/jobs:1').replaceAll('name: w', 'name: j'),
        ),
      },
      ['a.yaml', '--name', 'x\nprocess.exit(1)'],
      `error INVALID_NAME: the name 'x
process.exit(1)' has '
'; only lower case letters, digits and - are allowed
  why: it becomes the label part-of of every object: lower case letters, digits and dashes
  fix: did you mean 'x-process-exit-1'?
`,
    ],
    [
      'a Procfile without an image',
      { Procfile: 'web: a\n' },
      ['Procfile'],
      `error PROCFILE_WITHOUT_IMAGE: Procfile names no image
  why: its processes run in whatever image is built of the folder, which only you know
  fix: give it with --image, for example --image registry.example.com/team/shop:1.4.2
`,
    ],
    [
      'a Compose file whose tag is not known',
      { 'compose.yaml': 'services:\n  a: {image: "team/shop:${TAG}"}\n  b: {image: "team/shop:${TAG}", command: b}\n' },
      ['compose.yaml'],
      `error IMPORT_VARIABLE_UNSET: compose.yaml:2: the version of team/shop is the variable TAG, which has no value
  why: a release runs one version, and Compose itself would not start without it
  fix: say which one with --tag, or put TAG=… into the .env file beside the Compose file
`,
    ],
    [
      'what is no text',
      { 'a.yaml': new Uint8Array([0x61, 0x3a, 0xff]) },
      ['a.yaml'],
      `error IMPORT_INPUT_NOT_UTF8: a.yaml is not UTF-8 text
  why: YAML files of Kubernetes are read as UTF-8
  fix: save the file as UTF-8
`,
    ],
  ])('%s', async (_title, files, words, stderr) => {
    const project = new ImportProject(lockstep, files);
    const before = project.list();
    expect(await refusal(project, ...words)).toBe(stderr);
    expect(project.list()).toEqual(before);
    expect(project.leftovers()).toEqual([]);
  });

  test('no files at all, as wrong usage', async () => {
    expect(await new ImportProject(lockstep).run(['import'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^error: missing required argument 'files'\n/),
    });
  });
});

describe('lockstep import of a file that an editor wrote in its own way', () => {
  const text = documents(
    deployment('web', { comment: '# größe 大', metadata: 'annotations: {note: "größe 大 🎉"}' }),
    SECRET,
    deployment('worker'),
  );
  test.each([
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    ['without an end of line at its end', text.trimEnd()],
    ['with spaces at the ends of lines', text.replaceAll('\n', '  \n')],
  ])('%s gives the same main.ts', async (_title, changed) => {
    const project = new ImportProject(lockstep, { 'a.yaml': text, 'b.yaml': changed });
    await project.result(['import', 'a.yaml', '--out', 'a']);
    await project.result(['import', 'b.yaml', '--out', 'b']);
    expect(project.read('b/main.ts')).toBe(project.read('a/main.ts'));
    expect(project.read('a/main.ts')).toContain(
      "// größe 大\nshop.deployment('web', { annotations: { note: 'größe 大 🎉' } });\n",
    );
  });
});

describe('lockstep import leaves nothing behind', () => {
  test('when it is interrupted during the proof', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `w${index}`);
    const project = new ImportProject(lockstep, { 'a.yaml': documents(...names.map((name) => deployment(name))) });
    const run = project.start(['import', 'a.yaml', '--out', 'out']);
    while (!project.leftovers().some((name) => name.startsWith('lockstep-draft-'))) {
      await new Promise((done) => setTimeout(done, 1));
    }
    run.interrupt();
    expect(await run.ended).toEqual({ status: 130, signal: null, stdout: '', stderr: '' });
    expect(project.leftovers()).toEqual([]);
    expect(project.list()).toEqual(['a.yaml']);
  });

  test('in the folder of the input, when it is a link', async () => {
    const project = new ImportProject(lockstep, SHOP);
    symlinkSync('k8s', join(project.folder, 'linked'));
    await project.result(['import', 'linked']);
    expect(project.list('k8s')).toEqual(
      Object.keys(SHOP)
        .map((path) => path.slice('k8s/'.length))
        .sort(),
    );
    expect(project.leftovers()).toEqual([]);
  });
});
