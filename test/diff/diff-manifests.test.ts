import fc from 'fast-check';
import { type Diff, diffManifests } from '../../src/diff/diff-manifests';
import { groupKindOf } from '../../src/diff/object-ref';
import { type Fields, type Manifest, nameOf, namespaceOf } from '../../src/manifest/manifest';
import { anyObject, deployment, object, service, template } from './objects';

const render = (version: string, container: Fields = {}) => deployment('render', `app:${version}`, container);
const worker = (version: string, spec: Fields = {}) => deployment('worker', `app:${version}`, {}, spec);
const job = (version: string, fields: Fields = {}) =>
  object('batch/v1', 'Job', `migrate-${version.replaceAll('.', '-')}`, {
    metadata: { labels: { 'app.kubernetes.io/version': version } },
    spec: { template: template('migrate', `app:${version}`), ...fields },
  });
const cron = (version: string) =>
  object('batch/v1', 'CronJob', 'nightly', {
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: template('nightly', `app:${version}`) } } },
  });
const config = (hash: string, text: string) =>
  object('v1', 'ConfigMap', `settings-${hash}`, { immutable: true, data: { 'a.conf': text } });
const reads = (hash: string) => ({ envFrom: [{ configMapRef: { name: `settings-${hash}` } }] });

/** One line for each object. */
function print({ objects }: Diff): string[] {
  return objects.map(
    ({ change, object: { kind, name }, was, effect, fields, leftBehind, workload }) =>
      `${change} ${kind} ${was ? `${was.name} → ` : ''}${name} ${effect} ${fields.length}${leftBehind ? ` ${leftBehind.state}` : ''}${workload ? ` (${workload})` : ''}`,
  );
}

describe('the headline', () => {
  test.each([
    [[render('1')], [render('1')], ['nothing changes'], 'both are the same'],
    [[], [], ['nothing changes'], 'there is nothing'],
    [
      [render('0.0.5'), worker('0.0.5'), service('render', '0.0.5')],
      [render('0.0.6'), worker('0.0.6'), service('render', '0.0.6')],
      ['0.0.5 → 0.0.6: 2 workloads roll, nothing else changes'],
      'a bump changes images and version labels only',
    ],
    [
      [render('1'), worker('1'), job('1'), cron('1')],
      [render('2'), worker('2'), job('2'), cron('2')],
      ['1 → 2: 2 workloads roll, 1 Job runs, 1 CronJob follows at its next run, nothing else changes'],
      'every kind moves in its own way',
    ],
    [
      [render('1'), worker('1')],
      [render('2', { tty: true }), worker('2', { replicas: 3, minReadySeconds: 1 })],
      ['1 → 2: 2 workloads roll, and 3 other fields change'],
      'other fields change along',
    ],
    [
      [render('1'), deployment('db', 'db:6', { tty: true }), object('v1', 'ConfigMap', 'a')],
      [render('2'), deployment('db', 'db:6'), service('render', '2')],
      [
        '1 → 2: 1 workload rolls, and 1 more workload rolls, 1 other field changes, 1 object is added, 1 object is no longer declared',
      ],
      'a workload rolls for another reason, objects come and go',
    ],
    [
      [render('1', reads('0123456789')), config('0123456789', 'a')],
      [render('2', reads('abcdef0123')), config('abcdef0123', 'b')],
      ['1 → 2: 1 workload rolls, and 1 other field changes, 1 configuration changes'],
      'a configuration is told as one',
    ],
    [
      [render('1'), worker('1')],
      [render('1', { tty: true }), worker('1', { paused: true })],
      ['no version moves: 1 workload rolls, 1 object changes in place'],
      'nobody bumped',
    ],
    [
      [render('1')],
      [render('1'), worker('1'), job('1')],
      ['no version moves: 1 object is added, 1 Job is added'],
      'there are new ones',
    ],
    [
      [render('1'), deployment('db', 'db:6')],
      [render('2'), deployment('db', 'db:7')],
      ['app 1 → 2: 1 workload', 'db 6 → 7: 1 workload', '2 workloads roll, nothing else changes'],
      'two images move',
    ],
    [
      [render('1'), object('batch/v1', 'Job', 'once', { spec: { template: template('once', 'app:1') } })],
      [render('2'), object('batch/v1', 'Job', 'once', { spec: { template: template('once', 'app:2') } })],
      ['1 → 2: 1 workload rolls, 1 change is refused, nothing else changes'],
      'a Job with a name of its own cannot change',
    ],
    [
      [render(`1@sha256:${'a'.repeat(64)}`)],
      [render(`1@sha256:${'b'.repeat(64)}`)],
      ['1@sha256:aaaaaaaaaaaa → 1@sha256:bbbbbbbbbbbb: 1 workload rolls, nothing else changes'],
      'only the digest moves',
    ],
  ])('%#: %j %j: %j, since %s', (before, after, headlines, _reason) => {
    expect(diffManifests(before as Manifest[], after as Manifest[]).headlines).toEqual(headlines);
  });
});

