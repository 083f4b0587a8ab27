// A Django shop: web, worker, nightly job and migration are one Python image, each started in its own way.
import { App, Release } from 'cdk8s-lockstep';
import * as kplus from 'cdk8s-plus-27';
import { ServiceMonitor } from '../../imports/monitoring.coreos.com';

const app = new App();
const shop = new Release(app, 'shop', {
  file: 'release.yaml',
  namespace: 'shop',
  // the kubelet tells root from others by the number only, so the image says USER 10001 and not USER shop
  podSecurity: 'restricted',
});

const env = {
  DJANGO_SETTINGS_MODULE: 'shop.settings.production',
  SECRET_KEY: { secretKeyRef: { name: 'shop', key: 'secret-key' } },
  DATABASE_URL: { secretKeyRef: { name: 'shop', key: 'database-url' } },
  BROKER_URL: { secretKeyRef: { name: 'shop', key: 'broker-url' } },
};

shop.job('migrate', {
  command: ['python', 'manage.py', 'migrate', '--no-input'],
  env,
  backoffLimit: 3,
  pod: { restartPolicy: 'Never' },
});
// kubectl applies everything at once, so the pods themselves wait for the migration of their version
const initContainers = {
  'wait-for-migration': {
    command: ['sh', '-c', 'until python manage.py migrate --check; do sleep 2; done'],
    env,
  },
};

const port = 8000;
const web = shop.deployment('web', {
  // the image's entrypoint is gunicorn
  args: [`--bind=0.0.0.0:${port}`, '--workers=2', 'shop.wsgi'],
  ports: [{ name: 'http', containerPort: port }],
  env,
  initContainers,
  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
});
const webService = web.expose();

const worker = shop.deployment('worker', {
  replicas: 2,
  command: ['celery', '--app=shop', 'worker', '--concurrency=4'],
  // the worker prints invoices, which are pages of the shop
  env: { ...env, SHOP_URL: `http://${webService.name}:${webService.port}` },
  initContainers,
  resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '1Gi' } },
  // celery finishes the tasks at hand before it stops
  pod: { terminationGracePeriodSeconds: 120 },
});

shop.cronJob('clear-sessions', {
  schedule: '30 2 * * *',
  timeZone: 'Europe/Oslo',
  concurrencyPolicy: 'Forbid',
  jobTemplate: { spec: { backoffLimit: 2 } },
  command: ['python', 'manage.py', 'clearsessions'],
  env,
  pod: { restartPolicy: 'Never' },
});

web.autoscale({
  minReplicas: 2,
  maxReplicas: 8,
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
});

new kplus.Ingress(shop, 'shop', { className: 'nginx' }).addHostRule(
  'shop.example.com',
  '/',
  kplus.IngressBackend.fromService(webService),
);

new ServiceMonitor(shop, 'web', {
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
    endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
  },
});

// nothing in the namespace takes connections but the web, and it from these three only
new kplus.NetworkPolicy(shop, 'deny-ingress', { ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY } });
const ports = [kplus.NetworkPolicyPort.tcp(port)];
new kplus.NetworkPolicy(shop, 'allow-web', {
  selector: web,
  ingress: {
    rules: [
      { peer: kplus.Namespaces.select(shop, 'ingress-controller', { names: ['ingress-nginx'] }), ports },
      { peer: kplus.Namespaces.select(shop, 'prometheus', { names: ['monitoring'] }), ports },
      { peer: worker, ports },
    ],
  },
});

app.synth();
