import fc from 'fast-check';
import { stringify } from 'yaml';
import { UserError } from '../../../src/errors';
import { parseObjects } from '../../../src/importer/read/parse-objects';
import { SourceLines } from '../../../src/importer/read/source-lines';
import { parseManifests } from '../../../src/manifest/parse-manifests';

const HEAD = 'apiVersion: v1\nkind: A\nmetadata: {name: a}\n';

function textsOf(text: string): string[] {
  return parseObjects(text, 'a.yaml').map((object) => object.text);
}

/** Each text says by itself exactly what its object is. */
function expectSame(text: string): void {
  const objects = parseObjects(text, 'a.yaml');
  const manifests = parseManifests(text, 'a.yaml').map(({ manifest }) => manifest);
  expect(objects.map(({ manifest }) => manifest)).toEqual(manifests);
  expect(objects.flatMap((object) => parseManifests(object.text, 'b.yaml').map(({ manifest }) => manifest))).toEqual(
    manifests,
  );
  for (const object of objects) expect(object.text.endsWith('\n')).toBe(true);
}

describe('the text of an object', () => {
  test.each<[string, string[], string]>([
    [HEAD, [HEAD], 'all of it'],
    [`---\n${HEAD}---\n${HEAD}`, [HEAD, HEAD], 'without ---'],
    [`${HEAD}\n\n\n`, [HEAD], 'without blank lines at its end'],
    [HEAD.trimEnd(), [HEAD], 'with an end of line'],
    [
      `# a\n---\n# b\n${HEAD}# c\n---\n# d\n${HEAD}`,
      [`# a\n# b\n${HEAD}# c\n`, `# d\n${HEAD}`],
      'with the comments around it',
    ],
    [`--- # a\n${HEAD}...\n# b\n---\n${HEAD}`, [`# a\n${HEAD}`, `# b\n${HEAD}`], 'with those behind marks'],
    [`\ufeff${HEAD}`, [HEAD], 'without a byte order mark'],
    [`%TAG ! tag:yaml.org,2002:\n---\n${HEAD}`, [HEAD], 'without directives'],
    [`---\r\n${HEAD.replaceAll('\n', '\r\n')}`, [HEAD.replaceAll('\n', '\r\n')], 'with line ends of Windows'],
    [`${HEAD}data:\n  a: |+\n    x\n\n\n`, [`${HEAD}data:\n  a: |+\n    x\n\n\n`], 'with blank lines that are data'],
    [
      `${HEAD}data: &x {a: *y}`.replace('name: a', 'name: &y a'),
      [`${HEAD}data: &x {a: *y}\n`.replace('name: a', 'name: &y a')],
      'with its own anchors',
    ],
    [
      `{"apiVersion": "v1",\n"kind": "A", "metadata": {"name": "a"}}`,
      ['{"apiVersion": "v1",\n"kind": "A", "metadata": {"name": "a"}}\n'],
      'as JSON',
    ],
    ['', [], 'nothing at all'],
    ['# nothing\n---\n', [], 'nothing but comments'],
  ])('%j is %j: %s', (text, expected, _reason) => {
    expect(textsOf(text)).toEqual(expected);
    expectSame(text);
  });

  test('of an item is taken out of its list with its comments, blocks and all', () => {
    const text = `# of the list
apiVersion: v1
kind: List
items:
  # first
  - apiVersion: v1
    kind: A # behind
    metadata:
      name: a
    data:
      # within
      run: |2
         #!/bin/sh
        echo

        exit
      long: "a

        b"
    # at the end

  # second
  -
    # its own
    apiVersion: v1
    kind: B
    metadata: {
      name: b }

metadata: {}
`;
    expect(textsOf(text)).toEqual([
      `# first
apiVersion: v1
kind: A # behind
metadata:
  name: a
data:
  # within
  run: |2
     #!/bin/sh
    echo

    exit
  long: "a

    b"
# at the end
`,
      `# second
# its own
apiVersion: v1
kind: B
metadata: {
  name: b }
`,
    ]);
    expectSame(text);
  });

  test('of an item that has its kind from its list begins with it', () => {
    const text =
      'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n# a\n- metadata: {name: a}\n  spec: {}\n- {metadata: {name: b}}\n';
    expect(textsOf(text)).toEqual([
      '# a\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {}\n',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: b\n',
    ]);
    expectSame(text);
  });

  test.each<[string, string, string]>([
    [
      'items: [{apiVersion: v1, kind: A, metadata: {name: a}}]',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n',
      'in brackets',
    ],
    [
      'x: &x {name: a}\nitems:\n- apiVersion: v1\n  kind: A\n  metadata: *x',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n',
      'with an alias of the list',
    ],
    [
      'x: &x {name: a}\nitems:\n- apiVersion: v1\n  kind: A\n  metadata: {<<: *x}',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n',
      'with a merge key',
    ],
    [
      'x: &x {apiVersion: v1, kind: A, metadata: {name: a}}\nitems: [*x]',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n',
      'that is an alias',
    ],
    [
      'x: &x\n- {apiVersion: v1, kind: A, metadata: {name: a}}\nitems: *x',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n',
      'of a list behind an alias',
    ],
    [
      'items:\n- &x\n  apiVersion: v1\n  kind: A\n  metadata: {name: a}',
      '&x\napiVersion: v1\nkind: A\nmetadata: {name: a}\n',
      'that has an anchor keeps its lines',
    ],
    ['items:\n-\tapiVersion: v1\n\tkind: A\n\tmetadata: {name: a}', '', 'with tabs is refused'],
    [
      'x: &x 5\nitems:\n- apiVersion: v1\n  kind: A\n  metadata: {name: a}\n  "<<": [*x, yes, "yes", ~, "-"]\n  __proto__: {a: "0644"}',
      '{"apiVersion":"v1","kind":"A","metadata":{"name":"a"},"<<":[5,true,"yes",null,"-"],"__proto__":{"a":"0644"}}',
      'that has to be printed says the same, whatever is in it',
    ],
  ])('of an item of %j is %j: %s', (list, expected, _reason) => {
    const text = `apiVersion: v1\nkind: List\n${list}\n`;
    if (expected === '') {
      expect(() => parseObjects(text, 'a.yaml')).toThrow('MANIFEST_NOT_YAML');
      return;
    }
    expectSame(text);
    const [printed = ''] = textsOf(text);
    expect(printed.startsWith('{') ? JSON.stringify(JSON.parse(printed)) : printed).toBe(expected);
  });

  test('says the same as the object in lists within lists', () => {
    expectSame(
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  # a\n  - apiVersion: v1\n    kind: A\n    metadata: {name: a}\n- apiVersion: v1\n  kind: BList\n  items:\n    - metadata: {name: b}\n    - metadata:\n        name: c\n',
    );
  });

  test('knows its file, its place and the lines of its fields', () => {
    const [object] = parseObjects(`# a\n${HEAD}`, 'a.yaml');
    expect([object?.file, object?.place, object?.lineOf?.(['metadata', 'name'])]).toEqual([
      'a.yaml',
      'a.yaml:2',
      'a.yaml:4',
    ]);
  });

  test('is not looked for in what is no manifest', () => {
    expect(() => parseObjects('a: [\n---\nkind: A\n', 'a.yaml')).toThrow(UserError);
  });
});

