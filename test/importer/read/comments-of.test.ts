import { parseObjects } from '../../../src/importer/read/parse-objects';

const HEAD = 'apiVersion: v1\nkind: A\nmetadata: {name: a}\n';

/** The comments of the first object by pointer: those above in lines, those behind after `|`. */
function read(text: string): Record<string, string> {
  const { comments = new Map() } = parseObjects(text, 'a.yaml')[0] ?? {};
  return Object.fromEntries(
    [...comments].map(([pointer, { above, behind }]) => [
      pointer,
      `${above.join('\n')}${behind === undefined ? '' : `|${behind}`}`,
    ]),
  );
}

describe('a comment belongs', () => {
  test.each<[string, Record<string, string>, string]>([
    ['# c\nspec: 1', { '/spec': 'c' }, 'to the field below it'],
    ['spec: 1 # c', { '/spec': '|c' }, 'to the field in its line'],
    ['# a\n# b\nspec: 1 # c', { '/spec': 'a\nb|c' }, 'to it all at once'],
    ['# a\n\n# b\n\nspec: 1', { '/spec': 'a\n\nb' }, 'to the next field, over blank lines'],
    ['spec: # c\n  a: 1', { '/spec': '|c' }, 'to the map that begins in its line'],
    ['spec:\n  # c\n  a: 1', { '/spec/a': 'c' }, 'to the first field of a map'],
    ['spec:\n  # c\n  - a: 1', { '/spec/0': 'c' }, 'to the item below it, not to its first field'],
    ['spec:\n- a: 1 # c', { '/spec/0/a': '|c' }, 'to the field of an item in its line'],
    ['spec:\n- # c\n  a: 1', { '/spec/0': '|c' }, 'to the item, behind its dash'],
    ['spec:\n-\n  # c\n  a: 1', { '/spec/0/a': 'c' }, 'to the field, below the dash'],
    ['spec:\n- a # c\n# d\n- b', { '/spec/0': '|c', '/spec/1': 'd' }, 'to items that are texts'],
    ['spec:\n- - a # c', { '/spec/0/0': '|c' }, 'to items of items'],
    [
      'spec: | # c\n  # d\n  text\n# e\nend: 1',
      { '/spec': '|c', '/end': 'e' },
      'to a block by its head, and none in it',
    ],
    ['spec:\n  # c\n  text', { '/spec': 'c' }, 'to the field whose value it stands before'],
    ['spec: "a\n  b" # c', { '/spec': '|c' }, 'to the text that ends in its line'],
    ['spec: [a, b] # c', { '/spec': '|c' }, 'to the whole list in its line'],
    [
      'spec: [ # a\n  x, # b\n  y, z # c\n  # d\n] # e',
      { '/spec': 'e|a', '/spec/0': '|b', '/spec/2': 'd|c' },
      'between brackets to the item in its line',
    ],
    [
      'spec: {\n  # a\n  x: 1, # b\n  v: {z: 2} } # c',
      { '/spec/x': 'a|b', '/spec/v': '|c' },
      'between braces to the field',
    ],
    [
      'spec:\n  a:\n    - x\n    # c\n  # d\n  b: 1',
      { '/spec/a/0': 'c', '/spec/b': 'd' },
      'by its column, where a list ends',
    ],
    [
      'spec:\n  a:\n  - x: 1\n    v: 2\n    # c\nend: 1',
      { '/spec/a/0/v': 'c' },
      'to the last field of a map that ends there',
    ],
    ['spec:\n    # c\n  a: 1', { '/spec/a': 'c' }, 'to the field below it, however it is indented'],
    ['spec:\n  a: 1\n  # c\n# d', { '/spec/a': 'c', '/spec': 'd' }, 'to the field before it at the end'],
    [
      'a/b: 1 # c\nc~d: 1 # d\n"": 1 # e\nyes: 1 # f\n__proto__: 1 # g',
      { '/a~1b': '|c', '/c~0d': '|d', '/': '|e', '/true': '|f', '/__proto__': '|g' },
      'to fields of any name',
    ],
    ['spec:\n  # c\n  <<: {a: 1} # d', { '/spec': 'c|d' }, 'to the map of a merge key'],
    ['spec: &a # c\n  x: 1\nend: *a # d', { '/spec': '|c', '/end': '|d' }, 'to an alias where that stands'],
    ['spec: "# a" #b', { '/spec': '|b' }, 'as little as there is before it'],
    ['spec: a#b', {}, 'to nothing, where it is none'],
    ['? spec # c\n: 1 # d', { '/spec': 'd|c' }, 'to a field with a mark'],
  ])('in %j as in %j: %s', (text, expected, _reason) => {
    expect(read(`${HEAD}${text}\n`)).toEqual(expected);
    expect(read(`${HEAD}${text}\n`.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  test.each<[string, string, string]>([
    [`# c\n${HEAD}`, 'c', 'above the first field'],
    [`# a\n# b\n\n# c\n\n\n${HEAD}`, 'a\nb\n\nc', 'with one empty line between blocks'],
    [`# a\n---\n# b\n${HEAD}`, 'a\n\nb', 'on both sides of ---'],
    [`--- # a\n# b\n${HEAD}`, 'a\nb', 'behind ---'],
    [
      `kind: List\napiVersion: v1\n# no\nitems:\n# a\n- # b\n  # c\n${HEAD.replace(/^/gm, '  ')}\n`,
      'a\nb\nc',
      'around the dash of an item',
    ],
  ])('to the whole object in %j: %j, %s', (text, expected, _reason) => {
    expect(read(text)).toEqual({ '': expected });
  });

  test('to its own item of a list', () => {
    const text = `kind: List
apiVersion: v1
items:
- apiVersion: v1
  kind: A
  metadata: {name: a} # a
  # b
# c
- apiVersion: v1
  kind: A
  metadata: # d
    name: b
    # e
  # f
# of the list
`;
    expect(parseObjects(text, 'a.yaml').map(({ comments }) => [...comments])).toEqual([
      [['/metadata', { above: ['b'], behind: 'a' }]],
      [
        ['', { above: ['c'], behind: undefined }],
        ['/metadata', { above: ['f'], behind: 'd' }],
        ['/metadata/name', { above: ['e'], behind: undefined }],
      ],
    ]);
  });
});
