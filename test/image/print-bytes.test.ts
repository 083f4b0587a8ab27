import fc from 'fast-check';
import { parseSize } from '../../src/image/parse-size';
import { printBytes } from '../../src/image/print-bytes';

describe('a size for people', () => {
  test.each<[number, string, string]>([
    [0, '0 B', 'nothing'],
    [999, '999 B', 'bytes'],
    [1000, '1.0 kB', 'powers of 1000'],
    [1024, '1.0 kB', 'rounded'],
    [999_949, '999.9 kB', 'to one digit'],
    [999_950, '1.0 MB', 'never 1000.0'],
    [8_100_000, '8.1 MB', 'megabytes'],
    [999_950_000, '1.0 GB', 'never 1000.0'],
    [2e12, '2.0 TB', 'terabytes'],
    [5e15, '5000.0 TB', 'nothing beyond'],
  ])('%d is %s', (bytes, expected, _reason) => {
    expect(printBytes(bytes)).toBe(expected);
  });

  test('is read again as nearly the same, and has at most three digits before the point', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(10_000), fc.nat(), fc.integer({ min: 0, max: 9e14 })), (bytes) => {
        const printed = printBytes(bytes);
        expect(printed).toMatch(/^(?:\d{1,3} B|\d{1,3}\.\d [kMGT]B)$/);
        expect(Math.abs((parseSize(printed) ?? Number.NaN) - bytes)).toBeLessThanOrEqual(bytes * 0.05);
      }),
    );
  });
});
