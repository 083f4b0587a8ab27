import fc from 'fast-check';
import { mergeValues } from '../../../src/importer/environments/merge-values';

const merged = (...values: unknown[]) => {
  const { value, differences } = mergeValues(values);
  return { value, differences: Object.fromEntries(differences) };
};

test.each([
  [[{ a: 1 }, { a: 1 }], { a: 1 }, {}, 'the same'],
  [[{ a: 1 }, { a: 2 }], { a: 1 }, { '/a': [1, 2] }, 'a value'],
  [[{ a: 1 }, {}], { a: 1 }, { '/a': [1, undefined] }, 'a field that one has'],
  [[{}, { b: { c: 1 } }], { b: { c: 1 } }, { '/b': [undefined, { c: 1 }] }, 'a field that the other has'],
  [[{ a: null }, { a: 1 }], { a: 1 }, { '/a': [undefined, 1] }, 'null is nothing'],
  [[{ l: [1, 2] }, { l: [1, 3] }], { l: [1, 2] }, { '/l/1': [2, 3] }, 'an item'],
  [[{ l: [1] }, { l: [1, 3] }], { l: [1] }, { '/l': [[1], [1, 3]] }, 'lists of other lengths'],
  [[{ 'a/b': 1 }, { 'a/b': 2 }], { 'a/b': 1 }, { '/a~1b': [1, 2] }, 'a key with a slash'],
  [[{ a: '1' }, { a: 1 }], { a: '1' }, { '/a': ['1', 1] }, 'a type'],
])('of %j is %j with %j (%s)', (values, value, differences, _reason) => {
  expect(merged(...values)).toEqual({ value, differences });
});

test('puts variables of two lists side by side', () => {
  const lists = [
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'C', value: '3' },
      ],
    },
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
        { name: 'C', value: '4' },
      ],
    },
  ];
  expect(merged(...lists)).toEqual({
    value: {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
        { name: 'C', value: '3' },
      ],
    },
    differences: { '/env/1/value': [undefined, '2'], '/env/2/value': ['3', '4'] },
  });
});

test('leaves variables apart whose orders contradict each other', () => {
  const one = { name: 'A', value: '1' };
  const two = { name: 'B', value: '2' };
  expect(merged({ env: [one, two] }, { env: [two, one] }).differences).toEqual({
    '/env': [
      [one, two],
      [two, one],
    ],
  });
});

test('gives each environment back its own value', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.dictionary(fc.string(), json), (one, two) => {
      const { value, differences } = mergeValues([one, two]);
      for (const [index, expected] of [one, two].entries()) {
        let own: unknown = structuredClone(value);
        for (const [at, values] of differences) own = put(own, at.split('/').slice(1), values[index]);
        expect(withoutNull(own)).toEqual(withoutNull(expected));
      }
    }),
  );
});

function put(value: unknown, steps: readonly string[], other: unknown): unknown {
  const [step, ...more] = steps;
  if (step === undefined) return other;
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? put(item, more, other) : item));
  const map = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(map).map(([name, each]) => [name, name === key ? put(each, more, other) : each]),
  );
}

/** Null is nothing in a map, and an item in a list. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : withoutNull(item)) ?? null);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      child === null || child === undefined ? [] : [[key, withoutNull(child)]],
    ),
  );
}
