const { FIRST_UPSTREAM, NAMESPACE, PORT, REPOSITORY, TAG } = require('./system');

/** The system as an app of ours: files by their names. */
function lockstepApp(names) {
  return {
    'cdk8s.yaml': 'language: typescript\napp: lockstep app main.ts\n',
    'release.yaml': `image:\n  repository: ${REPOSITORY}\n  tag: ${TAG}\n`,
    'main.ts': `import { App, Release } from 'cdk8s-lockstep';

const names = ${JSON.stringify(names)};

const app = new App();
const shop = new Release(app, 'shop', { file: 'release.yaml', namespace: '${NAMESPACE}' });
let upstream = '${FIRST_UPSTREAM}';
for (const name of names) {
  const workload = shop.deployment(name, {
    replicas: 2,
    command: [\`/bin/\${name}\`, '-listen', ':${PORT}'],
    env: { PORT: ${PORT}, UPSTREAM: upstream },
    ports: [{ containerPort: ${PORT} }],
    readinessProbe: { httpGet: { path: '/ready', port: ${PORT} }, periodSeconds: 5 },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  });
  upstream = workload.expose().name;
}
app.synth();
`,
  };
}

module.exports = { lockstepApp };
