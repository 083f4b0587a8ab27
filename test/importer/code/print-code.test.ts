import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { Code } from '../../../src/importer/code/code';
import { printCode } from '../../../src/importer/code/print-code';
import { toCode } from '../../../src/importer/code/to-code';
import { comments, key, number, text } from './arbitraries';

function print(value: unknown): string[] {
  return printCode(toCode(value, {}), { indent: 0, before: 'f(', after: ');' });
}

/** The value inside `a: …`, as the lines between the first and the last. */
function printField(field: string, value: unknown): string[] {
  return print({ [field]: value, zzz: 1 }).slice(1, -2);
}

const long = 'a-long-word-of-thirty-letters.';

describe('data as an expression', () => {
  test.each<[unknown, string[], string]>([
    [{ containerPort: 8085 }, ['  a: { containerPort: 8085 },'], 'a small map stands in one line'],
    [[{ containerPort: 8085 }], ['  a: [{ containerPort: 8085 }],'], 'and so does a list of one'],
    [
      { requests: { cpu: '100m', memory: '64Mi' } },
      ["  a: { requests: { cpu: '100m', memory: '64Mi' } },"],
      'maps in maps',
    ],
    [
      { requests: { cpu: '1' }, limits: { cpu: '1' } },
      ['  a: {', "    requests: { cpu: '1' },", "    limits: { cpu: '1' },", '  },'],
      'not two ways down in one line',
    ],
    [{ b: { c: { d: 1 } } }, ['  a: { b: { c: { d: 1 } } },'], 'three levels'],
    [{ b: { c: { d: { e: 1 } } } }, ['  a: {', '    b: { c: { d: { e: 1 } } },', '  },'], 'not four'],
    [{ b: 1, c: 2, d: 3, e: 4 }, ['  a: { b: 1, c: 2, d: 3, e: 4 },'], 'four values'],
    [
      { b: 1, c: 2, d: 3, e: 4, f: 5 },
      ['  a: {', '    b: 1,', '    c: 2,', '    d: 3,', '    e: 4,', '    f: 5,', '  },'],
      'not five',
    ],
    [
      [
        { b: 1, c: 2 },
        { b: 3, c: 4 },
      ],
      ['  a: [', '    { b: 1, c: 2 },', '    { b: 3, c: 4 },', '  ],'],
      'a list of maps is a table',
    ],
    [
      { b: [long, long], c: [long, long] },
      ['  a: {', `    b: ['${long}', '${long}'],`, `    c: ['${long}', '${long}'],`, '  },'],
      'what does not fit has an entry a line',
    ],
    [{}, ['  a: {},'], 'an empty map'],
    [[], ['  a: [],'], 'an empty list'],
    [-0, ['  a: -0,'], 'zero has its sign'],
    [1e21, ['  a: 1e21,'], 'powers have no plus'],
    ["it's", ['  a: "it\'s",'], 'quotes save a backslash'],
    ['one\n', ["  a: 'one\\n',"], 'a line with its end is a string'],
    ['one\ntwo\n', ['  a: `one', 'two', '`,'], 'two lines are a template text'],
    ['`a`\n${b}\\', ['  a: `\\`a\\`', '\\${b}\\\\`,'], 'in which nothing is code'],
    ['a\r\nb \n\tc', ['  a: `a\\r', 'b\\u0020', '\\tc`,'], 'nothing that is not seen or that editors change'],
  ])('%j is %j: %s', (value, lines, _reason) => {
    expect(printField('a', value)).toEqual(lines);
  });

  test.each([
    ['env', ['  env: {', "    A: '1',", "    B: '2',", '  },'], 'variables stand in a line each'],
    ['labels', ["  labels: { A: '1', B: '2' },"], 'what seldom grows stands in one'],
    ['a-b', ["  'a-b': { A: '1', B: '2' },"], 'quotes only where they are needed'],
    ['größe', ["  größe: { A: '1', B: '2' },"], 'letters need none'],
    ['℘', ["  '\\u{2118}': { A: '1', B: '2' },"], 'what some version of Unicode takes for a letter is escaped'],
    ['1', ["  '1': { A: '1', B: '2' },"], 'numbers need them'],
    ['__proto__', ["  ['__proto__']: { A: '1', B: '2' },"], 'a field and no prototype'],
  ])('the key %j is printed so: %j: %s', (field, lines, _reason) => {
    expect(printField(field, { A: '1', B: '2' })).toEqual(lines);
  });

  test('prints source, spreads, shorthands and comments', () => {
    const code: Code = {
      kind: 'map',
      entries: [
        { key: 'namespace', value: { kind: 'source', text: 'namespace' } },
        { key: 'host', value: { kind: 'source', text: 'web.name' }, comments: ['who', 'answers\nit'] },
        { spread: { kind: 'source', text: 'shared' } },
        {
          key: 'args',
          value: {
            kind: 'list',
            items: [
              { value: { kind: 'source', text: 'args' }, isSpread: true, comments: [] },
              { value: { kind: 'literal', value: true }, comments: ['last'] },
            ],
          },
        },
      ],
    };
    expect(printCode(code, { indent: 2, before: 'const a = ', after: ';' })).toEqual([
      '  const a = {',
      '    namespace,',
      '    // who',
      '    // answers',
      '    // it',
      '    host: web.name,',
      '    ...shared,',
      '    args: [',
      '      ...args,',
      '      // last',
      '      true,',
      '    ],',
      '  };',
    ]);
  });

  test('escapes what formatters measure differently only where that matters', () => {
    const faces = '❤️'.repeat(5);
    expect(print([faces])).toEqual([`f(['${faces}']);`]);
    expect(print([`${faces}${long}${long}${long}`])).toEqual([
      'f([',
      `  '${'\\u{2764}\\u{fe0f}'.repeat(5)}${long}${long}${long}',`,
      ']);',
    ]);
  });

  test('is the same data again, whatever is in it', () => {
    const { data } = fc.letrec<{ data: unknown; list: unknown; map: unknown }>((tie) => ({
      data: fc.oneof({ depthSize: 'small' }, text, number, fc.boolean(), tie('list'), tie('map')),
      list: fc.array(tie('data'), { maxLength: 6 }),
      map: fc
        .array(fc.tuple(key, fc.oneof(tie('data'), fc.constant(null))), { maxLength: 6 })
        .map((entries) => Object.fromEntries(entries)),
    }));
    const noted = comments.map((lines) => ({ above: lines ?? [], behind: lines?.[0] }));
    fc.assert(
      fc.property(data, noted, (value, comment) => {
        // each field has the same comment
        const everywhere = Object.assign(new Map(), { get: () => comment });
        const lines = printCode(toCode(value, { comments: everywhere }), { indent: 2, before: '(', after: ')' });
        expect(entriesOf(runInNewContext(lines.join('\n')))).toEqual(entriesOf(value));
      }),
    );
  });
});

/** The data with each map as a list of its own fields, so that their order and `__proto__` count. */
function entriesOf(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(entriesOf)];
  if (typeof value !== 'object' || value === null) return value;
  const fields = Reflect.ownKeys(value).map((name) => [name, Reflect.get(value, name)]);
  return fields.filter(([, field]) => field !== null).map(([name, field]) => [name, entriesOf(field)]);
}
