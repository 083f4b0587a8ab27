import fc from 'fast-check';
import { documentsAsRead } from '../../src/manifest/documents-as-read';
import { parseManifests } from '../../src/manifest/parse-manifests';
import { printForKubernetes } from '../../src/manifest/print-yaml';
import { TEXTS } from './print-yaml/texts';

const MANIFEST = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } };

function read(documents: readonly unknown[]): unknown[] {
  return parseManifests(printForKubernetes(documents), 'a.yaml').map(({ manifest }) => manifest);
}

describe('documents that were printed', () => {
  test.each(Object.entries(TEXTS))('are what reading them gives: %s', (_, texts) => {
    const whole = texts.filter((text) => text.isWellFormed());
    const documents = whole.map((text) => ({ ...MANIFEST, spec: { a: text, [`k${text}`]: [text, { b: text }] } }));
    expect(documentsAsRead(documents)).toEqual(read(documents));
  });

  test('are what reading them gives, or have to be read', () => {
    const values = fc.anything({
      key: fc.string({ unit: 'grapheme' }),
      values: [
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...Object.values(TEXTS).flat()),
        fc.double(),
        fc.integer(),
        fc.boolean(),
        fc.constantFrom(null, undefined),
      ],
      withDate: true,
      withSparseArray: true,
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(values), (specs) => {
        const documents = specs.map((spec, index) => ({ ...MANIFEST, metadata: { name: `a${index}` }, spec }));
        const known = documentsAsRead(documents);
        fc.pre(known !== undefined);
        expect(known).toEqual(read(documents));
      }),
      { numRuns: 1000 },
    );
  });

  test('leave out what is not there', () => {
    expect(documentsAsRead([undefined, MANIFEST, undefined])).toEqual([MANIFEST]);
    expect(read([undefined, MANIFEST, undefined])).toEqual([MANIFEST]);
  });

  test('are the same objects, not copies', () => {
    expect(documentsAsRead([MANIFEST])?.[0]).toBe(MANIFEST);
  });

  test.each<[what: string, document: unknown]>([
    ['a date', { ...MANIFEST, at: new Date(0) }],
    ['a number that JSON does not have', { ...MANIFEST, at: Number.NaN }],
    ['a number without end', { ...MANIFEST, at: Infinity }],
    ['a zero with a sign', { ...MANIFEST, at: -0 }],
    ['a value that is not there', { ...MANIFEST, at: [undefined] }],
    ['half a character', { ...MANIFEST, at: '\ud83d' }],
    ['a key with half a character', { ...MANIFEST, '\ude00': 1 }],
    ['a hole in a list', { ...MANIFEST, at: new Array(1) }],
    ['an instance of a class', { ...MANIFEST, at: new Map() }],
    ['a key that is more than a key', { ...MANIFEST, at: JSON.parse('{"__proto__": {}}') }],
    ['a list of objects', { ...MANIFEST, kind: 'List', items: [] }],
    ['an object without a kind', { apiVersion: 'v1', metadata: { name: 'a' } }],
    ['an object without a name', { apiVersion: 'v1', kind: 'A' }],
    ['a scalar', 'a'],
    ['a list', [MANIFEST]],
    ['nothing', null],
  ])('have to be read when one has or is %s', (_, document) => {
    expect(documentsAsRead([MANIFEST, document])).toBeUndefined();
  });

  test('have to be read when one is deeper than most stacks', () => {
    let deep: unknown = 'a';
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(documentsAsRead([{ ...MANIFEST, deep }])).toBeUndefined();
  });
});