describe('only the image changes', () => {
  test.each([
    [[render('1')], [render('1')], true, 'nothing changes at all'],
    [
      [render('1'), service('render', '1'), job('1')],
      [render('2'), service('render', '2'), job('2')],
      true,
      'that is a bump',
    ],
    [
      [render('1'), deployment('db', 'db:6')],
      [render('2'), deployment('db', 'db:7')],
      true,
      'so is that of two images',
    ],
    [[render('1')], [render('2', { tty: true })], false, 'a field changes'],
    [[render('1')], [render('2'), worker('2')], false, 'a workload comes'],
    [[render('1'), worker('1')], [render('2')], false, 'a workload goes'],
    [[job('1')], [job('2', { parallelism: 2 })], false, 'the new Job is another'],
    [
      [render('1', reads('0123456789')), config('0123456789', 'a')],
      [render('2', reads('abcdef0123')), config('abcdef0123', 'b')],
      false,
      'a configuration changes',
    ],
    [[deployment('a', 'app:1')], [deployment('b', 'app:2')], false, 'a workload is renamed'],
  ])('%#: %j %j: %p, since %s', (before, after, answer, _reason) => {
    expect(diffManifests(before as Manifest[], after as Manifest[]).onlyImage).toBe(answer);
  });
});

describe('the objects', () => {
  test('stand by workload, with what is there for them', () => {
    const scaler = (max: number) =>
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scale', {
        spec: { maxReplicas: max, scaleTargetRef: { kind: 'Deployment', name: 'worker' } },
      });
    const budget = (min: number) =>
      object('policy/v1', 'PodDisruptionBudget', 'keep', {
        spec: { minAvailable: min, selector: { matchLabels: { app: 'render' } } },
      });
    const plain = (port: number) =>
      object('v1', 'Service', 'a-plain', { spec: { selector: { app: 'worker' }, ports: [{ port }] } });
    const both = (port: number) => object('v1', 'Service', 'a-both', { spec: { selector: {}, ports: [{ port }] } });
    const all = (n: number) => [
      scaler(n),
      both(n),
      budget(n),
      plain(n),
      service('render', `${n}`),
      worker(`${n}`),
      render(`${n}`),
    ];
    expect(print(diffManifests(all(1), all(2)))).toEqual([
      'changed Deployment render rolls 2 (render)',
      'changed PodDisruptionBudget keep inPlace 1 (render)',
      'changed Service render-service inPlace 1 (render)',
      'changed Deployment worker rolls 2 (worker)',
      'changed HorizontalPodAutoscaler scale inPlace 1 (worker)',
      'changed Service a-plain inPlace 2 (worker)',
      'changed Service a-both inPlace 2',
    ]);
  });

  test('are the same in another version of their API, and in the group that they were moved from', () => {
    const old = { ...render('1'), apiVersion: 'extensions/v1beta1' };
    expect(print(diffManifests([old], [render('1')]))).toEqual(['changed Deployment render inPlace 1 (render)']);
    const other = { ...render('1'), apiVersion: 'apps.kruise.io/v1' };
    expect(print(diffManifests([other], [render('1')])).length).toBe(2);
  });

  test('are others in another namespace', () => {
    const elsewhere = { ...render('1'), metadata: { ...render('1').metadata, namespace: 'other' } };
    expect(diffManifests([render('1')], [render('1'), elsewhere]).objects.map(({ change }) => change)).toEqual([
      'added',
    ]);
  });

  test('of the same name count once, the last one as kubectl applies it', () => {
    expect(diffManifests([render('1')], [render('3'), render('2')]).versions).toEqual([
      { repository: 'app', from: '1', to: '2', workloads: 1 },
    ]);
  });

  test('without a name are made anew where anything differs', () => {
    const nameless = (x: number): Manifest => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { generateName: 'run-' },
      x,
    });
    expect(print(diffManifests([nameless(1), nameless(2)], [nameless(2), nameless(3)]))).toEqual([
      'added Job run-* newJob 0',
      'removed Job run-* none 0 stays',
    ]);
  });

  test('that are no longer declared say what becomes of them', () => {
    const before = [
      render('1'),
      service('render', '1'),
      job('1', { ttlSecondsAfterFinished: 60 }),
      cron('1'),
      object('v1', 'PersistentVolumeClaim', 'data'),
      object('rbac.authorization.k8s.io/v1', 'Role', "system:it's"),
      object('x.example.com/v1', 'Farm', 'a'),
    ];
    const diff = diffManifests(before, []);
    expect(diff.objects.map(({ object: { name }, leftBehind }) => [name, leftBehind])).toEqual([
      ['migrate-1', { state: 'untilTtl' }],
      ['nightly', { state: 'runs', command: 'kubectl delete cronjob/nightly -n shop' }],
      ['render', { state: 'runs', command: 'kubectl delete deployment/render -n shop' }],
      ['render-service', { state: 'stays', command: 'kubectl delete service/render-service -n shop' }],
      ['a', { state: 'stays', command: 'kubectl delete farm.x.example.com/a -n shop' }],
      ['data', { state: 'holdsData' }],
      ["system:it's", { state: 'stays', command: "kubectl delete 'role/system:it'\\''s' -n shop" }],
    ]);
  });

  test('that have a new name say what stays of the old one', () => {
    const before = [render('1'), job('1'), config('0123456789', 'a'), deployment('db', 'db:1')];
    const moved = deployment('db', 'db:1');
    const after = [
      deployment('paint', 'app:1'),
      job('2'),
      config('abcdef0123', 'b'),
      { ...moved, metadata: { ...moved.metadata, namespace: 'x' } },
    ];
    expect(print(diffManifests(before, after))).toEqual([
      'renamed Job migrate-1 → migrate-2 newJob 2 stays (migrate-2)',
      'renamed Deployment render → paint created 3 runs (paint)',
      'renamed Deployment db → db created 0 runs (db)',
      'renamed ConfigMap settings-0123456789 → settings-abcdef0123 created 1 forRollback',
    ]);
  });
});

