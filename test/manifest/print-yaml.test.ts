import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parseManifests } from '../../src/manifest/parse-manifests';
import { printForKubernetes, printYaml } from '../../src/manifest/print-yaml';
import { TEXTS } from './print-yaml/texts';

/** Refuses to print, so that a test fails when a document is left to cdk8s. */
const printNothing = (): string => {
  throw new Error('left to cdk8s');
};

const NUMBERS = [0, -0, 1, -1, 0.1, -0.5, 1e21, -1e21, 1e-7, 2 ** 53, 5e-324, 1.7e308, Infinity, -Infinity, Number.NaN];

describe('YAML text', () => {
  test.each(Object.entries(TEXTS))('of texts has the bytes of cdk8s: %s', (_, texts) => {
    for (const text of texts) {
      const documents = [
        { [text]: text },
        [text, [text, [text]], { [text]: [text, { [text]: text }] }],
        { a: text, b: { [text]: { [text]: text }, c: text }, d: [{ e: text, f: text }, [[text]]] },
        { [text]: {} },
        { [text]: [] },
        { [text]: [{ [text]: null }, []] },
      ];
      expect(printYaml(documents, printNothing)).toBe(Yaml.stringify(...documents));
    }
  });

  test.each(Object.entries(TEXTS))('for Kubernetes is read back as it was: %s', (_, texts) => {
    for (const text of texts.filter((each) => Buffer.from(each).toString() === each)) {
      const spec = { a: text, [`k${text}`]: [text, [text]], b: { c: text } };
      const manifest = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, spec };
      expect(parseManifests(printForKubernetes([manifest]), 'a.yaml')[0]?.manifest).toEqual(manifest);
    }
  });

  test('of words, numbers, nothing and empty collections has the bytes of cdk8s', () => {
    const scalars = () => [...NUMBERS, true, false, null, undefined];
    const documents = [
      {},
      [],
      undefined,
      [[]],
      [{}],
      { a: {}, b: [], c: [[], {}, [[]], [{}]] },
      scalars(),
      [scalars(), [scalars()]],
      Object.fromEntries(scalars().map((value) => [String(value), value])),
      Object.assign(new Array(4), { 0: 1, 2: 2 }),
      new Array(3),
    ];
    expect(printYaml(documents, printNothing)).toBe(Yaml.stringify(...documents));
  });

  test('of maps without a prototype, and with keys of one, has the bytes of cdk8s', () => {
    const bare = Object.assign(Object.create(null) as object, JSON.parse('{"constructor": 1, "valueOf": "a"}'));
    const documents = [
      bare,
      JSON.parse('{"__proto__": {"a": 1}, "toString": [], "toJSON": 1, "length": 0, "1": 2, "0": 1}'),
    ];
    expect(printYaml(documents, printNothing)).toBe(Yaml.stringify(...documents));
  });

  test('of 200 levels is printed here, and of more by cdk8s', () => {
    const nest = (levels: number): unknown =>
      levels === 0 ? 'a: b\nc' : levels % 2 === 0 ? [nest(levels - 1)] : { key: nest(levels - 1) };
    expect(printYaml([nest(201)], printNothing)).toBe(Yaml.stringify(nest(201)));
    expect(() => printYaml([nest(202)], printNothing)).toThrow('left to cdk8s');
    expect(printYaml([nest(202)])).toBe(Yaml.stringify(nest(202)));
  });

  test('of no documents is empty', () => {
    expect(printYaml([])).toBe('');
    expect(printYaml([undefined])).toBe('\n');
    expect(printYaml(new Array(2))).toBe('\n---\n\n');
  });

  test('of the same data is the same bytes', () => {
    const print = () =>
      printYaml(
        [
          Object.fromEntries(
            Object.values(TEXTS)
              .flat()
              .map((text) => [text, text]),
          ),
        ],
        printNothing,
      );
    expect(print()).toBe(print());
  });
});

