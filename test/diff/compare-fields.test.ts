import fc from 'fast-check';
import { compareFields, type FieldChange, isSame, isWithin } from '../../src/diff/compare-fields';
import type { Manifest } from '../../src/manifest/manifest';
import { anyObject, object } from './objects';

/** Each change as one text. */
function print(changes: readonly FieldChange[]): string[] {
  return changes.map(({ path, change, before, after, hidden, order, part }) =>
    [
      `${path} ${change}`,
      ...(hidden ? ['hidden'] : [JSON.stringify(before) ?? '-', JSON.stringify(after) ?? '-']),
      ...(order ? [order] : []),
      ...(part === 'rest' ? [] : [part]),
    ].join(' '),
  );
}

/** What differs between two specs of an unknown kind. */
function compareSpecs(before: unknown, after: unknown): string[] {
  return print(
    compareFields(object('x.io/v1', 'Farm', 'a', { spec: before }), object('x.io/v1', 'Farm', 'a', { spec: after })),
  );
}

function pod(podSpec: object): unknown {
  return { template: { spec: podSpec } };
}

describe('the fields that differ', () => {
  test.each([
    [{ a: 1 }, { a: 2 }, ['spec.a changed 1 2'], 'a value is another'],
    [{ a: 1 }, { a: '1' }, ['spec.a changed 1 "1"'], 'text is no number'],
    [{}, { a: 1 }, ['spec.a added - 1'], 'a value comes'],
    [{ a: { b: 1 } }, {}, ['spec.a removed {"b":1} -'], 'a map goes as a whole'],
    [{ a: null }, {}, [], 'null is nothing'],
    [{ a: null }, { a: 1 }, ['spec.a added - 1'], 'null is nothing'],
    [{ a: {} }, {}, ['spec.a removed {} -'], 'an empty map may mean something'],
    [{ a: { b: 1 } }, { a: [1] }, ['spec.a changed {"b":1} [1]'], 'a map is no list'],
    [{ 'a.b/c': 1 }, { 'a.b/c': 2 }, ['spec[a.b/c] changed 1 2'], 'a key with a dot stands in brackets'],
    [{ b: 1, a: 1 }, { a: 2, b: 2 }, ['spec.a changed 1 2', 'spec.b changed 1 2'], 'fields stand by name'],
    [{ args: ['a', 'b'] }, { args: ['a', 'c'] }, ['spec.args[1] changed "b" "c"'], 'lists without keys go by place'],
    [
      { args: ['a', 'b'] },
      { args: ['x', 'a', 'b'] },
      ['spec.args[0] added - "x"'],
      'what is the same at the end stays',
    ],
    [{ args: ['a', 'b', 'c'] }, { args: ['a', 'c'] }, ['spec.args[1] removed "b" -'], 'and at both ends'],
    [{ args: ['a', 'a'] }, { args: ['a'] }, ['spec.args[1] removed "a" -'], 'of two that are the same one goes'],
    [
      { rules: [{ host: 'a' }, { host: 'b' }] },
      { rules: [{ host: 'c' }] },
      ['spec.rules[0].host changed "a" "c"', 'spec.rules[1] removed {"host":"b"} -'],
      'by place, the rest goes',
    ],
    [
      { webhooks: [{ name: 'a', x: 1 }, { name: 'b' }] },
      { webhooks: [{ name: 'b' }, { name: 'a', x: 2 }] },
      ['spec.webhooks[a].x changed 1 2', 'spec.webhooks order ["a","b"] ["b","a"] unknown'],
      'lists that nobody knows go by name, if each item has one',
    ],
    [
      { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 }] },
      { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 2 }] },
      ['spec.topologySpreadConstraints[zone DoNotSchedule].maxSkew changed 1 2'],
      'two fields are the key',
    ],
    [
      { ports: [{ port: 80, protocol: {}, x: 1 }] },
      { ports: [{ port: 80, protocol: {}, x: 2 }] },
      ['spec.ports[0].x changed 1 2'],
      'a protocol that is no text makes no key',
    ],
    [
      { topologySpreadConstraints: [{ maxSkew: 1 }] },
      { topologySpreadConstraints: [{ maxSkew: 2 }] },
      ['spec.topologySpreadConstraints[0].maxSkew changed 1 2'],
      'half a key is none',
    ],
    [
      { items: [{ name: 'a' }, { name: 'a', x: 1 }] },
      { items: [{ name: 'a' }, { name: 'a', x: 2 }] },
      ['spec.items[1].x changed 1 2'],
      'two have the same name, so they go by place',
    ],
  ])('of %j and %j are %j, since %s', (before, after, changes, _reason) => {
    expect(compareSpecs(before, after)).toEqual(changes);
  });

  test.each([
    ['containers', { name: 'a', image: 'x:1' }, { name: 'b' }, 'a', 'harmless'],
    ['initContainers', { name: 'a', image: 'x:1' }, { name: 'b' }, 'a', 'matters'],
    ['env', { name: 'A', value: '1' }, { name: 'B' }, 'A', 'matters'],
    ['volumes', { name: 'a', emptyDir: {} }, { name: 'b' }, 'a', 'harmless'],
    ['volumeMounts', { mountPath: '/a', name: 'x' }, { mountPath: '/b', name: 'x' }, '/a', 'harmless'],
    ['imagePullSecrets', { name: 'a', x: 1 }, { name: 'b' }, 'a', 'harmless'],
    ['hostAliases', { ip: '::1', hostnames: ['a'] }, { ip: '::2' }, '::1', 'harmless'],
    ['ports', { containerPort: 53, protocol: 'UDP', name: 'a' }, { containerPort: 53 }, '53/UDP', 'harmless'],
    ['ports', { port: 80, targetPort: 1 }, { port: 80, protocol: 'UDP' }, '80', 'harmless'],
  ])('of %s are found by their key wherever they stand', (list, item, other, key, order) => {
    const [field] = Object.entries(item).find(
      ([name]) => !['name', 'mountPath', 'containerPort', 'port', 'protocol', 'ip'].includes(name),
    ) ?? ['name'];
    const changed = { ...item, [field]: 'new' };
    const changes = compareFields(
      object('v1', 'Farm', 'a', { [list]: [item, other] }),
      object('v1', 'Farm', 'a', { [list]: [other, changed] }),
    );
    expect(changes.map(({ path, change }) => `${path} ${change}`)).toEqual([
      `${list}[${key}].${field} changed`,
      `${list} order`,
    ]);
    expect(changes[1]?.order).toBe(order);
  });

  test('a container that comes or goes leaves the others alone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name }));
    expect(compareSpecs(pod({ containers: [a, b] }), pod({ containers: [c, b] }))).toEqual([
      'spec.template.spec.containers[a] removed {"name":"a"} -',
      'spec.template.spec.containers[c] added - {"name":"c"}',
    ]);
  });

  test('images of containers and the version label are told from the rest', () => {
    const version = (text: string) => ({ metadata: { labels: { 'app.kubernetes.io/version': text, version: text } } });
    const spec = (image: string) => ({
      spec: {
        image,
        template: { spec: { containers: [{ name: 'a', image }], initContainers: [{ name: 'b', image }] } },
      },
    });
    expect(
      print(
        compareFields(
          object('v1', 'Farm', 'a', { ...version('1'), ...spec('x:1') }),
          object('v1', 'Farm', 'a', { ...version('2'), ...spec('x:2') }),
        ),
      ),
    ).toEqual([
      'metadata.labels[app.kubernetes.io/version] changed "1" "2" versionLabel',
      'metadata.labels.version changed "1" "2"',
      'spec.image changed "x:1" "x:2"',
      'spec.template.spec.containers[a].image changed "x:1" "x:2" image',
      'spec.template.spec.initContainers[b].image changed "x:1" "x:2" image',
    ]);
  });

  test('are none in what only the API server writes', () => {
    const [a, b] = [1, 2].map((n) => object('v1', 'A', 'a', { status: { n }, metadata: { creationTimestamp: n } }));
    expect(compareFields(a as Manifest, b as Manifest)).toEqual([]);
    expect(compareSpecs({ status: 1 }, { status: 2 })).toEqual(['spec.status changed 1 2']);
  });
});

