import fc from 'fast-check';
import { parseInstructions } from '../../../../src/image/dockerfile/grammar/parse-instructions';

/** `2 RUN --a=b rest`, and the text of each heredoc. */
function shown(text: string): readonly string[] {
  return parseInstructions(text).instructions.map(({ line, keyword, flags, rest, heredocs }) =>
    [
      line,
      keyword,
      ...flags.map(([name, value]) => `--${name}=${value}`),
      rest,
      ...heredocs.map(({ name, content }) => `<${name}:${content}>`),
    ].join(' '),
  );
}

describe('the instructions of a file', () => {
  test.each([
    ['FROM a\nRUN b \\\n  c\n', ['1 FROM a', '2 RUN b   c'], 'a line that goes on'],
    ['FROM a\r\nRUN b \\\r\n c\r\n', ['1 FROM a', '2 RUN b  c'], 'line ends of Windows'],
    ['RUN a \\\n# note \\\n\n b\nCMD c', ['1 RUN a  b', '5 CMD c'], 'comments and empty lines on the way'],
    ['RUN a \\  \n b', ['1 RUN a  b'], 'spaces behind the backslash'],
    ['RUN a \\\\\nCMD b', ['1 RUN a \\\\', '2 CMD b'], 'an escaped backslash'],
    ['RU\\\nN a', ['1 RUN a'], 'a keyword in two lines'],
    ['RUN a \\', ['1 RUN a'], 'nothing follows'],
    ['  # a\n\n\trun b # c', ['3 RUN b # c'], 'comments are whole lines'],
    ['\ufeffFROM a', ['1 FROM a'], 'a byte order mark'],
    ['# escape=`\nRUN a `\n b\\\nCMD c', ['2 RUN a  b\\', '4 CMD c'], 'another escape character'],
    ['#escape = ` \nRUN a `\n b', ['2 RUN a  b'], 'spaces in a directive'],
    ['# note\n# escape=`\nRUN a \\\n b', ['3 RUN a  b'], 'a directive below a comment is none'],
    ['# syntax=x\n# check=skip=all\n# escape=`\nRUN a `\n b', ['4 RUN a  b'], 'several directives'],
    ['COPY --from=b --chmod=755 "--x" /y', ['1 COPY --from=b --chmod=755 "--x" /y'], 'flags'],
    [
      'RUN --mount=type=bind,target="/a b" -- --c',
      ['1 RUN --mount=type=bind,target=/a b --c'],
      'quotes in a flag, and their end',
    ],
    ['COPY <<EOF /x\nFROM b\nEOF\nCMD c', ['1 COPY <<EOF /x <EOF:FROM b\n>', '4 CMD c'], 'a heredoc'],
    ['COPY <<A <<-"B" /x\n1\nA\n\t2\n\tB\nCMD c', ['1 COPY <<A <<-"B" /x <A:1\n> <B:2\n>', '6 CMD c'], 'two heredocs'],
    [
      'RUN cat << EOF 3<<X\n1\nEOF\n2\nX\nCMD c',
      ['1 RUN cat << EOF 3<<X <EOF:1\n> <X:2\n>', '6 CMD c'],
      'a space, and a number',
    ],
    ["RUN echo 'a <<EOF'\nCMD c", ["1 RUN echo 'a <<EOF'", '2 CMD c'], 'quoted'],
    ['RUN a<<EOF\nCMD c', ['1 RUN a<<EOF', '2 CMD c'], 'in a word'],
    ['ENV A=<<EOF\nCMD c', ['1 ENV A=<<EOF', '2 CMD c'], 'only in ADD, COPY and RUN'],
    ['ONBUILD RUN <<EOF\na\nEOF\nCMD c', ['1 ONBUILD RUN <<EOF <EOF:a\n>', '4 CMD c'], 'in ONBUILD'],
    ['RUN <<EOF\na\n EOF\nEOF \nEOF\nCMD c', ['1 RUN <<EOF <EOF:a\n EOF\nEOF \n>', '6 CMD c'], 'the end stands alone'],
  ])('%j', (text, expected, _reason) => {
    expect(shown(text)).toEqual(expected);
  });

  test('refuses a shift in a sum, which builders take for a heredoc', () => {
    expect(parseInstructions('RUN echo $((1 << 2))\nCMD c').fault).toEqual({
      line: 1,
      why: "'<<2))' has no end: no line is '2))' alone",
    });
  });

  test('are those before a fault', () => {
    expect(parseInstructions('FROM a\nRUN <<EOF\nb')).toEqual({
      instructions: [{ line: 1, keyword: 'FROM', word: 'FROM', flags: [], rest: 'a', heredocs: [] }],
      escapeChar: '\\',
      syntax: undefined,
      fault: { line: 2, why: "'<<EOF' has no end: no line is 'EOF' alone" },
    });
  });

  test('refuses a directive that stands twice', () => {
    expect(parseInstructions('# syntax=a\n# syntax=b\nFROM a').fault).toEqual({
      line: 2,
      why: "the directive 'syntax' stands twice",
    });
  });

  test('have lines in order and keywords without space, whatever the text', () => {
    const piece = fc.constantFrom(
      'FROM a',
      'RUN ',
      '\n',
      '\\\n',
      '\\',
      '#',
      '<<A',
      '\nA\n',
      '"',
      "'",
      '$',
      '--x=',
      ' ',
      '\t',
      '\r\n',
      '`',
      '# escape=`\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const { instructions } = parseInstructions(pieces.join(''));
        const lines = instructions.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        for (const { keyword } of instructions) expect(keyword).toMatch(/^[^\t\v\f\r ]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});
