import fc from 'fast-check';
import { parseTarNumber } from '../../../src/image/layers/parse-tar-number';
import { base256 } from './tar-archive';

const field = (text: string | Buffer): number | undefined => {
  const bytes = Buffer.concat([Buffer.from('77'), Buffer.from(text), Buffer.from('77')]);
  return parseTarNumber(bytes, 2, Buffer.from(text).length);
};

describe('a number of a tar header', () => {
  test.each<[string | Buffer, number | undefined, string]>([
    ['0000644\0', 0o644, 'octal digits'],
    ['    644\0', 0o644, 'spaces in front'],
    ['\0\0  644 ', 0o644, 'zero bytes in front'],
    ['644 \0   ', 0o644, 'a space behind'],
    ['77777777', 0o77777777, 'no end at all'],
    ['644\0junk', 0o644, 'nothing after a zero byte is read'],
    ['\0\0\0\0\0\0\0\0', 0, 'an empty field'],
    ['        ', 0, 'only spaces'],
    ['64 4\0   ', undefined, 'two numbers'],
    ['0000648\0', undefined, 'no octal digit'],
    ['-000644\0', undefined, 'a sign'],
    ['abcdefg\0', undefined, 'no number'],
    [base256(5n, 8), 5, 'base 256'],
    [base256(2n ** 33n, 12), 2 ** 33, 'base 256, longer than octal digits allow'],
    [base256(-1n, 8), -1, 'base 256, below zero'],
    [base256(-300n, 12), -300, 'base 256, below zero'],
    [base256(2n ** 53n, 12), undefined, 'base 256, beyond what a number holds'],
    [base256(-(2n ** 60n), 12), undefined, 'base 256, below what a number holds'],
  ])('%j is %p: %s', (text, number) => {
    expect(field(text)).toBe(number);
  });

  test('is what was written, in either way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (number) => {
        expect(field(base256(BigInt(number), 12))).toBe(number);
        if (number >= 0 && number < 8 ** 11) expect(field(`${number.toString(8).padStart(11, '0')}\0`)).toBe(number);
      }),
    );
  });
});
