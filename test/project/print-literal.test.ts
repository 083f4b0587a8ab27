import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { printLiteral } from '../../src/project/print-literal';

describe('a text as a TypeScript string', () => {
  test.each([
    ['/web', "'/web'", 'single quotes'],
    ["it's", '"it\'s"', 'double quotes where they save a backslash'],
    ['say "it\'s"', "'say \"it\\'s\"'", 'single quotes where both are there'],
    ['C:\\web', "'C:\\\\web'", 'backslashes are doubled'],
    ['a\nb', "'a\\nb'", 'ends of lines are seen'],
    ['\u007f\u2028\u202e\u{e0001}', "'\\u007f\\u2028\\u202e\\u{e0001}'", 'and so is what nobody sees'],
    ['größe ✓', "'größe ✓'", 'what is seen stays'],
  ])('%j is %s: %s', (text, literal, _reason) => {
    expect(printLiteral(text)).toBe(literal);
  });

  test('is read back as it was, whatever is in it', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\\', '"', "'", 'n', 'u', '\u2029', '\ud800') }),
    );
    fc.assert(fc.property(any, (text) => expect(runInNewContext(printLiteral(text))).toBe(text)));
  });
});
