// Prints 5,000 Deployments as YAML, one document each, and times that against cdk8s' Yaml.stringify, interleaved in one
// run, both to the last byte. Only the ratios mean something.
// RUNS=n asks for more runs than 5, DOCUMENTS=n for another number, LIB=folder for another build than lib.
const { cpus } = require('node:os');
const { join, resolve } = require('node:path');
const { Yaml } = require('cdk8s');

const LIB = resolve(process.env.LIB ?? join(__dirname, '../lib'));
const RUNS = Number(process.env.RUNS ?? 5);
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 5000);
const { printYaml } = require(join(LIB, 'manifest/print-yaml.js'));

const SCRIPT = '#!/bin/sh\nset -eu\nfor file in /config/*.yaml; do\n  echo "$file: $(wc -l <"$file")"\ndone\n';
/** What is printed: how one is made from its number, and the most that printYaml may take of Yaml.stringify's time. */
const SUBJECTS = {
  Deployments: { create: deployment, most: 1 / 8 },
  // their time is that of two long texts, where there is less to win
  ConfigMaps: { create: configMap, most: 2 / 3 },
};

console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${RUNS}\n`);
for (const [name, subject] of Object.entries(SUBJECTS)) measure(name, subject);

function measure(name, { create, most }) {
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => create(index));
  let otherCount = 0;
  const peers = {
    'Yaml.stringify': () => Yaml.stringify(...documents),
    printYaml: () =>
      printYaml(documents, (document) => {
        otherCount++;
        return Yaml.stringify(document);
      }),
    'JSON.stringify': () => documents.map((document) => JSON.stringify(document, undefined, 2)).join('\n'),
  };
  const text = peers.printYaml();
  const others = otherCount;
  if (text !== peers['Yaml.stringify']()) {
    console.error(`${name}: printYaml gives other bytes than Yaml.stringify`);
    process.exitCode = 1;
  }
  const times = Object.fromEntries(Object.keys(peers).map((peer) => [peer, []]));
  for (let round = 0; round < RUNS; round++) {
    for (const [peer, act] of Object.entries(peers)) {
      const begin = process.hrtime.bigint();
      // a text put together of parts is not there before somebody reads it
      Buffer.from(act());
      times[peer].push(Number(process.hrtime.bigint() - begin) / 1e6);
    }
  }
  const median = (peer) => times[peer].sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  console.log(`${DOCUMENTS} ${name}, ${(text.length / 1e6).toFixed(1)} MB, ${others} not printed by printYaml itself`);
  for (const peer of Object.keys(peers)) console.log(`  ${peer.padEnd(34)}${median(peer).toFixed(1).padStart(8)} ms`);
  const ratio = median('printYaml') / median('Yaml.stringify');
  const verdict = ratio <= most ? 'holds' : 'MISSED';
  console.log(`  printYaml / Yaml.stringify: ${ratio.toFixed(3)}  (at most ${most.toFixed(3)}: ${verdict})`);
  console.log(`  printYaml / JSON.stringify: ${(median('printYaml') / median('JSON.stringify')).toFixed(2)}\n`);
}

function deployment(index) {
  const name = `worker-${index}`;
  const labels = () => ({
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/version': '1.4.2',
    'app.kubernetes.io/managed-by': 'lockstep',
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: labels() },
    spec: {
      replicas: (index % 5) + 1,
      selector: { matchLabels: { app: name } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 }, type: 'RollingUpdate' },
      template: {
        metadata: {
          labels: { app: name },
          annotations: { 'prometheus.io/port': '9090', 'prometheus.io/scrape': 'true', note: 'Läuft: immer' },
        },
        spec: {
          serviceAccountName: name,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name,
              image: 'registry.example.com/shop/all:1.4.2',
              command: [`/bin/${name}`, '-worker', '--address=:8080'],
              env: [
                { name: 'PORT', value: '8080' },
                { name: 'QUEUE_URL', value: `amqp://queue-${index % 7}.shop.svc.cluster.local:5672` },
                { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
                { name: 'VERBOSE', value: 'no' },
                { name: 'GREETING', value: `hello "${index}", how are you?` },
              ],
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
              resources: { limits: { memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  };
}

function configMap(index) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `config-${index}`, namespace: 'shop' },
    data: { 'run.sh': SCRIPT.repeat(5), 'settings.json': JSON.stringify(deployment(index), undefined, 2) },
    immutable: true,
  };
}
