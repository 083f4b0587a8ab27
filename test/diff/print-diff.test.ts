import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { diffManifests } from '../../src/diff/diff-manifests';
import { printDiff } from '../../src/diff/print-diff';
import type { Manifest } from '../../src/manifest/manifest';
import { anyObject, deployment, object, service, template, yaml } from './objects';

function print(before: Manifest[], after: Manifest[], color = false): string {
  return printDiff(diffManifests(before, after), { color });
}

const release = (version: string) =>
  ['render', 'frontend', 'gifcreator'].flatMap((name) => [
    deployment(name, `inherently/gifinator:${version}`),
    service(name, version),
  ]);

describe('a diff for people', () => {
  test('says so when nothing changes', () => {
    expect(print(release('1'), release('1'))).toBe('nothing changes\n');
  });

  test('shows every field of a small change', () => {
    expect(
      print(release('0.0.5').slice(0, 2), release('0.0.6').slice(0, 2)),
    ).toBe(`0.0.5 → 0.0.6: 1 workload rolls, nothing else changes

~ deployment 'render' rolls
    metadata.labels[app.kubernetes.io/version]: 0.0.5 → 0.0.6
    spec.template.spec.containers[render].image: inherently/gifinator:0.0.5 → inherently/gifinator:0.0.6
  ~ service 'render-service'
      metadata.labels[app.kubernetes.io/version]: 0.0.5 → 0.0.6
`);
  });

  test('of a bump of many objects has one line for each, and only other fields below', () => {
    const before = [
      ...release('0.0.5'),
      deployment('legacy', 'inherently/gifinator:0.0.4'),
      object('v1', 'Namespace', 'shop'),
    ];
    const after = [
      ...release('0.0.6'),
      deployment('legacy', 'inherently/gifinator:0.0.4'),
      object('v1', 'Namespace', 'shop'),
    ];
    after[0] = deployment('render', 'inherently/gifinator:0.0.6', { tty: true });
    expect(print(before, after)).toBe(`0.0.5 → 0.0.6: 3 workloads roll, and 1 other field changes

~ deployment 'frontend' rolls: image and version label
  ~ service 'frontend-service': version label
~ deployment 'gifcreator' rolls: image and version label
  ~ service 'gifcreator-service': version label
~ deployment 'render' rolls: image and version label
    spec.template.spec.containers[render].tty: + true
  ~ service 'render-service': version label

= deployment 'legacy' stays on 0.0.4
2 objects do not change
`);
  });

  test('of two images that move says which one', () => {
    const db = (version: string) => deployment('db', `postgres:${version}`);
    expect(
      print([...release('1'), db('15')], [...release('2'), db('16')]),
    ).toBe(`inherently/gifinator 1 → 2: 3 workloads
postgres 15 → 16: 1 workload
4 workloads roll, nothing else changes

~ deployment 'db' rolls
    metadata.labels[app.kubernetes.io/version]: "15" → "16"
    spec.template.spec.containers[db].image: postgres:15 → postgres:16
~ deployment 'frontend' rolls: image 1 → 2 and version label
  ~ service 'frontend-service': version label
~ deployment 'gifcreator' rolls: image 1 → 2 and version label
  ~ service 'gifcreator-service': version label
~ deployment 'render' rolls: image 1 → 2 and version label
  ~ service 'render-service': version label
`);
  });

  test('shows each effect, what is left behind, and how to do what is refused', () => {
    const before = yaml(`
apiVersion: v1
kind: ConfigMap
metadata: {name: settings-0123456789, namespace: shop}
immutable: true
data:
  app.conf: |
    # the settings
    level: info
    port: 80
    path: /
    depth: 3
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate-1, namespace: shop}
spec:
  ttlSecondsAfterFinished: 600
  template: {spec: {containers: [{name: migrate, image: 'app:1'}]}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: db
  template: {spec: {containers: [{name: db, image: 'pg:1', ports: [{containerPort: 80}, {containerPort: 81}]}]}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  updateStrategy: {type: OnDelete}
  template: {spec: {containers: [{name: agent, image: 'agent:1', env: [{name: A, value: '1'}, {name: B, value: '2'}]}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: old, namespace: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: key, namespace: shop}
data: {password: c2VjcmV0, user: cm9vdA==}
---
apiVersion: v1
kind: Service
metadata: {name: moved, namespace: shop}
spec: {ports: [{port: 80}]}
`);
    const after = yaml(`
apiVersion: v1
kind: ConfigMap
metadata: {name: settings-abcdef0123, namespace: shop}
immutable: true
data:
  app.conf: |
    # the settings
    level: debug
    port: 80
    path: /
    depth: 3
  new.conf: |
    a
    b
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate-2, namespace: shop}
spec:
  ttlSecondsAfterFinished: 600
  template: {spec: {containers: [{name: migrate, image: 'app:2'}]}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: data
  template: {spec: {containers: [{name: db, image: 'pg:1', ports: [{containerPort: 81}, {containerPort: 80}]}]}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  updateStrategy: {type: OnDelete}
  template: {spec: {containers: [{name: agent, image: 'agent:1', env: [{name: B, value: 2}, {name: A, value: '1'}]}]}}
---
apiVersion: v1
kind: Secret
metadata: {name: key, namespace: shop}
data: {password: b3RoZXI=, token: eA==}
---
apiVersion: v1
kind: Service
metadata: {name: moved, namespace: yard}
spec: {ports: [{port: 80}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
`);
    expect(
      print(before, after),
    ).toBe(`1 → 2: 1 Job runs, and 7 other fields change, 1 change is refused, 1 configuration changes, 1 object is added, 1 object is renamed, 1 object is no longer declared

~ daemonset 'agent' in shop waits until its pods are deleted
    spec.template.spec.containers[agent].env[B].value: "2" → 2
    spec.template.spec.containers[agent].env: the order changes, and it matters: A, B → B, A
~ statefulset 'db' in shop is refused
    spec.serviceName: db → data
    spec.template.spec.containers[db].ports: the order changes, which is harmless: 80, 81 → 81, 80
    refused: spec.serviceName
      why: of a StatefulSet only replicas, ordinals, template, updateStrategy, minReadySeconds and the claims' retention change
      fix: kubectl delete statefulset/db -n shop --cascade=orphan, then apply: pods and claims stay, and the new one takes them over
~ job 'migrate-1' in shop becomes 'migrate-2' and runs; the old one stays until its time to live is over
    spec.template.spec.containers[migrate].image: app:1 → app:2
~ configmap 'settings-0123456789' in shop becomes 'settings-abcdef0123'; the old one stays, for rolling back
    data[app.conf]:
       # the settings
      -level: info
      +level: debug
       port: 80
       path: /
    data[new.conf]: + (2 lines)
+ cronjob 'nightly' in shop
- deployment 'old' in shop is no longer declared and stays: kubectl delete deployment/old -n shop
~ secret 'key' in shop
    data.password: changed (hidden)
    data.token: added (hidden)
    data.user: removed (hidden)
~ service 'moved' in shop moves to namespace yard; the old one stays: kubectl delete service/moved -n shop
`);
  });

  test('does not say that an old object is there where it cannot know', () => {
    const service = (namespace: object) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', ...namespace },
    });
    expect(print([service({})], [service({ namespace: 'shop' })])).toBe(`no version moves: 1 object is renamed

~ service 'a' moves to namespace shop; the old one may still be there: one of them is in kubectl's own namespace, whatever that is
`);
  });

  test('never shows more of a long text than a person reads', () => {
    const text = (word: string) => Array.from({ length: 200 }, (_, i) => `${word} ${i}\n`).join('');
    const config = (data: string) => object('v1', 'ConfigMap', 'a', { data: { text: data } });
    const lines = print([config(text('a'))], [config(text('b'))]).split('\n');
    expect(lines.length).toBe(66);
    expect(lines.slice(-3)).toEqual(['      -a 59', '      … and 340 more lines', '']);
    const huge = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}\n`).join('');
    expect(print([config(huge('a'))], [config(huge('b'))])).toContain('      another text of 20000 lines\n');
  });

  test('shows text that differs in its line ends only', () => {
    const config = (data: string) => object('v1', 'ConfigMap', 'a', { data: { text: data } });
    expect(print([config('a\nb\n')], [config('a\r\nb')])).toContain(`    data.text:
      -a
      -b
      +a\\u{d}
      +b
      \\ No newline at end of file
`);
  });

  test('is painted on request only, and says the same then', () => {
    const [before, after] = [
      [...release('1'), deployment('old', 'x:1')],
      [...release('2'), service('new', '2')],
    ];
    const painted = print(before, after, true);
    expect(painted).toContain('\u001b[');
    expect(stripVTControlCharacters(painted)).toBe(print(before, after));
    expect(print(before, after)).not.toContain('\u001b');
  });

  test('of any objects is printed in full lines without control characters, and twice the same', () => {
    const several = fc.array(anyObject, { maxLength: 6 });
    fc.assert(
      fc.property(several, several, fc.boolean(), (before, after, color) => {
        const text = print(before, after, color);
        expect(color ? stripVTControlCharacters(text) : text).toMatch(/^(?:[^\p{Cc}\p{Zl}\p{Zp}]|[\n\t])+\n$/u);
        expect(text).not.toMatch(/\[object |undefined/);
        expect(print(before, after, color)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('never shows what a Secret holds', () => {
    const secret = (fields: object) => object('v1', 'Secret', 'a', { ...fields });
    const value = fc.stringMatching(/^s3cr3t[a-z]{4}$/);
    fc.assert(
      fc.property(value, value, fc.constantFrom('data', 'stringData'), (old, now, field) => {
        const sets = [
          [],
          [secret({ [field]: { a: old, b: { c: [old] } } })],
          [secret({ [field]: { a: now, d: now }, type: 'x' })],
          [secret({ [field]: now })],
        ];
        for (const before of sets) {
          for (const after of sets) {
            expect(print(before, after)).not.toContain('s3cr3t');
            expect(JSON.stringify(diffManifests(before, after))).not.toContain('s3cr3t');
          }
        }
      }),
    );
  });
});

test('an image that Kubernetes refuses is told as it was meant, and then refused', () => {
  const job = (image: string) => object('batch/v1', 'Job', 'once', { spec: { template: template('once', image) } });
  expect(print([job('app:1')], [job('app:2')])).toBe(`1 → 2: 1 change is refused, nothing else changes

~ job 'once' is refused
    spec.template.spec.containers[once].image: app:1 → app:2
    refused: spec.template.spec.containers[once].image
      why: a Job's template never changes, since its pods run once
      fix: give the Job another name, one for each version, or kubectl delete job/once -n shop, then apply the new one
`);
});
