import fc from 'fast-check';
import { parseContentRange } from '../../../src/image/registry/parse-content-range';

describe('which part a reply holds', () => {
  test.each<[string | null, unknown, string]>([
    ['bytes 5-9/10', { first: 5, total: 10 }, 'the rest'],
    ['bytes 0-0/1', { first: 0, total: 1 }, 'one byte'],
    ['bytes 5-9/*', { first: 5, total: undefined }, 'of something whose length is not known'],
    ['  Bytes  5-9/10 ', { first: 5, total: 10 }, 'the unit in any case, and spaces'],
    ['bytes */10', undefined, 'no part: this goes with status 416'],
    ['bytes 9-5/10', undefined, 'an end before the beginning'],
    ['bytes 5-10/10', undefined, 'an end behind the end'],
    ['bytes 5-/10', undefined, 'no end'],
    ['bytes -5-9/10', undefined, 'a negative number'],
    ['items 5-9/10', undefined, 'another unit'],
    ['bytes 5-9', undefined, 'no length'],
    ['bytes 0-99999999999999999999/*', undefined, 'a number that JavaScript does not hold'],
    ['', undefined, 'nothing'],
    [null, undefined, 'no header'],
  ])('%j', (header, range, _reason) => {
    expect(parseContentRange(header)).toEqual(range);
  });

  test('is undefined for any other text, and nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseContentRange(`x${text}`)).toBeUndefined();
      }),
    );
  });
});
