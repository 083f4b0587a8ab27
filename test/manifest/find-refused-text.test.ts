import { findRefusedText } from '../../src/manifest/find-refused-text';

const faultsOf = (text: string) => findRefusedText(text).map(({ offset, what }) => `${offset}: ${what}`);
const TAB = 'a tab stands in front of this line';
const HALF = 'an escape here is half of a surrogate pair';

describe('what Kubernetes does not take for what others take it', () => {
  test.each<readonly [text: string, faults: readonly string[], reason: string]>([
    ['a: b\n# ünïcödé 日本語 🎉\n', [], 'YAML is made of Unicode'],
    ['a: b\r\nc: d\r\n', [], 'lines may end as in Windows'],
    ['a: b\rc: d', ['4: the character U+000D stands here'], 'or as on old Macs, which other parsers do not know'],
    ['a: b\u2028c', ['4: the character U+2028 stands here'], 'YAML 1.1 ends a line there'],
    ['a: b\u0085\u2029', ['4: the character U+0085 stands here', '5: the character U+2029 stands here'], 'there too'],
    ['# \u2028a: b', ['2: the character U+2028 stands here'], 'which also ends a comment'],
    ['a: \u0000\u0000\n\u0000', ['3: the character U+0000 stands here'], 'each character is told once'],
    ['a: \u007f', ['3: the character U+007F stands here'], 'controls are no text'],
    [
      'a:\n\ufeffb: c',
      ['3: the character U+FEFF stands here'],
      'a byte order mark is passed over at the begin of a line',
    ],
    ['a: \uffff', ['3: the character U+FFFF stands here'], 'it is no character at all'],
    ['a:\n\tb: c', [`3: ${TAB}`], 'tabs are no indentation'],
    ['a: b\n\t\nc: d\n', [`5: ${TAB}`], 'not even of nothing'],
    ['a: b\n  \t# c\n', [`7: ${TAB}`], 'nor of a comment'],
    ['a: b\n \tc\n', [`5: ${TAB}`], 'nor of more of a text'],
    ['a: b\t# c\n', [], 'behind a value they are'],
    ['a: [b,\n\tc]\n', [], 'between brackets'],
    ['a: "b\n  \tc"\n', [], 'and between quotes'],
    ['a: |\n  b\n  \tc\n', [], 'a block may have them behind its indentation'],
    ['a: |\n  b\n\tc\n', [`9: ${TAB}`], 'not in front of it'],
    ['a: |\n\n  \tb\n', [`6: ${TAB}`], 'nor where it is not known yet'],
    ['a: |2\n  \tb\n', [], 'unless it is said'],
    ['a: |2\n\t\n', [`6: ${TAB}`], 'a block may have nothing else'],
    ['a: "\\ud83d"', [`4: ${HALF}`], 'half of a pair is no character'],
    ['a: "\\ude00"', [`4: ${HALF}`], 'the other half neither'],
    ['a: "\\ud83d\\ude00"', [`4: ${HALF}`], 'two halves are none in YAML'],
    ['{"a": "\\ud83d\\ude00"}', [], 'in JSON they are'],
    ['{"a": "\\ud83d"}', [`7: ${HALF}`], 'one is not'],
    ['a:\n  -\tb\n', [`6: ${TAB}`], 'behind a dash it would be indentation too'],
    ['?\ta\n:\tb\n', [`1: ${TAB}`, `5: ${TAB}`], 'and behind the indicators of a key and its value'],
    ['a:\tb\n', [], 'which a colon behind a key is not'],
    ['a: "b\\\n  c"\n', [], 'an end of line may be escaped'],
    [
      'a: "b\\\n\n  c"\n',
      ['5: an escaped end of line stands here before an empty line'],
      'but not before an empty line',
    ],
    ['a: "\\/"', ['4: the escape \\/ stands here'], 'YAML 1.1 has no such escape'],
    ['{"a": "\\/"}', [], 'JSON has'],
    ['a: "\\\\ud83d"', [], 'a backslash may be one itself'],
    ["a: '\\ud83d'", [], 'there are no escapes in single quotes'],
  ])('%j has the faults %j, since %s', (text, faults, _reason) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  test('is told with what to do about it', () => {
    expect(findRefusedText('a: b\u2028')).toEqual([
      {
        offset: 4,
        what: 'the character U+2028 stands here',
        why: 'kubectl takes it for the end of a line',
        fix: 'write it as an escape in double quotes, or delete it',
      },
    ]);
  });
});