describe('the values of a Secret', () => {
  const secret = (fields: object) => object('v1', 'Secret', 'a', { ...fields });

  test.each([
    [{ data: { a: 'cGFzcw==' } }, { data: { a: 'd29yZA==' } }, ['data.a changed hidden'], 'a value is another'],
    [{ data: { a: 'x' } }, { data: { a: 'x' } }, [], 'it is the same'],
    [{ data: { a: 'x' } }, {}, ['data.a removed hidden'], 'the last one goes'],
    [{}, { stringData: { 'a.b': 'x' } }, ['stringData[a.b] added hidden'], 'the first one comes'],
    [{ data: 'x' }, { data: 'y' }, ['data changed hidden'], 'somebody forgot the key'],
    [{ data: ['x'] }, { data: { a: 'y' } }, ['data changed hidden'], 'somebody wrote a list'],
    [{ data: { a: { b: 'x' } } }, { data: { a: { b: 'y' } } }, ['data.a changed hidden'], 'somebody went deeper'],
    [{ type: 'a' }, { type: 'b' }, ['type changed "a" "b"'], 'the type is no secret'],
  ])('of %j and %j are not told: %j, since %s', (before, after, changes, _reason) => {
    expect(print(compareFields(secret(before), secret(after)))).toEqual(changes);
  });

  test('are nowhere in what is found, whatever differs', () => {
    const value = fc.stringMatching(/^pass[a-z]{8}word$/);
    fc.assert(
      fc.property(value, value, fc.constantFrom('data', 'stringData'), fc.boolean(), (old, now, field, annotated) => {
        const last = (text: string) => ({
          metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":"${text}"}` } },
        });
        const changes = compareFields(
          secret({ [field]: { a: old, b: [old] } }),
          secret({ [field]: { a: now, c: { d: now } }, ...(annotated && last(now)) }),
        );
        expect(changes.length).toBeGreaterThan(1);
        expect(JSON.stringify(changes)).not.toMatch(/pass|[0-9a-f]{16}/);
      }),
    );
  });
});

