// One web server from the registry of a local cluster, updated without a moment in which nobody answers.
import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const askeladden = new Release(app, 'askeladden', { file: 'release.yaml' });

const web = askeladden.deployment('askeladden', {
  replicas: 2,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  minReadySeconds: 5,
  ports: [{ name: 'http', containerPort: 8090 }],
  readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 2 },
  // requests still arrive until every node has heard that the pod is leaving. The kubelet itself sleeps (Kubernetes
  // 1.30), since a slim image has no shell and no `sleep` to exec; the default grace period of 30 seconds holds both
  // this pause and the server's own shutdown.
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
});
web.disruptionBudget({ maxUnavailable: 1 });
web.expose({ type: 'NodePort', ports: [{ port: 8090, nodePort: 30008 }] });

app.synth();
