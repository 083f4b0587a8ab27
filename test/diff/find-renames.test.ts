import fc from 'fast-check';
import { findRenames } from '../../src/diff/find-renames';
import { likeness, traitsOf } from '../../src/diff/likeness';
import { type Fields, type Manifest, nameOf, namespaceOf } from '../../src/manifest/manifest';
import { toNameSuffix } from '../../src/release/version';
import { anyObject, deployment, object, service, template } from './objects';

/** Each pair as `reason: old → new`. */
function find(removed: Manifest[], added: Manifest[]): string[] {
  return findRenames(removed, added)
    .map(({ before, after, reason }) => `${reason}: ${nameOf(before)} → ${nameOf(after)}`)
    .sort();
}

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const job = (name: string, image: string, spec: Fields = {}) =>
  object('batch/v1', 'Job', name, { spec: { template: template('main', image), ...spec } });
const config = (name: string, fields: Fields = {}) => object('v1', 'ConfigMap', name, { data: { a: '1' }, ...fields });
const other = (namespace: string, manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, namespace },
});
const ENV = { command: ['/render'], env: ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, value: '1' })) };

describe('a new name', () => {
  test.each([
    [
      job('migrate-0-0-5', 'app:0.0.5'),
      job('migrate-0-0-6', 'app:0.0.6'),
      ['version: migrate-0-0-5 → migrate-0-0-6'],
      'the name ends in the tag',
    ],
    [job('a-b-1', 'app:1'), job('a-b-2-0', 'app:2.0'), ['version: a-b-1 → a-b-2-0'], 'the name has dashes'],
    [
      job('migrate-1', 'app:1', { parallelism: 1 }),
      job(`migrate-sha256-${'ab'.repeat(6)}`, `app@${DIGEST}`, { parallelism: 2 }),
      [`version: migrate-1 → migrate-sha256-${'ab'.repeat(6)}`],
      'the name ends in a digest, and the Job is another',
    ],
    [
      job('migrate-v5', 'app:0.0.5'),
      job('migrate-v6', 'app:0.0.6'),
      ['name: migrate-v5 → migrate-v6'],
      'the name is made another way, but the Job is the same',
    ],
    [job('a-1', 'app:1', { x: 1 }), job('b-2', 'app:2', { x: 2, y: 3, z: 4 }), [], 'it is another Job'],
    [
      config('settings-0123456789'),
      config('settings-abcdef0123', { data: { b: '2' } }),
      ['content: settings-0123456789 → settings-abcdef0123'],
      'the name ends in a hash',
    ],
    [
      config('settings-5hk2m9ttc8'),
      config('settings-g2dbh4mk7f'),
      ['content: settings-5hk2m9ttc8 → settings-g2dbh4mk7f'],
      "kustomize's hash has other letters",
    ],
    [config('settings-012345678'), config('settings-abcdef012'), [], 'nine digits are no hash of ours'],
    [config('a-0123456789'), config('b-0123456789'), [], 'the base name is another'],
    [config('a'), other('y', config('a')), ['namespace: a → a'], 'it moved'],
    [config('a'), other('y', config('b')), [], 'an object without a spec is only known by its name'],
    [
      deployment('render', 'app:1'),
      deployment('renderer', 'app:2'),
      ['name: render → renderer'],
      'its own name is everywhere the new one',
    ],
    [
      deployment('a', 'app:1', ENV),
      deployment('b', 'app:1', { ...ENV, stdin: true }),
      ['name: a → b'],
      'nearly everything is the same',
    ],
    [deployment('a', 'app:1', ENV), deployment('b', 'app:1', { ...ENV, command: ['/x'] }), [], 'it is another program'],
    [deployment('a', 'app:1', ENV), deployment('b', 'app:1', { command: ['/render'] }), [], 'too little is the same'],
    [deployment('a', 'app:1'), other('y', deployment('b', 'app:1')), [], 'both the name and the namespace are others'],
    [
      service('a', '1'),
      { ...service('a', '1'), metadata: { name: 'b', namespace: 'shop' } },
      ['name: a-service → b'],
      'the spec is the same',
    ],
    [service('a', '1'), service('b', '1'), [], 'it selects other pods'],
    [object('v1', 'ServiceAccount', 'a'), object('v1', 'ServiceAccount', 'b'), [], 'there is nothing to know it by'],
    [
      object('x.io/v1', 'Farm', 'a', { spec: { n: 1 } }),
      object('y.io/v1', 'Farm', 'b', { spec: { n: 1 } }),
      [],
      'it is another kind',
    ],
    [
      deployment('a', 'app:1'),
      { ...deployment('b', 'app:1'), apiVersion: 'extensions/v1beta1' },
      ['name: a → b'],
      'the kind was moved',
    ],
  ])('%j and %j: %j, since %s', (removed, added, renames, _reason) => {
    expect(find([removed], [added])).toEqual(renames);
    expect(findRenames([added], [removed]).map(({ before, after }) => [before, after])).toEqual(
      renames.length ? [[added, removed]] : [],
    );
  });

  test('goes to the object that is most alike, once', () => {
    const removed = [deployment('a', 'app:1', ENV), deployment('b', 'app:1', { ...ENV, tty: true })];
    const added = [deployment('x', 'app:2', { ...ENV, tty: true, stdin: true }), deployment('y', 'app:2', ENV)];
    expect(find(removed, added)).toEqual(['name: a → y', 'name: b → x']);
    expect(find(removed, added.slice(0, 1))).toEqual(['name: b → x']);
  });

  test('of a Job is known whatever its version is', () => {
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,30}$/);
    const base = fc.stringMatching(/^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/);
    fc.assert(
      fc.property(base, tag, tag, (name, from, to) => {
        const named = (version: string) => {
          const suffix = toNameSuffix({ repository: 'app', tag: version }, Math.max(8, 62 - name.length));
          return job(`${name}-${suffix}`, `app:${version}`, { activeDeadlineSeconds: version.length });
        };
        fc.pre(from !== to);
        expect(findRenames([named(from)], [named(to)]).map(({ reason }) => reason)).toEqual(['version']);
      }),
      { numRuns: 300 },
    );
  });

  test('is never given to two objects, and is the same on the way back', () => {
    fc.assert(
      fc.property(fc.array(anyObject, { maxLength: 6 }), fc.array(anyObject, { maxLength: 6 }), (removed, added) => {
        const there = findRenames(removed, added);
        expect(new Set(there.flatMap(({ before, after }) => [before, after])).size).toBe(2 * there.length);
        const ids = (each: Manifest) => `${each.kind} ${namespaceOf(each)} ${nameOf(each)}`;
        fc.pre(new Set([...removed, ...added].map(ids)).size === removed.length + added.length);
        const back = findRenames(added, removed).map(({ before, after }) => `${ids(after)} ${ids(before)}`);
        expect(back.sort()).toEqual(there.map(({ before, after }) => `${ids(before)} ${ids(after)}`).sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe('likeness', () => {
  test.each([
    [['a', 'b'], ['a', 'b'], 1, 'everything is the same'],
    [['a', 'b'], ['a', 'c'], 0.5, 'half is'],
    [['a', 'a'], ['a'], 2 / 3, 'what stands twice counts twice'],
    [['a'], ['b'], 0, 'nothing is'],
    [[], [], 0, 'there is nothing to be the same'],
  ])('of %j and %j is %d, since %s', (a, b, share, _reason) => {
    expect(likeness(a, b)).toBeCloseTo(share);
  });

  test('does not look at names, images and versions', () => {
    expect(traitsOf(deployment('render', 'app:1', { ports: [{ containerPort: 80 }] }))).toEqual([
      '.spec.selector.matchLabels.app="\\u0000name"',
      '.spec.template.metadata.labels.app="\\u0000name"',
      '.spec.template.spec.containers[].name="\\u0000name"',
      '.spec.template.spec.containers[].ports[].containerPort=80',
    ]);
  });
});
