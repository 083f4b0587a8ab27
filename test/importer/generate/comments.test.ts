import { importYaml } from './generated';
import { deployment, documents, service } from './kubernetes';

/** The main.ts without its last statement. */
async function mainOf(yaml: string): Promise<string> {
  const { main } = await importYaml(yaml);
  return main.slice(0, main.indexOf('\napp.synth();'));
}

describe('comments', () => {
  test('above an object and its fields stand above the code that says the same', async () => {
    const yaml = `# starts the shop
# on every node
apiVersion: apps/v1
kind: Deployment
metadata:
  # a name that users see
  name: web
  labels:
    # who is called at night
    team: a # since May
spec:
  # two, since one may be drained
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      # has to write metrics
      serviceAccountName: web
      containers:
      # the program itself
      - name: web
        image: team/shop:1.4.2 # moved by the pipeline
        args:
        # no colours
        - --plain
        - -v # loud
        resources: # measured in March
          limits:
            memory: 1Gi
`;
    expect(await mainOf(yaml)).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

// starts the shop
// on every node
// a name that users see
// the program itself
shop.deployment('web', {
  labels: {
    // who is called at night
    // since May
    team: 'a',
  },
  // two, since one may be drained
  replicas: 2,
  args: [
    // no colours
    '--plain',
    // loud
    '-v',
  ],
  // measured in March
  resources: { limits: { memory: '1Gi' } },
  pod: {
    // has to write metrics
    serviceAccountName: 'web',
  },
});
`);
  });

  test('of a licence stand once, at the top', async () => {
    const licence = '# Copyright the authors\n# SPDX-License-Identifier: MIT';
    const yaml = documents(
      deployment('a', { comment: licence }),
      deployment('b', { comment: licence }),
      deployment('c', { comment: '# something else' }),
    );
    expect(await mainOf(yaml)).toBe(`// Copyright the authors
// SPDX-License-Identifier: MIT

// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

shop.deployment('a');

shop.deployment('b');

// something else
shop.deployment('c');
`);
  });

  test('of several lines that stand above many objects stand once, at the top; short ones stay', async () => {
    const long = '# This file is written by make.\n#\n# Do not change it.';
    const short = '# by make';
    const yaml = documents(
      deployment('a', { comment: long }),
      deployment('b', { comment: long }),
      deployment('c', { comment: short }),
      deployment('d', { comment: short }),
    );
    expect(await mainOf(yaml)).toBe(`// This file is written by make.
//
// Do not change it.

// The workloads of shop: one image, whose version stands in release.yaml.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

shop.deployment('a');

shop.deployment('b');

// by make
shop.deployment('c');

// by make
shop.deployment('d');
`);
  });

  test("stand above what a workload declares, and above objects in Kubernetes' own words", async () => {
    const yaml = documents(
      deployment('web', { container: 'ports: [{containerPort: 80}]' }),
      `# for the world\n${service('web').replace('  ports: [{port: 80}]', '  # as ever\n  ports: [{port: 80}]\n  # sticky\n  sessionAffinity: ClientIP')}`,
      `# alone\n${deployment('b', { metadata: '# held\nfinalizers: [a/b]' })}`,
    );
    expect(await mainOf(yaml)).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { ApiObject } from 'cdk8s';
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

const web = shop.deployment('web', { ports: [{ containerPort: 80 }] });
// for the world
web.expose({
  // sticky
  sessionAffinity: 'ClientIP',
});

// alone
new ApiObject(shop, 'deployment-b', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'b',
    // held
    finalizers: ['a/b'],
  },
  spec: {
    selector: { matchLabels: { app: 'b' } },
    template: {
      metadata: { labels: { app: 'b' } },
      spec: { containers: [{ name: 'b', image: shop.image.toString() }] },
    },
  },
});
`);
  });

  test('of objects that stay YAML stay there', async () => {
    const secret = '# not real\napiVersion: v1\nkind: Secret\nmetadata: {name: s} # a name\n';
    const { files } = await importYaml(documents(deployment('a'), secret));
    expect(files.get('manifests/app.yaml')).toBe(secret);
  });
});
