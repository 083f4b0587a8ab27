import fc from 'fast-check';
import { parseBandwidth, parseSize } from '../../src/image/parse-size';

describe('a size', () => {
  test.each<[string, number | undefined, string]>([
    ['50MB', 50_000_000, 'powers of 1000'],
    ['48MiB', 48 * 2 ** 20, 'powers of 1024'],
    ['1048576', 1_048_576, 'bytes without a unit'],
    ['0', 0, 'nothing at all'],
    ['512 b', 512, 'with a space, in any case'],
    [' 1.5 gb ', 1_500_000_000, 'with a fraction'],
    ['0.1KiB', 102, 'whole bytes'],
    ['2TB', 2e12, 'terabytes'],
    ['1TiB', 2 ** 40, 'tebibytes'],
    ['', undefined, 'nothing'],
    ['MB', undefined, 'no number'],
    ['-1MB', undefined, 'below zero'],
    ['1e3', undefined, 'an exponent'],
    ['1,5MB', undefined, 'a comma'],
    ['.5MB', undefined, 'no digit before the point'],
    ['5M', 5e6, 'as Kubernetes writes it'],
    ['5Mi', 5 * 2 ** 20, 'as Kubernetes writes powers of 1024'],
    ['5 Mbit', undefined, 'a unit of something else'],
    ['1MB2', undefined, 'more behind it'],
    ['9999999TB', undefined, 'more than numbers hold'],
    ['1__proto__', undefined, 'a name that every map has'],
  ])('%j is %j', (text, expected, _reason) => {
    expect(parseSize(text)).toBe(expected);
  });

  test('is a whole number that can be counted with, or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{1,20} ?[kKmMgGtTiIbB]{0,3}$/)), (text) => {
        const bytes = parseSize(text);
        expect(bytes === undefined || (Number.isSafeInteger(bytes) && bytes >= 0)).toBe(true);
      }),
    );
  });
});

describe('a bandwidth', () => {
  test.each<[string, number | undefined, string]>([
    ['1Gbit', 1e9, 'bits'],
    ['100 Mbit/s', 1e8, 'in a second'],
    ['10Gbps', 1e10, 'another way to say it'],
    ['2.5gbits', 2.5e9, 'with a fraction, in any case'],
    ['125Mb', 125e6, 'a small b is bits'],
    ['125MB', 1e9, 'a big one is bytes'],
    ['125MB/s', 1e9, 'in a second'],
    ['125MBps', 1e9, 'another way to say it'],
    ['64 kbit', 64_000, 'thousands'],
    ['1Tbit', 1e12, 'more'],
    ['9600bit', 9600, 'bits alone'],
    ['8B', 64, 'bytes alone'],
    ['125MiB/s', undefined, 'powers of 1024, which nobody sells'],
    ['100', undefined, 'no unit'],
    ['100M', undefined, 'half a unit'],
    ['0Gbit', undefined, 'none'],
    ['-1Gbit', undefined, 'below zero'],
    ['Gbit', undefined, 'no number'],
    [`${'9'.repeat(400)}Gbit`, undefined, 'more than numbers hold'],
    ['', undefined, 'nothing'],
  ])('%j is %j', (text, expected, _reason) => {
    expect(parseBandwidth(text)).toBe(expected);
  });
});