describe('any two objects', () => {
  test('have no difference to themselves, in whatever order their keys stand', () => {
    const turn = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turn)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, turn(inner)]),
            )
          : value;
    fc.assert(
      fc.property(anyObject, (manifest) => {
        expect(compareFields(manifest, turn(manifest) as Manifest)).toEqual([]);
      }),
    );
  });

  test('differ in the same fields there and back', () => {
    const opposite = { added: 'removed', removed: 'added', changed: 'changed', order: 'order' } as const;
    fc.assert(
      fc.property(anyObject, anyObject, (a, b) => {
        const back = compareFields({ ...b, kind: a.kind }, a).map(({ before, after, change, ...rest }) => ({
          ...rest,
          change: opposite[change],
          ...(after !== undefined && { before: after }),
          ...(before !== undefined && { after: before }),
        }));
        const there = compareFields(a, { ...b, kind: a.kind });
        const inOrder = (changes: readonly object[]) =>
          changes.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();
        expect(inOrder(back)).toEqual(inOrder(there));
      }),
      { numRuns: 300 },
    );
  });

  test('are the same only where no field differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSame(a, b)).toBe(isSame(b, a));
        expect(isSame(a, a)).toBe(true);
        expect(isSame({ status: a }, { status: b })).toBe(isSame(a, b));
      }),
    );
  });
});

test.each([
  ['spec.selector', true, 'it is that field'],
  ['spec.selector.matchLabels', true, 'it is in it'],
  ['spec.selector[a.b]', true, 'it is in it'],
  ['spec.selectors', false, 'it only begins like it'],
  ['spec', false, 'it is around it'],
])('%s is within spec.selector: %p, since %s', (path, answer, _reason) => {
  expect(isWithin(path, 'spec.selector')).toBe(answer);
});
