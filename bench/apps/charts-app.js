// Apps of many charts. A shape says how many charts there are, how many objects each has, and whether each chart
// depends on the one before it.

const SHAPES = {
  many: { charts: 1000, objects: 5, chained: false },
  one: { charts: 1, objects: 5000, chained: false },
  chain: { charts: 200, objects: 5, chained: true },
  independent: { charts: 200, objects: 5, chained: false },
};

/** Declares the charts. Its text is also what stands in the apps. */
function declareCharts(scope, { ApiObject, Chart }, { charts, objects, chained }) {
  let before;
  for (let number = 0; number < charts; number++) {
    const chart = new Chart(scope, `chart-${number}`, { namespace: 'shop' });
    if (chained && before) chart.addDependency(before);
    before = chart;
    for (let index = 0; index < objects; index++) {
      const name = `worker-${number}-${index}`;
      new ApiObject(chart, name, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name },
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
                  env: [{ name: 'PORT', value: '8080' }],
                  ports: [{ containerPort: 8080 }],
                  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
                },
              ],
            },
          },
        },
      });
    }
  }
}

/** An app of that shape for `lockstep synth`: files by their names. */
function chartsApp(shape) {
  return {
    'cdk8s.yaml': 'language: typescript\napp: lockstep app main.ts\n',
    'declare-charts.js': `${declareCharts}\nmodule.exports = { declareCharts };\n`,
    'main.ts': `import { ApiObject, Chart } from 'cdk8s';
import { App } from 'cdk8s-lockstep';
import { declareCharts } from './declare-charts';

const app = new App();
declareCharts(app, { ApiObject, Chart }, ${JSON.stringify(shape)});
app.synth();
`,
  };
}

/**
 * A script that builds and synthesizes an app of that shape in its own process, and prints how long that took: files by
 * their names.
 *
 * @param library the package whose App it is: 'cdk8s' or 'cdk8s-lockstep'
 */
function chartsScript(library, shape) {
  return {
    'declare-charts.js': `${declareCharts}\nmodule.exports = { declareCharts };\n`,
    'main.js': `const { ApiObject, Chart } = require('cdk8s');
const { App } = require('${library}');
const { declareCharts } = require('./declare-charts');

const cpu = process.cpuUsage();
const begin = process.hrtime.bigint();
const app = new App({ outdir: 'dist' });
declareCharts(app, { ApiObject, Chart }, ${JSON.stringify(shape)});
app.synth();
const wallMs = Number(process.hrtime.bigint() - begin) / 1e6;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1e3 }));
`,
  };
}

module.exports = { SHAPES, chartsApp, chartsScript };
