// The gifinator system: four services from one image, and the stores they use beside them.
import { ApiObject, Chart } from 'cdk8s';
import { App, Release } from 'cdk8s-lockstep';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Container, ServicePort } from 'kubernetes-types/core/v1';

const namespace = 'gifinator';

const app = new App();
const gifinator = new Release(app, 'gifinator', { file: 'release.yaml', namespace, createNamespace: true });
const stores = new Chart(app, 'stores', { namespace });

// Redis and MinIO run images of their own, so they are no part of the release.

interface StoreProps extends Pick<Container, 'image' | 'command' | 'env'> {
  readonly mountPath: string;
  readonly size: string;
  readonly ports: readonly ServicePort[];
}

/** A store: one pod with a claim, and a Service in front of it. */
class Store extends ApiObject {
  readonly service: ApiObject;
  readonly port: number;

  constructor(scope: Construct, name: string, { mountPath, size, ports, ...container }: StoreProps) {
    const volume = `gifinator-${name}-data`;
    const labels = { app: name };
    super(scope, name, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name,
                ...container,
                ports: ports.map(({ port }) => ({ containerPort: port })),
                volumeMounts: [{ name: volume, mountPath }],
              },
            ],
            volumes: [{ name: volume, persistentVolumeClaim: { claimName: `${volume}-pvc` } }],
          },
        },
      },
    });
    new ApiObject(this, 'claim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: `${volume}-pvc` },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
    });
    this.service = new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-service` },
      spec: { selector: labels, ports },
    });
    this.port = ports[0]?.port ?? 0;
  }
}

const redis = new Store(stores, 'redis', {
  image: 'redis:6',
  mountPath: '/var/lib/redis',
  size: '5Gi',
  ports: [{ port: 6379 }],
});

const minio = new Store(stores, 'minio', {
  image: 'quay.io/minio/minio:latest',
  command: ['minio', 'server', '/data', '--console-address', ':9001'],
  env: [
    { name: 'MINIO_ROOT_USER', value: 'minioaccesskeyid' },
    { name: 'MINIO_ROOT_PASSWORD', value: 'miniosecretaccesskey' },
  ],
  mountPath: '/data',
  size: '3Gi',
  ports: [
    { name: 'api', port: 9000 },
    { name: 'console', port: 9001 },
  ],
});

// Browsers fetch the rendered gifs from MinIO, so all services speak to it through its ingress.
const minioHost = 'minio.kates.test';
new ApiObject(stores, 'minio-ingress', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'minio-ingress' },
  spec: {
    rules: [
      { host: minioHost, number: 9000 },
      { host: `console.${minioHost}`, number: 9001 },
    ].map(({ host, number }) => ({
      host,
      http: {
        paths: [
          { path: '/', pathType: 'Prefix', backend: { service: { name: minio.service.name, port: { number } } } },
        ],
      },
    })),
  },
});

// The release: no workload names an image, and none names another one's host or port.

const minioEnv = { MINIO_PORT: 80, MINIO_NAME: minioHost };

const render = gifinator.deployment('render', {
  labels: { app: 'render' },
  replicas: 1,
  command: ['/render'],
  ports: [{ containerPort: 8085 }],
  env: { ...minioEnv, RENDER_PORT: 8085 },
});
const renderService = render.expose({ name: 'render-service' });

/** Server and worker are the same binary, and differ by a flag and a port. */
const gifcreatorEnv = (port: number) => ({
  RENDER_NAME: renderService.name,
  RENDER_PORT: renderService.port,
  REDIS_NAME: redis.service.name,
  REDIS_PORT: redis.port,
  GIFCREATOR_PORT: port,
  ...minioEnv,
  SCENE_PATH: '/tmp/scene',
});

const gifcreator = gifinator.deployment('gifcreator-server', {
  labels: { app: 'gifcreator-server' },
  replicas: 1,
  command: ['/gifcreator'],
  ports: [{ containerPort: 8082 }],
  env: gifcreatorEnv(8082),
});
const gifcreatorService = gifcreator.expose({ name: 'gifcreator-service' });

gifinator.deployment('gifcreator-worker', {
  labels: { app: 'gifcreator-worker' },
  replicas: 1,
  command: ['/gifcreator', '-worker'],
  ports: [{ containerPort: 8081 }],
  env: gifcreatorEnv(8081),
});

const frontend = gifinator.deployment('frontend', {
  labels: { app: 'frontend' },
  replicas: 1,
  command: ['/frontend'],
  ports: [{ containerPort: 8090 }],
  env: {
    FRONTEND_TEMPLATES_DIR: '/templates',
    FRONTEND_STATIC_DIR: '/static',
    FRONTEND_PORT: 8090,
    GIFCREATOR_NAME: gifcreatorService.name,
    GIFCREATOR_PORT: gifcreatorService.port,
  },
});

new kplus.Ingress(gifinator, 'frontend-ingress').addHostRule(
  'gif.kates.test',
  '/',
  kplus.IngressBackend.fromService(frontend.expose({ name: 'frontend-service' })),
);

app.synth();