describe('any objects', () => {
  const comment = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('above', 'behind', 'blank'),
    indentation: fc.nat(8),
  });
  const value = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });
  const input = fc.record({
    specs: fc.array(value, { minLength: 1, maxLength: 3 }),
    isList: fc.boolean(),
    indentSeq: fc.boolean(),
    hasAliases: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n'),
    comments: fc.array(comment, { maxLength: 12 }),
  });

  /** YAML of objects, with comments and blank lines anywhere. */
  function print({
    specs,
    isList,
    indentSeq,
    hasAliases,
    end,
    comments,
  }: typeof input extends fc.Arbitrary<infer T> ? T : never): string {
    const options = { version: '1.1', aliasDuplicateObjects: hasAliases, indentSeq } as const;
    const shared = { a: ['b'] };
    const manifests = specs.map((spec, index) => ({
      apiVersion: 'v1',
      kind: 'A',
      metadata: { name: `a${index}` },
      shared,
      spec,
      again: shared,
    }));
    const list = { apiVersion: 'v1', kind: 'List', items: manifests };
    const lines = (
      isList ? stringify(list, options) : manifests.map((each) => stringify(each, options)).join('---\n')
    ).split('\n');
    for (const [index, { at, kind, indentation }] of comments.entries()) {
      const line = at % lines.length;
      if (kind === 'behind') lines[line] += ` # c${index}`;
      else lines.splice(line, 0, kind === 'blank' ? '' : `${' '.repeat(indentation)}# c${index}`);
    }
    return lines.join(end);
  }

  test('say by themselves exactly what they are', () => {
    fc.assert(
      fc.property(input, (each) => {
        const text = print(each);
        try {
          parseManifests(text, 'a.yaml');
        } catch (error) {
          // a comment may have ended up in a text
          fc.pre(!(error instanceof UserError));
          throw error;
        }
        expectSame(text);
      }),
      { numRuns: 250 },
    );
  });

  test('have every comment of their text once', () => {
    fc.assert(
      fc.property(input, (each) => {
        const text = print({ ...each, hasAliases: false });
        let objects: ReturnType<typeof parseObjects> = [];
        try {
          objects = parseObjects(text, 'a.yaml');
        } catch (error) {
          fc.pre(!(error instanceof UserError));
          throw error;
        }
        for (const object of objects) {
          const kept = [...object.comments.values()].flatMap(({ above, behind }) => [...above, behind ?? '']);
          const own = new SourceLines(object.text).comments.map((comment) => comment.text);
          expect(kept.filter((line) => line !== '').sort()).toEqual(own.sort());
        }
      }),
      { numRuns: 250 },
    );
  });

  test('are found in any text, or it is refused', () => {
    const piece = fc.constantFrom(
      HEAD,
      '---\n',
      '...\n',
      '- ',
      'a: ',
      '&x ',
      '*x',
      '<<: ',
      '|\n',
      '{',
      '}',
      '[',
      ']',
      '"',
      '# c\n',
      '\n',
      '\r\n',
      '  ',
      ' ',
      '\ufeff',
      '\u001f',
      'apiVersion: v1\nkind: List\nitems:\n',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((each) => each.join('')),
        (text) => {
          try {
            expectSame(text);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('take time in proportion to their number', () => {
    const count = 2000;
    const text = `apiVersion: v1\nkind: AList\nitems:\n${Array.from({ length: count }, (_, i) => `# c\n- metadata: {name: a${i}} # d\n`).join('')}`;
    const objects = parseObjects(text, 'a.yaml');
    expect(objects.length).toBe(count);
    expect(objects.at(-1)?.text).toBe(`# c\napiVersion: v1\nkind: A\nmetadata: {name: a${count - 1}} # d\n`);
  });
});