test('an object that gets a namespace may be where it was, so no command is given that could delete the new one', () => {
  const bare = { ...render('1'), metadata: { name: 'render' } };
  const [there] = diffManifests([bare], [render('1')]).objects;
  const [back] = diffManifests([render('1')], [bare]).objects;
  expect([there?.reason, there?.leftBehind]).toEqual(['namespace', { state: 'unknown' }]);
  expect([back?.reason, back?.leftBehind]).toEqual(['namespace', { state: 'unknown' }]);
});

describe('any two sets of manifests', () => {
  const several = fc.array(anyObject, { maxLength: 6 });
  const identity = (each: Manifest) => `${groupKindOf(each)} ${namespaceOf(each)} ${nameOf(each)}`;
  const distinct = fc.uniqueArray(anyObject, { maxLength: 6, selector: identity });

  test('have no difference to themselves', () => {
    fc.assert(
      fc.property(distinct, (manifests) => {
        const diff = diffManifests(manifests, manifests);
        expect(diff).toMatchObject({
          headlines: ['nothing changes'],
          onlyImage: true,
          versions: [],
          stays: [],
          objects: [],
        });
      }),
    );
  });

  test('differ in the same whatever the order of their objects', () => {
    fc.assert(
      fc.property(distinct, distinct, fc.nat(), (before, after, n) => {
        const turn = <T>(items: T[]) =>
          [...items.slice(n % (items.length || 1)), ...items.slice(0, n % (items.length || 1))].reverse();
        expect(JSON.stringify(diffManifests(turn(before), turn(after)))).toBe(
          JSON.stringify(diffManifests(before, after)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('differ in the same objects there and back, what is added here being removed there', () => {
    const opposite = { added: 'removed', removed: 'added', changed: 'changed', renamed: 'renamed' } as const;
    fc.assert(
      fc.property(distinct, distinct, (before, after) => {
        const there = diffManifests(before, after);
        const back = diffManifests(after, before);
        const ids = ({ change, object: now, was = now, fields }: Diff['objects'][number], turned: boolean) =>
          JSON.stringify([
            turned ? opposite[change] : change,
            ...(turned ? [now, was] : [was, now]).map(({ kind, name, namespace }) => [kind, namespace, name]),
            fields.map(({ path }) => path).sort(),
          ]);
        const renamed = (diff: Diff) => diff.objects.some(({ change }) => change === 'renamed');
        expect(renamed(back)).toBe(renamed(there));
        fc.pre(!renamed(there));
        expect(back.objects.map((each) => ids(each, true)).sort()).toEqual(
          there.objects.map((each) => ids(each, false)).sort(),
        );
        expect(back.unchanged).toBe(there.unchanged);
        expect(back.onlyImage).toBe(there.onlyImage);
      }),
      { numRuns: 300 },
    );
  });

  test('differ in plain data, which the given manifests do not notice', () => {
    fc.assert(
      fc.property(several, several, (before, after) => {
        const [old, now] = [before, after].map((each) => JSON.stringify(each));
        const diff = diffManifests(before, after);
        expect(JSON.stringify(JSON.parse(JSON.stringify(diff)))).toBe(JSON.stringify(diff));
        expect([before, after].map((each) => JSON.stringify(each))).toEqual([old, now]);
        expect(diff.objects.every(({ effect, refusals }) => (effect === 'refused') === refusals.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('two thousand objects are compared in less than a second, even if all are renamed', () => {
  const many = (version: string, prefix = 'w') =>
    Array.from({ length: 1000 }, (_, i) => [
      deployment(`${prefix}${i}`, `app:${version}`, { env: [{ name: 'N', value: String(i) }] }),
      { ...service(`${prefix}${i}`, version), metadata: { name: `${prefix}${i}` } },
    ]).flat();
  const [one, two, renamed] = [many('1'), many('2'), many('1', 'x')];
  const start = performance.now();
  expect(diffManifests(one, two).headlines).toEqual(['1 → 2: 1000 workloads roll, nothing else changes']);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(diffManifests(one, renamed).headlines).toEqual(['no version moves: 2000 objects are renamed']);
  expect(performance.now() - start).toBeLessThan(2000);
});