describe('a document that is not plain data', () => {
  class Point {
    readonly x = 1;
  }
  const shared = { a: 1 };
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  const rows: readonly (readonly [string, unknown])[] = [
    ['text alone', 'a\nb'],
    ['a number alone', 1],
    ['null', null],
    ['a date', { a: new Date(0) }],
    ['a whole number of any size', { a: 10n ** 30n }],
    ['a Map', { a: new Map([['b', 1]]) }],
    ['a Set', { a: new Set([1]) }],
    ['bytes', { a: Buffer.from('a') }],
    ['an instance of a class', { a: new Point() }],
    ['text as an object', { a: Object('b') }],
    ['a map that says what it is', { a: { toJSON: () => 'b' } }],
    ['a list that says what it is', { a: Object.assign([1], { toJSON: () => 'b' }) }],
    ['a map that is iterable', { a: { [Symbol.iterator]: () => [1, 2].values() } }],
    ['a list that iterates otherwise', { a: Object.assign([1], { [Symbol.iterator]: () => [2].values() }) }],
    ['a list of a class of its own', { a: new (class List extends Array {})(2) }],
    ['one map twice', [shared, { shared }]],
    ['one empty list twice', Array(2).fill([])],
    ['a map within itself', circle],
  ];

  test.each(rows)('%s is printed by cdk8s', (_, document) => {
    const printOther = jest.fn((other: unknown) => Yaml.stringify(other));
    const plain = { kind: 'a' };
    expect(printYaml([plain, document, plain], printOther)).toBe(Yaml.stringify(plain, document, plain));
    expect(printOther.mock.calls).toEqual([[document]]);
    expect(printYaml([document])).toBe(Yaml.stringify(document));
  });

  test('fails as in cdk8s when YAML has no such value', () => {
    expect(() => printYaml([{ a: () => {} }])).toThrow('Tag not resolved for Function value');
    expect(() => printYaml([{ a: Symbol('b') }])).toThrow('Tag not resolved for Symbol value');
  });

  test('is one only within its own document', () => {
    expect(printYaml([shared, { shared }, [shared]], printNothing)).toBe('a: 1\n---\nshared:\n  a: 1\n---\n- a: 1\n');
  });

  test('alone loads cdk8s', () => {
    jest.isolateModules(() => {
      jest.doMock('cdk8s', () => printNothing());
      const { printYaml: print } =
        require('../../src/manifest/print-yaml') as typeof import('../../src/manifest/print-yaml');
      expect(print([{ a: 1 }])).toBe('a: 1\n');
      expect(() => print([new Date(0)])).toThrow('left to cdk8s');
      jest.dontMock('cdk8s');
    });
  });
});

describe('any document', () => {
  const part = fc.oneof(
    fc.constantFrom(...Array.from('\n\n\n\n    \t\t::##--??.,[]{}&*!|>%@`~=+<0123456789eE_"\'\\\r\0\x07\x7f\x85\xa0')),
    fc.constantFrom(
      '---',
      '...',
      '<<',
      ': ',
      ' #',
      '- ',
      '\r\n',
      ' \n',
      '\n ',
      'word',
      'long words '.repeat(12),
      '\u2028',
      '\ud83d',
      '😀',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    fc
      .array(fc.constantFrom(' ', '\n', '\t', 'a', 'word', '\0', '"'), { maxLength: 40 })
      .map((parts) => parts.join('')),
    fc.stringMatching(/^[-+0-9:._eExTZ ]{0,12}$/),
    fc.constantFrom(...Object.values(TEXTS).flat()),
    fc.string({ unit: 'binary' }),
  );
  const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.constantFrom(...NUMBERS, true, false, null, undefined));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5, depthSize: 'small' }, scalar, tie('list'), tie('map')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    map: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  }));

  test('has the bytes of cdk8s', () => {
    fc.assert(
      fc.property(fc.dictionary(text, value, { maxKeys: 5 }), (document) => {
        expect(printYaml([document], printNothing)).toBe(Yaml.stringify(document));
      }),
      { numRuns: 5000 },
    );
  });
});
