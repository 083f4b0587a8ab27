const { FIRST_UPSTREAM, NAMESPACE, PORT, REPOSITORY, TAG } = require('./system');

/** The compiler options that `cdk8s init typescript-app` writes. */
const COMPILER_OPTIONS = {
  ...{
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
  },
  ...{ lib: ['es2016'], module: 'CommonJS', noEmit: false, noEmitOnError: true, noFallthroughCasesInSwitch: true },
  ...{ noImplicitAny: true, noImplicitReturns: true, noImplicitThis: true, noUnusedLocals: true },
  ...{ noUnusedParameters: true, resolveJsonModule: true, strict: true, strictNullChecks: true },
  ...{ strictPropertyInitialization: true, stripInternal: true, target: 'ES2017' },
};

/**
 * The system as `cdk8s init typescript-app` begins one, with the Kubernetes classes that come with cdk8s-plus: files by
 * their names.
 *
 * @param app the command that runs it
 */
function cdk8sApp(names, app) {
  return {
    'cdk8s.yaml': `language: typescript\napp: ${app}\n`,
    'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['**/*.ts'] }),
    'main.ts': `import { App, Chart, ChartProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

const IMAGE = '${REPOSITORY}:${TAG}';
const names = ${JSON.stringify(names)};

export class Shop extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);
    let upstream = '${FIRST_UPSTREAM}';
    for (const name of names) {
      const labels = { app: name };
      new k8s.KubeDeployment(this, name, {
        metadata: { name },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [
                {
                  name,
                  image: IMAGE,
                  command: [\`/bin/\${name}\`, '-listen', ':${PORT}'],
                  env: [
                    { name: 'PORT', value: '${PORT}' },
                    { name: 'UPSTREAM', value: upstream },
                  ],
                  ports: [{ containerPort: ${PORT} }],
                  readinessProbe: {
                    httpGet: { path: '/ready', port: k8s.IntOrString.fromNumber(${PORT}) },
                    periodSeconds: 5,
                  },
                  resources: {
                    requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
                    limits: { memory: k8s.Quantity.fromString('256Mi') },
                  },
                },
              ],
            },
          },
        },
      });
      const service = new k8s.KubeService(this, \`\${name}-service\`, {
        metadata: { name },
        spec: { selector: labels, ports: [{ port: ${PORT} }] },
      });
      upstream = service.name;
    }
  }
}

const app = new App();
new Shop(app, 'shop', { namespace: '${NAMESPACE}' });
app.synth();
`,
  };
}

module.exports = { cdk8sApp };
