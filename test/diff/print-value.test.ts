import fc from 'fast-check';
import { printBothValues, printFieldValue, printLine } from '../../src/diff/print-value';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('a value in one line', () => {
  test.each([
    ['/render', '/render', 'text is as it is'],
    ['0.0.5', '0.0.5', 'a version is no number'],
    [8085, '8085', 'a number is as it is'],
    ['8085', '"8085"', 'text that looks like one has quotes'],
    ['1e3', '"1e3"', 'in every spelling'],
    ['true', '"true"', 'or like a word of YAML'],
    ['', '""', 'nothing is seen in quotes'],
    [' a', '" a"', 'and so is a space at the end'],
    ['a → b', '"a → b"', 'an arrow is ours'],
    ['(hidden)', '"(hidden)"', 'and so are words in brackets'],
    ['a\nb', '"a\\nb"', 'lines are made one'],
    [{ a: [1] }, '{"a":[1]}', 'maps and lists are JSON'],
    [null, 'null', 'null too'],
    [`app@sha256:${A}`, 'app@sha256:aaaaaaaaaaaa', 'of a digest 12 digits are enough'],
    ['x'.repeat(100), `${'x'.repeat(48)}…${'x'.repeat(16)} (100 characters)`, 'long text keeps its ends'],
    ['a\u001b[31mb', 'a\\u{1b}[31mb', 'nothing paints the terminal'],
    ['a\u202eb', 'a\\u{202e}b', 'nor turns what comes after it'],
  ])('%j is %s, since %s', (value, text, _reason) => {
    expect(printFieldValue(value)).toBe(text);
  });

  test.each([
    ['a', 'b', ['a', 'b'], 'text is as it is'],
    [1, '1', ['1', '"1"'], 'what differs is the type'],
    ['true', true, ['"true"', 'true'], 'what differs is the type'],
    [
      `app:1@sha256:${A}`,
      `app:1@sha256:${B}`,
      ['app:1@sha256:aaaaaaaaaaaa', 'app:1@sha256:bbbbbbbbbbbb'],
      'digests are short',
    ],
    [
      `sha256:${A}`,
      `sha256:${A.slice(0, 63)}b`,
      [`sha256:${A}`, `sha256:${A.slice(0, 63)}b`],
      'unless they would look the same',
    ],
    [
      `${'x'.repeat(90)}one`,
      `${'x'.repeat(90)}two`,
      [`…${'x'.repeat(16)}one`, `…${'x'.repeat(16)}two`],
      'what long text shares is cut',
    ],
  ])('%j and %j are %j, since %s', (before, after, texts, _reason) => {
    expect(printBothValues(before, after)).toEqual(texts);
  });

  test('is one line of characters that can be seen, whatever it is, and not a long one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue()), (value) => {
        for (const text of [printFieldValue(value), ...printBothValues(value, `${String(JSON.stringify(value))}x`)]) {
          expect(text).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]*$|\t/u);
          expect(text.length).toBeLessThan(160);
        }
      }),
    );
  });

  test('of two that differ shows that they do, if they are short', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 1 }), fc.jsonValue({ maxDepth: 1 }), (a, b) => {
        const [x, y] = [a, b].map((value) => JSON.stringify(value));
        fc.pre(x !== y && Math.max(x?.length ?? 0, y?.length ?? 0) < 60);
        const [before, after] = printBothValues(a, b);
        expect(before).not.toBe(after);
      }),
    );
  });
});

test('tabs stay in a line', () => {
  expect(printLine('\ta\rb')).toBe('\ta\\u{d}b');
});
