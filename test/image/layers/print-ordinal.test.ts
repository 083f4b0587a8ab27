import { printOrdinal } from '../../../src/image/layers/print-ordinal';

test('the place of an entry is an English ordinal', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 113, 1003].map(printOrdinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 113th 1003rd',
  );
});
