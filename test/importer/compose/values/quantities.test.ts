import fc from 'fast-check';
import { parseBytes, toQuantity } from '../../../../src/importer/compose/values/parse-bytes';
import { parseDuration } from '../../../../src/importer/compose/values/parse-duration';
import { parseQuantity } from '../../../../src/manifest/quantity';

describe('a size', () => {
  test.each([
    ['512M', '512Mi', 'units are powers of 1024'],
    ['1gb', '1Gi', 'a b may follow'],
    ['64kib', '64Ki', 'and an i'],
    ['1.5g', '1536Mi', 'a fraction is a smaller unit'],
    ['1048576', '1Mi', 'a number is bytes'],
    ['300b', '300', 'so is one with b'],
    ['2 T', '2Ti', 'a space may stand in it'],
    ['0', '0', 'none is none'],
  ])('%p is %p, since %s', (text, quantity, _reason) => {
    expect(toQuantity(parseBytes(text) ?? -1)).toBe(quantity);
  });

  test.each(['', 'm', '-1', '1x', '1,5g', '99999999p', '1 0m'])('refuses %p', (text) => {
    expect(parseBytes(text)).toBeUndefined();
  });

  test('stays the same number as a quantity', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (bytes) => expect(parseQuantity(toQuantity(bytes))).toBe(bytes)));
  });
});

describe('a time', () => {
  test.each([
    ['30s', 30, 'seconds'],
    ['1m30s', 90, 'units add up'],
    ['500ms', 0.5, 'thousandths'],
    ['1.5h', 5400, 'a fraction'],
    ['1d', 86_400, 'a day'],
    ['0', 0, 'none needs no unit'],
  ])('%p is %p seconds, since %s', (text, seconds, _reason) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 9);
  });

  test.each(['', '30', 's', '1x', '-1s', '1s 2s'])('refuses %p', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
