import fc from 'fast-check';
import { SourceLines } from '../../../src/importer/read/source-lines';

describe('the comments of a text', () => {
  test.each<[string, string[], string]>([
    ['a: 1 # b', ['b'], 'behind a value'],
    ['# b\na: 1', ['b'], 'in a line of its own'],
    ['#b\n#  c \n#\n##d', ['b', ' c', '', '#d'], '# and one space are taken away, and what is white at the end'],
    ['# b\r\na: 1\r\n', ['b'], 'line ends of Windows'],
    ['a: x#y', [], 'within a word'],
    ['a: "x # y"\nb: \'x # y\'', [], 'within quotes'],
    ['a: "x\n  # y"', [], 'within quotes, in a line of its own'],
    ['a: |\n  # x\n  y\n # z', ['z'], 'within a block, and what stands left of it'],
    ['a: >- # b\n  # x\n', ['b'], 'behind the head of a block'],
    ['a: [1, # b\n  2] # c', ['b', 'c'], 'between brackets'],
    ['--- # b\na: 1\n... # c', ['b', 'c'], 'behind the marks of a document'],
    ['a: "x', [], 'in a text that is no YAML'],
  ])('of %j are %j: %s', (text, expected, _reason) => {
    expect(new SourceLines(text).comments.map((comment) => comment.text)).toEqual(expected);
  });

  test('stand where their # does, whatever the text is', () => {
    const piece = fc.constantFrom(
      '# x',
      '\n',
      ' ',
      'a: ',
      '"',
      "'",
      '|\n',
      '- ',
      '---\n',
      '\r\n',
      '{',
      ']',
      '\u001f',
      '\u0002',
      'é',
      '😀',
      '#',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(text, (yaml) => {
        const lines = new SourceLines(yaml);
        for (const { offset, line, column } of lines.comments) {
          expect([yaml[offset], lines.lineAt(offset), lines.columnAt(offset)]).toEqual(['#', line, column]);
        }
        for (const dash of lines.dashes) expect(yaml[dash]).toBe('-');
        expect(lines.slice(0, lines.count)).toBe(yaml);
      }),
      { numRuns: 1000 },
    );
  });
});
