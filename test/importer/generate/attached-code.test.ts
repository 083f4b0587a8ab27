import { importYaml, statementsOf } from './generated';
import { deployment, documents, service } from './kubernetes';

type Row = readonly [yaml: string, code: string, reason: string];

const PORTS = 'ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]';
const web = deployment('web', { container: PORTS });
const autoscaler = (
  name: string,
  apiVersion = 'autoscaling/v2',
  target = '{apiVersion: apps/v1, kind: Deployment, name: web}',
) =>
  `apiVersion: ${apiVersion}\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}}\nspec: {scaleTargetRef: ${target}, minReplicas: 2, maxReplicas: 5}\n`;
const budget = (spec: string, labels = 'matchLabels: {app: web}') =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {${spec}, selector: {${labels}}}\n`;

describe('what a workload declares', () => {
  test.each<Row>([
    [
      service('web', '[{name: http, port: 8080}, {name: dns, port: 53, protocol: UDP}]'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose();
`,
      'a Service with the ports of the containers',
    ],
    [
      service('web', '[{name: http, port: 8080}]'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({ ports: [{ name: 'http', port: 8080 }] });
`,
      'a Service with one of them',
    ],
    [
      service('web', '[{port: 80}]'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'service-web', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: {
    ports: [{ port: 80 }],
    selector: { app: 'web' },
  },
});
`,
      'a port that its container does not have, which a workload refuses',
    ],
    [
      service('web', '[{name: a, port: 8080}, {port: 53}]'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// service 'web' has 2 ports, and 53 without a name (Kubernetes asks for names as soon as a Service has more than one port)
new ApiObject(unchecked, 'service-web', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: {
    ports: [{ name: 'a', port: 8080 }, { port: 53 }],
    selector: { app: 'web' },
  },
});
`,
      'what a Release refuses',
    ],
    [
      service('public', '[{port: 80, targetPort: http}]', 'web'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({
  name: 'public',
  ports: [{ port: 80, targetPort: 'http' }],
});
`,
      'another name and another port',
    ],
    [
      service('web', '[{port: 80, targetPort: http, nodePort: 30080, appProtocol: h2c}]', 'web', {
        metadata: 'labels: {a: b}\nannotations: {c: d}',
        spec: 'type: NodePort\nexternalTrafficPolicy: Local',
      }),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({
  labels: { a: 'b' },
  annotations: { c: 'd' },
  externalTrafficPolicy: 'Local',
  ports: [{ appProtocol: 'h2c', nodePort: 30080, port: 80, targetPort: 'http' }],
  type: 'NodePort',
});
`,
      'every field of a Service',
    ],
    [
      service('web', '[{port: 80, targetPort: http}]', 'web', { spec: 'clusterIP: None' }),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({
  clusterIP: 'None',
  ports: [{ port: 80, targetPort: 'http' }],
});
`,
      'headless',
    ],
    [
      service('web', '[{port: 80, targetPort: http}]').replace('{app: web}', '{app: web, tier: a}'),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
`,
      'a selector of none of these pods',
    ],
    [
      service('web', '[]'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'service-web', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [], selector: { app: 'web' } },
});
`,
      'a Service without ports',
    ],
    [
      service('web', '[{port: 80, targetPort: http}]', 'web', {
        spec: 'type: ExternalName\nexternalName: a.example.com',
      }),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'service-web', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: {
    externalName: 'a.example.com',
    ports: [{ port: 80, targetPort: 'http' }],
    selector: { app: 'web' },
    type: 'ExternalName',
  },
});
`,
      'a Service of another type',
    ],
    [
      autoscaler('web'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.autoscale({
  maxReplicas: 5,
  minReplicas: 2,
});
`,
      'an autoscaler',
    ],
    [
      autoscaler('scale-web'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.autoscale({
  name: 'scale-web',
  maxReplicas: 5,
  minReplicas: 2,
});
`,
      'an autoscaler of another name',
    ],
    [
      autoscaler('web', 'autoscaling/v2beta2'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'horizontalpodautoscaler-web', {
  apiVersion: 'autoscaling/v2beta2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    maxReplicas: 5,
    minReplicas: 2,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
  },
});
`,
      'an autoscaler of an old API version',
    ],
    [
      autoscaler('web', 'autoscaling/v2', '{kind: Deployment, name: web}'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'horizontalpodautoscaler-web', {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { maxReplicas: 5, minReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
});
`,
      'an autoscaler that does not say the API version of its target',
    ],
    [
      autoscaler('web', 'autoscaling/v2', '{apiVersion: apps/v1, kind: StatefulSet, name: web}'),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
`,
      'an autoscaler of something else',
    ],
    [
      budget('minAvailable: 1'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.disruptionBudget({ minAvailable: 1 });
`,
      'a disruption budget',
    ],
    [
      budget('maxUnavailable: 50%'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.disruptionBudget({ maxUnavailable: '50%' });
`,
      'a share of the pods',
    ],
    [
      budget('minAvailable: 1, maxUnavailable: 1'),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'poddisruptionbudget-web', {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web' },
  spec: { maxUnavailable: 1, minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
});
`,
      'a budget that Kubernetes refuses',
    ],
    [
      budget('minAvailable: 1', 'matchLabels: {app: web}, matchExpressions: []'),
      `
const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.disruptionBudget({
  minAvailable: 1,
  selector: { matchExpressions: [], matchLabels: { app: 'web' } },
});
`,
      'a selector in other words',
    ],
    [
      service('web', '[{port: 80, targetPort: http}]', 'web', { metadata: 'namespace: other' }),
      `
// What is no part of the release stays as it was written, and is applied first.
shop.addDependency(new Manifests(app, 'manifests'));

shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
`,
      'a Service in another namespace is about other pods',
    ],
    [
      service('web', '[{port: 80, targetPort: http}]', 'web', { metadata: 'finalizers: [a/b]' }),
      `
shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});

new ApiObject(shop, 'service-web', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', finalizers: ['a/b'] },
  spec: {
    ports: [{ port: 80, targetPort: 'http' }],
    selector: { app: 'web' },
  },
});
`,
      'a field of metadata that no method has',
    ],
  ])('row %#: %s', async (yaml, code, _reason) => {
    expect(await statementsOf(documents(web, yaml))).toBe(code);
  });

  test('is what the selector of a Service selects, in part', async () => {
    const many = deployment('web', { container: PORTS })
      .replace('matchLabels: {app: web}', 'matchLabels: {app: web, tier: front}')
      .replace('labels: {app: web}', 'labels: {app: web, tier: front, zone: a}');
    expect(
      await statementsOf(
        documents(
          many,
          service('web', '[{port: 80, targetPort: http}]'),
          service('zone', '[{port: 81, targetPort: http}]').replace('app: zone', 'zone: a'),
        ),
      ),
    ).toBe(`
const web = shop.deployment('web', {
  selector: { matchLabels: { app: 'web', tier: 'front' } },
  podLabels: { zone: 'a' },
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({
  ports: [{ port: 80, targetPort: 'http' }],
  selector: { app: 'web' },
});
web.expose({
  name: 'zone',
  ports: [{ port: 81, targetPort: 'http' }],
  selector: { zone: 'a' },
});
`);
  });

  test('is, of a Service for several workloads, the first that runs for long', async () => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec: {template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Never, containers: [{name: a, image: "team/shop:1.4.2"}]}}}\n`;
    expect(await statementsOf(documents(job, service('web', '[{port: 80, targetPort: http}]'), web))).toBe(`
shop.job('once', {
  name: 'once',
  podLabels: { app: 'web' },
  containerName: 'a',
  pod: { restartPolicy: 'Never' },
});

const web = shop.deployment('web', {
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ],
});
web.expose({ ports: [{ port: 80, targetPort: 'http' }] });
`);
  });

  test('is, of an autoscaler beside a number of replicas, nothing: a Release refuses that', async () => {
    const yaml = documents(deployment('web', { spec: 'replicas: 2' }), autoscaler('web'));
    const { main, declared } = await importYaml(yaml);
    expect(main).toBe(`// The workloads of shop: one image, whose version stands in release.yaml.
import { ApiObject, Chart } from 'cdk8s';
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  labels: false,
});

shop.deployment('web', { replicas: 2 });

// A Release would refuse these, so they stand outside of it as they were: nothing is checked here.
const unchecked = new Chart(app, 'unchecked');

// deployment 'web' says replicas: 2, so each kubectl apply undoes what the autoscaler did
new ApiObject(unchecked, 'horizontalpodautoscaler-web', {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    maxReplicas: 5,
    minReplicas: 2,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
  },
});

app.synth();
`);
    expect(declared.map(({ form, places, why }) => [form, places, why])).toEqual([
      ['workload', ['shop/web'], undefined],
      [
        'outside',
        ['unchecked/horizontalpodautoscaler-web'],
        "deployment 'web' says replicas: 2, so each kubectl apply undoes what the autoscaler did",
      ],
    ]);
  });
});
