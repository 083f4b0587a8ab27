import { parseRetryAfter } from '../../../src/image/registry/parse-retry-after';

const NOW = Date.parse('2026-01-02T03:04:05Z');

describe('the milliseconds of a Retry-After header', () => {
  test.each<[string | null, number | undefined, string]>([
    [null, undefined, 'no header'],
    ['0', 0, 'at once'],
    ['120', 120_000, 'seconds'],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000, 'a date'],
    ['Friday, 02-Jan-26 03:04:15 GMT', 10_000, 'a date as it was written once'],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0, 'a date that is over'],
    ['-1', undefined, 'never less than nothing'],
    ['1.5', undefined, 'whole seconds only'],
    ['soon', undefined, 'a word'],
    ['later 5', undefined, 'what Date.parse would take for a year'],
    ['', undefined, 'an empty header'],
  ])('%j: %j (%s)', (header, milliseconds) => {
    expect(parseRetryAfter(header, NOW)).toBe(milliseconds);
  });
});
