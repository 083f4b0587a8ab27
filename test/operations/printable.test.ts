import { printable } from '../../src/operations/printable';

describe('text of others', () => {
  test.each<[string, string, string]>([
    ["deployment 'web'", "deployment 'web'", 'is shown as it is'],
    ['größe → 日本 👍', 'größe → 日本 👍', 'in any language'],
    ['\u001b[31mred\u001b[0m', '[31mred[0m', 'brings no colors'],
    ['\u009b2Jgone', '2Jgone', 'clears no screen'],
    ['a\r\nb\tc\u0007\u0000d', 'abcd', 'begins no line and rings no bell'],
    ['', '', 'may be empty'],
  ])('%j: %j', (text, expected, _reason) => {
    expect(printable(text)).toBe(expected);
  });
});
