import fc from 'fast-check';
import type { Code } from '../../../src/importer/code/code';
import { printCode } from '../../../src/importer/code/print-code';
import { type CallStatement, printCall, printConst } from '../../../src/importer/code/print-statement';
import { toCode } from '../../../src/importer/code/to-code';
import { callStatement, code, constStatement } from './arbitraries';
import { findReformatted } from './find-reformatted';

const app: Code = { kind: 'source', text: 'app' };
const literal = (value: string | number): Code => ({ kind: 'literal', value });
const sixty = 'n'.repeat(60);
const hundred = 'n'.repeat(100);

describe('a call', () => {
  test.each<[CallStatement, string[], string]>([
    [{ callee: 'app.synth', args: [] }, ['app.synth();'], 'without arguments'],
    [
      { assignTo: 'web', callee: 'release.deployment', args: [literal('web')] },
      ["const web = release.deployment('web');"],
      'with a constant',
    ],
    [
      { callee: 'web.expose', args: [toCode({ name: 'web' }, {})], indent: 2 },
      ["  web.expose({ name: 'web' });"],
      'with one field',
    ],
    [
      { callee: 'web.expose', args: [toCode({ name: 'web', port: 80 }, {})], comments: ['for all'] },
      ['// for all', 'web.expose({', "  name: 'web',", '  port: 80,', '});'],
      'two fields have a line each, however short',
    ],
    [
      { callee: 'new ApiObject', args: [app, literal('a'), toCode({ kind: 'A', spec: {} }, {})], indent: 2 },
      ["  new ApiObject(app, 'a', {", "    kind: 'A',", '    spec: {},', '  });'],
      'only the last argument stands in several lines',
    ],
    [
      { callee: 'release.deployment', args: [literal(hundred), toCode({ command: ['a'] }, {})] },
      ['release.deployment(', `  '${hundred}',`, "  { command: ['a'] },", ');'],
      'an argument a line where the last one cannot start',
    ],
    [
      { assignTo: sixty, callee: `${sixty}.expose`, args: [toCode({ name: 'web' }, {})] },
      [`const ${sixty} =`, `  ${sixty}.expose({ name: 'web' });`],
      'below its constant where it cannot start beside it',
    ],
    [
      { assignTo: hundred, callee: 'f', args: [literal('only one word')] },
      [`const ${hundred} =`, "  f('only one word');"],
      'nothing breaks around one short argument',
    ],
    [{ callee: 'f', args: [literal('a\nb')] }, ['f(`a', 'b`);'], 'nor around a text of several lines'],
    [{ callee: 'f', args: [literal('a\nb'), app] }, ['f(', '  `a', 'b`,', '  app,', ');'], 'unless it has company'],
  ])('%j is laid out: %j: %s', (statement, lines, _reason) => {
    expect(printCall(statement)).toEqual(lines);
  });
});

describe('a constant', () => {
  test.each<[string, unknown, string[], string]>([
    ['a', { b: 1 }, ['const a = { b: 1 };'], 'one field fits in the line'],
    ['a', { b: 1, c: 2 }, ['const a = {', '  b: 1,', '  c: 2,', '};'], 'two have a line each'],
    ['a', 'b\nc', ['const a = `b', 'c`;'], 'a text of several lines'],
    [hundred, 'long enough', [`const ${hundred} =`, "  'long enough';"], 'a text moves below'],
    [hundred.repeat(2), 12, [`const ${hundred.repeat(2)} = 12;`], 'a number never does'],
    [
      hundred,
      ['long', 'enough'],
      [`const ${hundred} = [`, "  'long',", "  'enough',", '];'],
      'a list starts beside it',
    ],
  ])('%s of %j is laid out: %j: %s', (name, value, lines, _reason) => {
    expect(printConst({ name, value: toCode(value, {}) })).toEqual(lines);
  });

  test('has its comments above it', () => {
    expect(printConst({ name: 'a', value: literal(1), comments: ['one', '', '@ts-nocheck'] })).toEqual([
      '// one',
      '//',
      '// # @ts-nocheck',
      'const a = 1;',
    ]);
  });
});

describe('the formatter changes nothing', () => {
  test('in statements of every length around the end of the line', () => {
    const lengths = Array.from({ length: 130 }, (_, index) => index + 1);
    const statements = lengths.flatMap((length) => {
      const name = 'n'.repeat(length);
      const fields = {
        [name]: 'a',
        [`${name}-`]: -1,
        a: name,
        bcd: name,
        efghi: name,
        'j-': [name],
        'k--': { a: name },
      };
      const more = {
        [`${name}é`]: [1],
        [`${name}中`]: ['a'],
        [`${name}x`]: [{ a: 1 }],
        yyyyy: `${name}😀`,
        zzzzz: `${name}❤️`,
      };
      const lists = [
        [name],
        [name, 'b'],
        [1, length, 10 ** (length % 20)],
        [{ a: name }],
        [{ a: 1, b: name }],
        [[name]],
      ];
      return [
        printConst({ name: 'a', value: toCode({ ...fields, ...more, lists }, {}) }),
        printConst({ name, value: toCode({ a: 1 }, {}) }),
        printConst({ name, value: literal('a') }),
        printConst({
          name: 'a',
          value: toCode(
            Array.from({ length }, (_, index) => index * length),
            {},
          ),
        }),
        ...['release.deployment', 'new ApiObject', name].flatMap((callee) =>
          [
            [],
            [literal(1)],
            [literal('ß中'.repeat(length % 12))],
            [literal(name)],
            [app, literal(name)],
            [literal(name), toCode({ a: 1 }, {})],
          ].flatMap((args) => [
            printCall({ callee, args }),
            printCall({ assignTo: 'a', callee, args }),
            printCall({ assignTo: name, callee, args }),
          ]),
        ),
      ];
    });
    expect(findReformatted(statements)).toEqual([]);
  });

  test('in any other statement, at any indentation', () => {
    const statement = fc.oneof(
      constStatement.map(printConst),
      callStatement.map(printCall),
      callStatement.map((call) => ['{', ...printCall({ ...call, indent: 2 }), '}']),
      code
        .filter(({ kind }) => kind === 'map')
        .map((map) => printCode(map, { indent: 0, before: "const web = release.deployment('web', ", after: ');' })),
    );
    const seed = Math.floor(Math.random() * 2 ** 31);
    const reformatted = findReformatted(fc.sample(statement, { seed, numRuns: 600 }));
    expect({ seed, reformatted }).toEqual({ seed, reformatted: [] });
  });
});
