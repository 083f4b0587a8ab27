import fc from 'fast-check';
import { printComments } from '../../../src/importer/code/print-comments';
import { text } from './arbitraries';

describe('comments', () => {
  test.each([
    [undefined, [], 'none'],
    [['a', '', 'b'], ['  // a', '  //', '  // b'], 'a line each'],
    [
      ['a\r\nb\u2028c\u2029d\re'],
      ['  // a', '  // b', '  // c', '  // d', '  // e'],
      'no end of a line ends the comment',
    ],
    [[' a', '  b'], ['  // a', '  //  b'], 'the first space may be theirs'],
    [['a', '  b'], ['  // a', '  //   b'], 'or not'],
    [['a  ', '\tb\t'], ['  // a', '  //  b'], 'spaces at the end go, and tabs'],
    [['\u202ea\0'], ['  // \\u202ea\\u0000'], 'what nobody sees is seen'],
    [
      ['/ <reference path="x" />', '# sourceMappingURL=x'],
      ['  // / <reference path="x" />', '  // # sourceMappingURL=x'],
      'TypeScript reads none',
    ],
    [
      ['@ts-ignore', ' biome-ignore format: x'],
      ['  // # @ts-ignore', '  //  # biome-ignore format: x'],
      'nor does a tool',
    ],
    [['see @ts-ignore'], ['  // see @ts-ignore'], 'which is only read at the start'],
  ])('%j are %j: %s', (comments, lines, _reason) => {
    expect(printComments(comments, '  ')).toEqual(lines);
  });

  test('are comments, whatever is in them', () => {
    const printed = fc.array(text).map((comments) => printComments(comments, ''));
    fc.assert(
      fc.property(printed, (lines) => {
        for (const line of lines) expect(line).toMatch(/^\/\/(?: (?!\s*@ts-)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*\S)?$/u);
      }),
    );
  });
});
