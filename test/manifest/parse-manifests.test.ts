import fc from 'fast-check';
import { UserError } from '../../src/errors';
import { parseManifests } from '../../src/manifest/parse-manifests';
import { printForKubernetes } from '../../src/manifest/print-yaml';

/** The head of an object that lacks nothing, three lines. */
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

/** What was read, as one text for each object. */
function read(text: string): string[] {
  return parseManifests(text, 'a.yaml').map(({ manifest, place }) => `${place} ${JSON.stringify(manifest)}`);
}

/** The `data` of the only object. */
function readData(yaml: string): unknown {
  return parseManifests(`${HEAD}data:\n${yaml.replace(/^(?=.)/gm, '  ')}`, 'a.yaml')[0]?.manifest.data;
}

/** The message of the error that is thrown. */
function refuse(text: string): string {
  try {
    parseManifests(text, 'a.yaml');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('reading manifests', () => {
  test('gives each object the line that it begins in', () => {
    const text =
      '# two\n---\n\napiVersion: v1\nkind: A\nmetadata: {name: a}\n---\n# next\napiVersion: v1\nkind: B\nmetadata: {generateName: b-}\n';
    expect(read(text)).toEqual([
      'a.yaml:4 {"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}',
      'a.yaml:9 {"apiVersion":"v1","kind":"B","metadata":{"generateName":"b-"}}',
    ]);
  });

  test.each([
    ['', 'the file is empty'],
    ['# nothing\n', 'there is a comment only'],
    ['---\n---\n---\n', 'the documents are empty'],
    ['--- # nothing\nnull\n...\n', 'a document says so'],
    ['\ufeff', 'there is a byte order mark only'],
    ['apiVersion: v1\nkind: List\nitems: []\n', 'the list is empty'],
    ['apiVersion: v1\nkind: List\n', 'the list has no items'],
  ])('finds no object in %j, since %s', (text, _reason) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    ['mode: 0644', { mode: 420 }, 'a leading zero is octal'],
    ['on: yes', { true: true }, 'words of YAML 1.1 are booleans, as keys too'],
    ['at: 2024-01-01', { at: '2024-01-01' }, 'a date is text'],
    ['at: 12:30', { at: '12:30' }, 'there is no base 60'],
    ['port: "80"', { port: '80' }, 'quotes make text'],
    ["no: 'no'", { false: 'no' }, 'single quotes too'],
    ['text: !!str 80', { text: '80' }, 'a type makes text'],
    ['number: !!int "80"', { number: 80 }, 'or a number'],
    ['number: !!float 1', { number: 1 }, 'a whole number may be a float'],
    ['bytes: !!binary aGVsbG8=', { bytes: 'hello' }, 'bytes are decoded'],
    ['own: !thing 5', { own: '5' }, 'a type that nobody knows makes text'],
    ['8080: a\n1.5: b', { '8080': 'a', '1.5': 'b' }, 'keys are text'],
    ['none:\nalso: ~', { none: null, also: null }, 'nothing is null'],
    ['run: |-\n  a\n  b', { run: 'a\nb' }, 'blocks keep their lines'],
    ['run: >-\n  a\n  b', { run: 'a b' }, 'or fold them'],
    ['a: &x {k: 1}\nb: *x', { a: { k: 1 }, b: { k: 1 } }, 'an alias is the value of its anchor'],
    ['a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }, 'of two anchors the one before counts'],
    ['a: &x {k: 1}\nb:\n  <<: *x\n  l: 2', { a: { k: 1 }, b: { k: 1, l: 2 } }, 'a merge key puts fields in its place'],
    ['a: &x {k: 1}\nb:\n  <<: *x\n  k: 2', { a: { k: 1 }, b: { k: 2 } }, 'what is written after it wins'],
    [
      'a: &x {k: 1}\nb:\n  k: 2\n  <<: *x',
      { a: { k: 1 }, b: { k: 1 } },
      'what is written before it loses, in Kubernetes',
    ],
    ['a: {<<: [{k: 1}, {k: 2, l: 3}]}', { a: { k: 1, l: 3 } }, 'of several maps the first wins'],
    ['"<<": 1', { '<<': 1 }, 'in quotes it is a key like any other'],
  ])('%j is read as Kubernetes does: %j, since %s', (yaml, data, _reason) => {
    expect(readData(yaml)).toEqual(data);
  });

  test('takes a byte order mark, line ends of Windows, and JSON', () => {
    expect(read(`\ufeff${HEAD}data:\n  a: |\n    x\n    y\n`.replaceAll('\n', '\r\n'))).toEqual([
      'a.yaml:1 {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"x\\ny\\n"}}',
    ]);
    expect(read('{"apiVersion": "v1",\n\t"kind": "A",\n\t"metadata": {"name": "a"}}')).toEqual([
      'a.yaml:1 {"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}',
    ]);
  });

  test('takes lists apart, also within each other, and gives items the kind of their list', () => {
    const text = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: A
    metadata: {name: a}
  - apiVersion: v1
    kind: PodList
    items:
      - metadata: {name: b}
      - apiVersion: v2
        kind: C
        metadata: {name: c}
`;
    expect(read(text)).toEqual([
      'a.yaml:4 {"apiVersion":"v1","kind":"A","metadata":{"name":"a"}}',
      'a.yaml:10 {"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}',
      'a.yaml:11 {"apiVersion":"v2","kind":"C","metadata":{"name":"c"}}',
    ]);
  });

  test('keeps a key that is called __proto__ as data, and pollutes nothing', () => {
    const data = readData('__proto__: {polluted: 1}\nconstructor: 2\na: {<<: {__proto__: {polluted: 3}}}');
    expect(JSON.stringify(data)).toBe('{"__proto__":{"polluted":1},"constructor":2,"a":{"__proto__":{"polluted":3}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  test('refuses everything that is wrong in a file at once, in the order of its lines', () => {
    const text = `apiVersion: v1
kind: A
metadata: {}
---
apiVersion: v1
kind: B
metadata: {name: b}
spec:
  replicas: 1
  paused: false
  replicas: 2
---
\tkind: C
---
- a
`;
    expect(refuse(text)).toBe(`MANIFEST_INCOMPLETE: a.yaml:1: this has no metadata.name
  why: Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text
  fix: add it, or leave this file out if it is no Kubernetes object
MANIFEST_DUPLICATE_KEY: a.yaml:11: 'replicas' stands here again
  why: it already stands in line 9, and which of them counts depends on who reads the file
  fix: keep one of them
MANIFEST_NOT_YAML: a.yaml:13: this is not YAML: Tabs are not allowed as indentation
  why: YAML does not allow tabs as indentation
  fix: indent with spaces
MANIFEST_INCOMPLETE: a.yaml:15: this is a list, not a Kubernetes object
  why: Kubernetes tells objects apart by apiVersion, kind and metadata.name, and each of them is text
  fix: write apiVersion, kind and metadata, or leave this file out`);
  });

  test.each([
    ['a: "x', 'a.yaml:1: this is not YAML: Missing closing "quote', 'a quote does not end'],
    ['a: [1\nb: 2', 'a.yaml:2: this is not YAML: ', 'a bracket does not end'],
    ['a: *x', "a.yaml:1: there is no '&x'", 'an alias has no anchor'],
    ['a: *x\nb: &x 1', "a.yaml:1: there is no '&x'", 'the anchor stands after it'],
    ['a: &x {b: *x}', "a.yaml:1: '*x' stands within its own value", 'a value would be without end'],
    ['a: {<<: 1}', "a.yaml:1: '<<' has something else than a map", 'there is nothing to merge'],
    ['a: &x [{k: 1}]\nb: {<<: *x}', "a.yaml:2: '<<' has something else than a map", 'a list has to stand there itself'],
    ['{a: 1,\n b\n c: 2}', 'a.yaml:2: a key stands in several lines', 'nobody would look for its colon there'],
    ['a: !!binary "a b="', 'a.yaml:1: the value of the type !!binary is not base64', 'Kubernetes would not guess'],
    [
      'a: 1234567890123456789',
      'a.yaml:1: the number 1234567890123456789 is too large to be kept',
      'it would become another',
    ],
    ['? [a]\n: 1', 'a.yaml:1: a key is a list', 'JSON has no such key'],
    ['? {a: 1}\n: 1', 'a.yaml:1: a key is a map', 'JSON has no such key'],
    ['~: 1', 'a.yaml:1: a key is empty', 'JSON has no such key'],
    ['a: .inf', "a.yaml:1: '.inf' is no number that Kubernetes has", 'JSON has no such number'],
    ['a: !!int b', "a.yaml:1: 'b' is not of the type !!int", 'the type is another'],
    ['%YAML 1.2\n---\na: 1', 'a.yaml:2: %YAML stands before it', 'kubectl refuses it'],
    ['a: 1\n--- b: 2', 'a.yaml:2: something stands behind ---', 'kubectl refuses it'],
    ['a: 1\n-----\nb: 2', 'a.yaml:2: something stands behind ---', 'kubectl refuses more dashes too'],
    ['"a": 1\na: 2', "MANIFEST_DUPLICATE_KEY: a.yaml:2: 'a' stands here again", 'quotes make no other key'],
    ['yes: 1\ntrue: 2', "MANIFEST_DUPLICATE_KEY: a.yaml:2: 'true' stands here again", 'words make no other key'],
    ['a: 1', 'a.yaml:1: this has no apiVersion, no kind, no metadata.name', 'it is no Kubernetes object'],
    [
      'apiVersion: v1\nkind: 5\nmetadata: {name: 08}',
      'kind is 5, which is not text; metadata.name is 8, which',
      'a name is text',
    ],
    ['kind: A\nmetadata: {name: 5}', 'this has no apiVersion; metadata.name is 5, which is not text', 'two faults'],
    ['hello', 'a.yaml:1: this is the value hello, not a Kubernetes object', 'it is text'],
    [
      `kind: List\napiVersion: v1\nitems:\n- ~`,
      'a.yaml:4: this is the value ?, not a Kubernetes object',
      'an item is none',
    ],
    [`a: ${'['.repeat(600)}${']'.repeat(600)}`, 'the values are nested more than 500 deep', 'nothing real is so deep'],
  ])('refuses %j: %s, since %s', (text, message, _reason) => {
    expect(refuse(text)).toContain(message);
  });

  test.each([
    ['[', 20_000],
    ['{a: ', 20_000],
    ['- ', 20_000],
    ['? ', 20_000],
    ['&a [', 20_000],
  ])('refuses values in values in values: %j, %i times', (piece, times) => {
    expect(refuse(piece.repeat(times))).toMatch(/nested (?:too|more than 500) deep/);
  });

  test('refuses a small file that would become huge', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `k${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`);
    expect(refuse(`${HEAD}k0: &a0 [1, 2, 3]\n${lines.join('')}`)).toContain(
      'aliases stand for more than 400000 values',
    );
  });

  test('finds ten thousand keys in one map without comparing each with each', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `  k${i}: ${i}\n`).join('');
    expect(Object.keys(parseManifests(`${HEAD}data:\n${keys}`, 'a.yaml')[0]?.manifest.data ?? {}).length).toBe(10_000);
  });
});

describe('reading any text', () => {
  const piece = fc.constantFrom(
    ...[
      '---\n',
      '...\n',
      '- ',
      'a: ',
      '? ',
      ': ',
      '&x ',
      '*x',
      '<<: ',
      '!!int ',
      '|\n',
      '>-\n',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
    ],
    ...[
      "'",
      '#',
      '%YAML 1.2\n',
      '\n',
      '\r\n',
      '\t',
      '  ',
      ' ',
      '\ufeff',
      '0644',
      'yes',
      '~',
      '\u2028',
      '\0',
      HEAD,
      '!',
      '@',
      '`',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 25 }).map((each) => each.join('')),
  );

  test('gives objects with name and kind, or says what is wrong with which line', () => {
    fc.assert(
      fc.property(text, (yaml) => {
        try {
          for (const { manifest, place } of parseManifests(yaml, 'a.yaml')) {
            expect([typeof manifest.apiVersion, typeof manifest.kind]).toEqual(['string', 'string']);
            expect(place).toMatch(/^a\.yaml:[1-9]\d*$/);
          }
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          for (const { code, what } of error.problems) {
            expect(code).toMatch(/^MANIFEST_(?:NOT_YAML|DUPLICATE_KEY|INCOMPLETE)$/);
            expect(what).toMatch(/^a\.yaml:[1-9]\d*: ./s);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('tells the first hundred problems of a file, and how many more there are', () => {
    const lines = refuse('\t\n'.repeat(200_000)).split('\n');
    expect(lines.filter((line) => line.startsWith('MANIFEST_'))).toHaveLength(101);
    expect(lines.slice(-3)).toEqual([
      'MANIFEST_NOT_YAML: a.yaml has 199900 further problems',
      '  why: the first 100 are told one by one',
      '  fix: mend these first',
    ]);
  });

  test('gives back what was written, whatever the values are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ noUnicodeString: false } as object), { maxLength: 3 }), (values) => {
        // YAML has no halves of surrogate pairs
        fc.pre(!/\\ud[89a-f]/.test(JSON.stringify(values)));
        const manifests = values.map((spec, index) => ({
          apiVersion: 'v1',
          kind: 'A',
          metadata: { name: `a${index}` },
          spec,
        }));
        const yaml = printForKubernetes(manifests);
        const expected = JSON.parse(JSON.stringify(manifests)) as unknown;
        expect(parseManifests(yaml, 'a.yaml').map(({ manifest }) => manifest)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
