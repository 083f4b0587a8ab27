// Apps of any size, built in process: what grows is the number of workloads, of charts, or of charts in a chain.
// Each takes the library (`require('..')` or another build), the cdk8s it is built on, and an output folder.

/** One release with that many workloads and a Service each. */
function workloads({ App, Release }, _cdk8s, outdir, count) {
  const app = new App({ outdir });
  const shop = new Release(app, 'shop', { image: 'registry.example.com/shop/all:1.4.2', namespace: 'shop' });
  let upstream = 'gateway';
  for (let index = 0; index < count; index++) {
    const name = `service-${index}`;
    const workload = shop.deployment(name, {
      replicas: 2,
      command: [`/bin/${name}`, '-listen', ':8080'],
      env: { PORT: 8080, UPSTREAM: upstream },
      ports: [{ containerPort: 8080 }],
      readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5 },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    });
    upstream = workload.expose().name;
  }
  return app;
}

/** That many charts with five objects each; `chained` lets each depend on the one before it. */
function charts({ App }, cdk8s, outdir, count, chained = false) {
  const app = new App({ outdir });
  let before;
  for (let index = 0; index < count; index++) {
    const chart = new cdk8s.Chart(app, `chart-${index}`);
    for (let number = 0; number < 5; number++) declare(cdk8s, chart, `object-${index}-${number}`);
    if (chained && before) chart.addDependency(before);
    before = chart;
  }
  return app;
}

/** One chart with that many objects, as plain as those of `charts`. */
function objects({ App }, cdk8s, outdir, count) {
  const app = new App({ outdir });
  const chart = new cdk8s.Chart(app, 'chart');
  for (let index = 0; index < count; index++) declare(cdk8s, chart, `object-${index}`);
  return app;
}

function declare({ ApiObject }, chart, name) {
  new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { app: name } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name,
              image: 'registry.example.com/shop/all:1.4.2',
              command: [`/bin/${name}`],
              ports: [{ containerPort: 8080 }],
            },
          ],
        },
      },
    },
  });
}

module.exports = { charts, objects, workloads };
