// The system that every peer builds: workloads of one image, each with a Service, each calling the one before it.

const REPOSITORY = 'registry.example.com/shop/all';
const NAMESPACE = 'shop';
const TAG = '1.4.2';
const PORT = 8080;
/** What the first workload calls, which has no other before it. */
const FIRST_UPSTREAM = 'gateway';
const WORDS = ['orders', 'carts', 'prices', 'stock', 'mail', 'search', 'users', 'invoices', 'images', 'reports'];

/** Names of that many workloads, all different. */
function createNames(count) {
  return Array.from({ length: count }, (_, index) => `${WORDS[index % WORDS.length]}-${index}`);
}

/** The objects that a peer has to give for these workloads, in no order that matters. */
function expectedManifests(names, tag = TAG) {
  return names.flatMap((name, index) => [
    deployment({ name, upstream: names[index - 1] ?? FIRST_UPSTREAM, image: `${REPOSITORY}:${tag}` }),
    service(name),
  ]);
}

function deployment({ name, upstream, image }) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name,
              image,
              command: [`/bin/${name}`, '-listen', `:${PORT}`],
              env: [
                { name: 'PORT', value: `${PORT}` },
                { name: 'UPSTREAM', value: upstream },
              ],
              ports: [{ containerPort: PORT }],
              readinessProbe: { httpGet: { path: '/ready', port: PORT }, periodSeconds: 5 },
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
            },
          ],
        },
      },
    },
  };
}

function service(name) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: { selector: { app: name }, ports: [{ port: PORT }] },
  };
}

module.exports = { FIRST_UPSTREAM, NAMESPACE, PORT, REPOSITORY, TAG, createNames, expectedManifests };
