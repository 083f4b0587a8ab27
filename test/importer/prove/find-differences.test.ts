import fc from 'fast-check';
import { findDifferences } from '../../../src/importer/prove/find-differences';
import type { Manifest } from '../../../src/manifest/manifest';

const web = (more: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  ...more,
});
const texts = (input: readonly Manifest[], output: readonly Manifest[]) =>
  findDifferences(input, output).map(({ text }) => text);

describe('what does not count', () => {
  test.each<readonly [Manifest, Manifest, string]>([
    [web({ spec: { a: 1, b: 2 } }), web({ spec: { b: 2, a: 1 } }), 'the order of the fields of a map'],
    [web({ spec: { a: null } }), web({ spec: {} }), 'a field without a value'],
    [web({ status: { replicas: 1 } }), web(), 'status'],
    [web({}, { creationTimestamp: null }), web(), 'an empty creationTimestamp'],
    [web({}, { labels: {}, annotations: null }), web(), 'empty labels and annotations'],
  ])('row %#: %j and %j are the same: %s', (before, after, _reason) => {
    expect(texts([before], [after])).toEqual([]);
    expect(texts([after], [before])).toEqual([]);
  });

  test('is the order of objects', () => {
    const [a, b] = [web(), web({}, { name: 'b' })];
    expect(texts([a, b], [b, a])).toEqual([]);
  });
});

describe('what counts', () => {
  test.each<readonly [Manifest, Manifest, string, string]>([
    [web({ spec: { a: 1 } }), web({ spec: { a: 2 } }), '/spec/a: 1 → 2', 'a value'],
    [web({ spec: { a: 1 } }), web({ spec: { a: '1' } }), '/spec/a: 1 → "1"', 'the type of a value'],
    [web({ spec: { a: [] } }), web({ spec: {} }), '/spec/a: [] → nothing', 'an empty list'],
    [web({ spec: {} }), web({ spec: { a: {} } }), '/spec/a: nothing → {}', 'an empty map'],
    [web({ spec: { a: [1, 1] } }), web({ spec: { a: [1, 2] } }), '/spec/a/1: 1 → 2', 'an item of a list'],
    [web({ spec: { a: [1] } }), web({ spec: { a: [1, 2] } }), '/spec/a: 1 items → 2 items', 'the length of a list'],
    [web({ spec: { a: [null] } }), web({ spec: { a: [{}] } }), '/spec/a/0: nothing → {}', 'an item without a value'],
    [web({ spec: { a: { b: 1 } } }), web({ spec: { a: [1] } }), '/spec/a: {"b":1} → [1]', 'a map that is a list'],
    [
      web({ spec: { 'a/b~c': 1 } }),
      web({ spec: {} }),
      '/spec/a~1b~0c: 1 → nothing',
      'a field with a slash in its name',
    ],
    [web({}, { labels: { a: 'b' } }), web(), '/metadata/labels: {"a":"b"} → nothing', 'labels'],
    [
      web({}, { labels: { a: null } }),
      web({}, { labels: { a: 'b' } }),
      '/metadata/labels: nothing → {"a":"b"}',
      'a label',
    ],
    [web(), web({ data: {} }), '/data: nothing → {}', 'a field of the object'],
    [
      web({ spec: JSON.parse('{"__proto__": 1}') }),
      web({ spec: {} }),
      '/spec/__proto__: 1 → nothing',
      'a field that every object has',
    ],
    [web({ spec: {} }), web({ spec: { toString: 1 } }), '/spec/toString: nothing → 1', 'another one'],
    [
      web({ spec: 'x'.repeat(100) }),
      web(),
      `/spec: "${'x'.repeat(79)}… → nothing`,
      'of long values the beginning is told',
    ],
  ])('row %#: %j is not %j', (before, after, text, _reason) => {
    expect(texts([before], [after])).toEqual([`deployment 'web' ${text}`]);
  });

  test.each<readonly [Manifest[], Manifest[], string[], string]>([
    [[web()], [], ["deployment 'web': 1 of it in the input, 0 in the app"], 'it is lost'],
    [[], [web()], ["deployment 'web': 0 of it in the input, 1 in the app"], 'it is made up'],
    [[web(), web()], [web()], ["deployment 'web': 2 of it in the input, 1 in the app"], 'a duplicate is lost'],
    [
      [web()],
      [web({}, { namespace: 'a' })],
      ["deployment 'web': 1 of it in the input, 0 in the app", "deployment 'web': 0 of it in the input, 1 in the app"],
      'it is in another namespace',
    ],
    [
      [web()],
      [{ ...web(), apiVersion: 'apps/v1beta1' }],
      ["deployment 'web': 1 of it in the input, 0 in the app", "deployment 'web': 0 of it in the input, 1 in the app"],
      'it has another API version',
    ],
    [
      [web({ spec: 1 }), web({ spec: 2 })],
      [web({ spec: 2 }), web({ spec: 1 })],
      ["deployment 'web' /spec: 1 → 2", "deployment 'web' /spec: 2 → 1"],
      'duplicates are in another order, and the last one counts',
    ],
  ])('how many objects of one name there are: row %#', (input, output, expected, _reason) => {
    expect(texts(input, output)).toEqual(expected);
  });

  test('objects whose name the API server makes up are told apart by what it begins with', () => {
    const made = (generateName: string): Manifest => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { generateName },
    });
    expect(texts([made('a-'), made('b-')], [made('b-'), made('a-')])).toEqual([]);
    expect(texts([made('a-')], [made('b-')])).toHaveLength(2);
  });

  test('each difference knows its object of the input', () => {
    const [first, second] = [web({ spec: 1 }), web({ spec: 2 })];
    const differences = findDifferences([first, second], [web({ spec: 1 }), web({ spec: 3 })]);
    expect(differences.map(({ manifest }) => manifest === second)).toEqual([true]);
  });
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(0, 1, '0', '', true, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'a/b'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;

/** Without fields that have no value, maps and lists apart. */
function plain(each: unknown): unknown {
  if (Array.isArray(each)) return { list: each.map((item) => plain(item)) };
  if (typeof each !== 'object' || each === null) return each;
  return Object.entries(each)
    .filter(([, child]) => child !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, plain(child)]);
}

test('two specs are the same when they are without the fields that have no value, and then only', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const isSame = JSON.stringify(plain({ spec: a })) === JSON.stringify(plain({ spec: b }));
      expect(texts([web({ spec: a })], [web({ spec: b })]).length === 0).toBe(isSame);
    }),
  );
});
