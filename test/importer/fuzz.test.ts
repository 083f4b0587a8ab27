import { UserError } from '../../src/errors';
import { asFields, type Manifest, nameOf } from '../../src/manifest/manifest';
import { parseManifests } from '../../src/manifest/parse-manifests';
import { importYaml } from './generate/generated';
import { runHere } from './generate/run-here';

interface Mutation {
  readonly text: string;
  /** What was done to it. */
  readonly names: readonly string[];
}

const { mutate } = require('../../scripts/fuzz/mutate') as { mutate: (text: string, random: unknown) => Mutation };
const { Random } = require('../../scripts/fuzz/random') as { Random: new (seed: number) => unknown };

const SHOP = `# what people see
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: {app: web, part: shop}
spec:
  replicas: 2 # for now
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      initContainers:
        - name: migrate
          image: team/shop:1.4.2
          args: [migrate]
      containers:
        - name: web
          image: team/shop:1.4.2
          command: [/shop, serve]
          ports:
            - containerPort: 8080
          env:
            - name: QUEUE_HOST
              value: queue
            - name: QUEUE_PORT
              value: "6379"
            - name: LOG_LEVEL
              value: info
            - name: TOKEN
              valueFrom: {secretKeyRef: {name: tokens, key: web}}
          volumeMounts:
            - {name: settings, mountPath: /etc/shop}
        # in front of it
        - name: proxy
          image: team/proxy:3
      volumes:
        - name: settings
          configMap: {name: settings, defaultMode: 0644}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports:
    - port: 8080
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  run.sh: |
    #!/bin/sh
    set -e
    exec /shop "$@"
  "on": "yes"
---
`;
const QUEUE = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue, namespace: shop}
spec:
  serviceName: queue
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      containers:
        - name: queue
          image: team/shop:1.4.2
          args: [queue]
          ports: [{name: queue, containerPort: 6379}]
          env:
            - {name: LOG_LEVEL, value: info}
            - {name: REGION, value: north}
---
apiVersion: v1
kind: Service
metadata: {name: queue, namespace: shop}
spec: {selector: {app: queue}, ports: [{name: queue, port: 6379}]}
---
`;
const LISTED = `apiVersion: v1
kind: List
items:
- apiVersion: batch/v1
  kind: CronJob
  metadata: {name: 9-to-5, namespace: shop}
  spec:
    schedule: "0 9 * * *"
    jobTemplate:
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - {name: report, image: "team/shop:1.4.2", args: [report, --day]}
# nobody runs it
- apiVersion: v1
  kind: ServiceAccount
  metadata: {name: shop, namespace: shop, labels: {}}
`;
const INPUTS = [SHOP + QUEUE, SHOP + QUEUE + LISTED, QUEUE + LISTED, SHOP + LISTED];
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
/** What is right to say of a broken input. */
const RIGHT_CODE = /^(?:MANIFEST_\w+|IMPORT_(?!NOT_EQUAL)\w+)$/;
const INTERNALS = /\bundefined\b|\[object |\bNaN\b|(?:Type|Range|Reference|Syntax)Error|\n\s+at /;

/** What Kubernetes makes of objects, whatever their order: without what means nothing. */
function meaningOf(manifests: readonly Manifest[]): string[] {
  return manifests
    .map(({ status: _status, ...manifest }) => {
      const { creationTimestamp: _time, ...metadata } = asFields(manifest.metadata);
      return `${nameOf(manifest as Manifest)} ${print({ ...manifest, metadata })}`;
    })
    .sort();
}

function print(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(print).join()}]`;
  const fields = Object.entries(value).flatMap(([key, child]) => {
    const printed = print(child);
    return ['null', '{}', '[]'].includes(printed) ? [] : [`${JSON.stringify(key)}:${printed}`];
  });
  return `{${fields.sort().join()}}`;
}

async function importOnce(text: string): Promise<'equal' | 'refused'> {
  try {
    const { files } = await importYaml(text, { keepDrift: true });
    const objects = parseManifests(text, 'app.yaml').map(({ manifest }) => manifest);
    expect(meaningOf(await runHere(files))).toEqual(meaningOf(objects));
    return 'equal';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.problems.map(({ code }) => code).filter((code) => !RIGHT_CODE.test(code))).toEqual([]);
    expect(error.message).not.toMatch(INTERNALS);
    return 'refused';
  }
}

describe('manifests that somebody has broken are imported as what they are, or refused in their own words', () => {
  const outcomes: string[] = [];

  test.each(SEEDS)('seed %i', async (seed) => {
    const { text } = mutate(INPUTS[seed % INPUTS.length] ?? SHOP, new Random(seed));
    outcomes.push(await importOnce(text));
  });

  test('the same in a second run, and neither all of them nor none', () => {
    const texts = () => SEEDS.map((seed) => mutate(SHOP, new Random(seed)).text);
    expect(texts()).toEqual(texts());
    expect(new Set(outcomes)).toEqual(new Set(['equal', 'refused']));
  });
});
