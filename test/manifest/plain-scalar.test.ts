import fc from 'fast-check';
import { readPlainScalar } from '../../src/manifest/plain-scalar';

describe('an unquoted YAML scalar', () => {
  test.each([
    ['0644', 420, 'a leading zero is octal'],
    ['0o644', 420, 'and so is YAML 1.2'],
    ['08', 8, 'no octal has an 8, so it is a float'],
    ['0x1F', 31, 'hexadecimal'],
    ['-0b11', -3, 'binary'],
    ['1_000', 1000, 'underscores part digits'],
    ['-_1', -1, 'wherever they stand'],
    ['1e3', 1000, 'an exponent needs no dot'],
    ['+.5', 0.5, 'nor a float a digit before it'],
    ['.5_5', 0.55, 'between digits an underscore is taken there too'],
    ['._5', '._5', 'and before them it is not'],
    ['1.', 1, 'a dot may be the last'],
    ['-0', 0, 'there is no negative zero'],
    ['18446744073709551615', 2 ** 64, 'as much as 64 bits hold'],
    ['0xffffffffffffffffff', '0xffffffffffffffffff', 'more than 64 bits hold is text'],
    ['1e999', '1e999', 'and so is more than a float holds'],
    ['yes', true, 'words of YAML 1.1'],
    ['y', true, 'even one letter'],
    ['Off', false, 'in three spellings'],
    ['yEs', 'yEs', 'and in no other'],
    ['~', null, 'nothing'],
    ['', null, 'nothing at all'],
    ['12:30:45', '12:30:45', 'base 60 is not read'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00', 'a time stays as it is written'],
    ['1.2.3', '1.2.3', 'a version is text'],
    ['1.10', 1.1, 'but one with a single dot is not'],
    ['.inf', Infinity, 'JSON has no such number, which the reader says'],
    ['-.Inf', -Infinity, 'nor this'],
    ['.nan', Number.NaN, 'nor this'],
  ])('%s is %p, since %s', (source, value, _reason) => {
    expect(readPlainScalar(source)).toBe(value);
  });

  test('of decimal digits is that number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        expect(readPlainScalar(String(number))).toBe(number);
      }),
    );
  });

  test('that begins with another letter than those of the words is text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-eg-mp-su-xzA-EG-MP-SU-XZ/$][ -~]*$/), (text) => {
        expect(readPlainScalar(text)).toBe(text);
      }),
    );
  });
});
