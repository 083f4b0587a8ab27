import fc from 'fast-check';
import type { Code, ListItem, MapEntry } from '../../../src/importer/code/code';
import type { CallStatement, ConstStatement } from '../../../src/importer/code/print-statement';

/** What a formatter measures, counts, escapes or stumbles over. */
// biome-ignore format: a table
const HOSTILE = [
  '\\', "'", '"', '`', '${', '$', '{', '}', '\n', '\r\n', '\r', '\t', ' ', '  ', '\0', '\u007f', '\u00a0', '\u00ad',
  '\u2028', '\u2029', '\u202e', '\u200d', '\ufeff', '\ud800', '\udfff', 'e\u0301', '\u0e33', 'ß', 'é', 'я', '中', '한',
  'ｆ', '😀', '👩\u200d🚀', '❤️', '🇪🇺', '\u17d8', '\u2e3b', '//', '*/', '...', 'x', '1', 'constructor', '__proto__', 'null',
];

/** Of all lengths, for lines that just fit and lines that just do not. */
const word = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: fc.constantFrom(...'abcxyz019-./_ '.split('')) }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 130 }).map((length) => 'n'.repeat(length)) },
  { weight: 1, arbitrary: fc.integer({ min: 90, max: 253 }).map((length) => 'long-'.repeat(51).slice(0, length)) },
);
const hostileText = fc.array(fc.oneof(word, fc.constantFrom(...HOSTILE)), { maxLength: 8 });

/** Any text. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 2, arbitrary: hostileText.map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.array(word, { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\n')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(fc.string({ unit: 'grapheme' }), word).map((parts) => parts.join('')) },
);

/** Any key of a map. */
export const key: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-zA-Z_$][a-zA-Z]{0,12}$/) },
  { weight: 1, arbitrary: fc.integer({ min: 90, max: 125 }).map((length) => 'k'.repeat(length)) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'class', '', '1', '01', '1e3', '-1', 'env') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', 'ªa', '中文', 'Ωx', '𝐀', 'a\u0301', 'a·', '℘', 'µ', '×', 'a1', '١', '한', 'ｆ{'),
  },
  { weight: 1, arbitrary: text },
);

export const number: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    0,
    -0,
    1,
    8080,
    1e21,
    1e-7,
    2 ** 53,
    2 ** 64,
    -1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -Infinity,
  ),
);

/** Comment lines, or none. */
export const comments: fc.Arbitrary<readonly string[] | undefined> = fc.option(
  fc.array(fc.oneof(text, fc.constantFrom('@ts-ignore', ' biome-ignore', '/', '')), { maxLength: 2 }),
  { nil: undefined, freq: 6 },
);

const numberCode = number.map((value): Code => ({ kind: 'literal', value }));
const leaf: fc.Arbitrary<Code> = fc.oneof(
  { weight: 5, arbitrary: text.map((value): Code => ({ kind: 'literal', value })) },
  { weight: 2, arbitrary: numberCode },
  { weight: 1, arbitrary: fc.constantFrom(true, false, undefined).map((value): Code => ({ kind: 'literal', value })) },
);

const NAMES = ['list', 'service', 'a'.repeat(30), 'b'.repeat(31), 'c'.repeat(110)];
const source: fc.Arbitrary<Code> = fc
  .oneof(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...NAMES).map((name) => `${name}.name`),
    fc.constantFrom(...NAMES).map((name) => `\`http://\${${name}.name}:80\``),
    fc.constantFrom("service.portNamed('http')", 'service.toString()'),
  )
  .map((code): Code => ({ kind: 'source', text: code }));
const call: fc.Arbitrary<Code> = fc.tuple(fc.constantFrom('settings', 'c'.repeat(40)), word, fc.boolean()).map(
  ([callee, value, isVariant]): Code => ({
    kind: 'call',
    callee,
    text: value,
    ...(isVariant && { field: 'tagSuffix', member: 'image' }),
  }),
);
const shorthand = fc
  .constantFrom(...NAMES)
  .map((name): MapEntry => ({ key: name, value: { kind: 'source', text: name } }));

const { code } = fc.letrec<{ code: Code; list: Code; numbers: Code; map: Code; entry: MapEntry; item: ListItem }>(
  (tie) => ({
    code: fc.oneof(
      { depthSize: 'small' },
      { weight: 5, arbitrary: leaf },
      { weight: 1, arbitrary: source },
      { weight: 1, arbitrary: tie('numbers') },
      { weight: 2, arbitrary: tie('list') },
      { weight: 4, arbitrary: tie('map') },
    ),
    list: fc.array(tie('item'), { maxLength: 6 }).map((items): Code => ({ kind: 'list', items })),
    numbers: fc
      .array(fc.record({ value: numberCode, comments }), { maxLength: 40 })
      .map((items): Code => ({ kind: 'list', items })),
    map: fc.array(tie('entry'), { maxLength: 6 }).map((entries): Code => ({ kind: 'map', entries })),
    item: fc.record({ value: tie('code'), comments, isSpread: fc.constantFrom(false, false, false, true) }),
    entry: fc.oneof(
      { weight: 8, arbitrary: fc.record({ key, value: tie('code'), comments }) },
      { weight: 1, arbitrary: fc.record({ key, value: call, comments }) },
      { weight: 1, arbitrary: shorthand },
      { weight: 1, arbitrary: fc.record({ spread: tie('map'), comments }) },
    ),
  }),
);

export { code };

const name = fc.oneof(
  fc.constant('web'),
  fc.integer({ min: 1, max: 125 }).map((length) => 'v'.repeat(length)),
);
const callee = fc.oneof(fc.constantFrom('release.deployment', 'new ApiObject', 'f', 'kplus.Ingress.of'), name);

export const constStatement: fc.Arbitrary<ConstStatement> = fc.record({ name, value: code, comments });
export const callStatement: fc.Arbitrary<CallStatement> = fc.record({
  assignTo: fc.option(name, { nil: undefined }),
  callee,
  args: fc.array(code, { maxLength: 3 }),
  comments,
});
