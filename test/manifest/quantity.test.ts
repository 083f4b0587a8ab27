import fc from 'fast-check';
import { parseQuantity } from '../../src/manifest/quantity';

describe('a quantity', () => {
  test.each([
    ['1', 1, 'a number is one'],
    [2, 2, 'without quotes too'],
    ['500m', 0.5, 'thousandths'],
    ['1Ki', 1024, 'powers of 1024'],
    ['1k', 1000, 'powers of 1000'],
    ['1.5Gi', 1.5 * 1024 ** 3, 'with a fraction'],
    ['.5', 0.5, 'without a digit before the dot'],
    ['1e3', 1000, 'an exponent'],
    ['1E3', 1000, 'in upper case too'],
    ['1E', 1e18, 'an E alone is exa'],
    ['-1', -1, 'below zero'],
    ['1KB', undefined, 'bytes have no B'],
    ['1 Gi', undefined, 'no space stands in it'],
    ['', undefined, 'nothing is none'],
    [null, undefined, 'nor is null'],
  ])('%p is %p, since %s', (text, number, _reason) => {
    const parsed = parseQuantity(text);
    expect(parsed === undefined ? parsed : Number(parsed.toPrecision(12))).toBe(number);
  });

  test('of more is more', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom('', 'm', 'k', 'Mi', 'G'), (a, b, suffix) => {
        expect(Math.sign((parseQuantity(`${a}${suffix}`) ?? 0) - (parseQuantity(`${b}${suffix}`) ?? 0))).toBe(
          Math.sign(a - b),
        );
      }),
    );
  });
});
