import { UserError } from '../../../src/errors';
import { dockerfile } from './ask-dockerfile';

function problemsOf(lines: readonly string[]): readonly string[] {
  try {
    dockerfile(lines);
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ code, what, why }) => `${code} ${what}: ${why}`);
    throw error;
  }
  return [];
}

describe('a Dockerfile that builders refuse', () => {
  test('is refused with all that is wrong, each with its line and a fix', () => {
    expect(() => dockerfile(['FROM scratch', 'COPPY a b', '', 'CMD [1]', 'COPY x'])).toThrow(
      expect.objectContaining({
        name: 'UserError',
        problems: [
          {
            code: 'DOCKERFILE_INVALID',
            what: "Dockerfile:2: unknown instruction 'COPPY'",
            why: 'a Dockerfile knows only: FROM, ADD, ARG, CMD, COPY, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, MAINTAINER, ONBUILD, RUN, SHELL, STOPSIGNAL, USER, VOLUME, WORKDIR',
            fix: 'correct the word; a line that goes on below ends in a backslash',
          },
          {
            code: 'DOCKERFILE_INVALID',
            what: 'Dockerfile:4: CMD has an array with something else than texts',
            why: 'builders take only texts in it',
            fix: 'write every word in double quotes: ["program", "1"]',
          },
          {
            code: 'DOCKERFILE_INVALID',
            what: 'Dockerfile:5: COPY has no destination',
            why: 'builders need at least one source and, last, a destination',
            fix: 'write it as COPY source destination',
          },
        ],
      }),
    );
  });

  test.each([
    [[''], '1: there is no FROM: every image starts from another or from scratch', 'an empty file'],
    [['# only', 'ARG A=1'], '1: there is no FROM: every image starts from another or from scratch', 'no stage'],
    [['RUN ls', 'FROM scratch'], '1: RUN stands before the first FROM: only ARG may stand there', 'too early'],
    [['FROM'], '1: FROM names no image: builders take an image, and a name for the stage', 'no image'],
    [['FROM a b'], '1: FROM has 2 words: builders take an image, and a name for the stage', 'AS is missing'],
    [['FROM scratch AS 1a'], "1: '1a' is no name for a stage: builders refuse it", 'a digit first'],
    [
      ['FROM Alpine'],
      "1: FROM Alpine names no image: the repository 'Alpine' has upper case in 'Alpine'",
      'upper case',
    ],
    [['FROM $NONE'], '1: FROM $NONE names no image: its variables are empty', 'surely not set'],
    [
      ['FROM scratch AS a', 'COPY --from=late a b', 'FROM scratch AS late', 'FROM a'],
      '2: COPY --from=late names a later stage: line 3 starts it, and a stage copies only from those above',
      'built after it',
    ],
    [
      ['FROM scratch AS me', 'COPY --from=me a b'],
      '2: COPY --from=me names its own stage: a stage cannot copy from itself',
      'itself',
    ],
    [
      ['FROM scratch', 'COPY --from=Tools a b'],
      "2: COPY --from=Tools names neither a stage nor an image: the repository 'Tools' has upper case in 'Tools'",
      'no image',
    ],
    [['FROM scratch', 'ENV A'], "2: ENV cannot be read: 'A' has no value", 'no value'],
    [['FROM scratch', 'ENV A=1 B'], "2: ENV cannot be read: 'B' has no '='", 'no equals sign'],
    [
      ['FROM scratch', 'ENV A=${B'],
      "2: a variable or quote cannot be read: '${B' is no way to use a variable",
      'no bracket',
    ],
    [['FROM scratch', 'ENV A="b'], "2: a variable or quote cannot be read: a quote has no end in '\"b'", 'no quote'],
    [['FROM scratch', 'EXPOSE http'], '2: EXPOSE http is no port: builders refuse it', 'a name'],
    [['FROM scratch', 'EXPOSE 65536'], '2: EXPOSE 65536 is no port: builders refuse it', 'too big'],
    [
      ['FROM scratch', 'SHELL bash'],
      '2: SHELL is no JSON array: builders take only that form, with a program in it',
      'no array',
    ],
    [['FROM scratch', 'WORKDIR'], '2: WORKDIR has nothing after it: builders need an argument', 'nothing'],
    [['FROM scratch', 'ONBUILD FROM a'], '2: ONBUILD FROM is not allowed: builders refuse it', 'not in ONBUILD'],
    [
      ['FROM scratch', 'COPY <<EOF /a', 'x'],
      "2: the file cannot be read further: '<<EOF' has no end: no line is 'EOF' alone",
      'no end',
    ],
    [
      ['# escape=x', 'FROM scratch'],
      '1: the file cannot be read further: the escape character is either \\ or `',
      'a letter',
    ],
    [
      ['FROM scratch', `ENV A=${'x'.repeat(70_000)}`],
      '2: the file cannot be read further: the line is longer than 65535 bytes',
      'a long line',
    ],
  ])('refuses %j', (lines, problem, _reason) => {
    expect(problemsOf(lines)).toEqual([`DOCKERFILE_INVALID Dockerfile:${problem}`]);
  });

  test.each([
    [['ARG BASE', 'FROM $BASE'], '--build-arg may give it'],
    [['FROM scratch AS a', 'EXPOSE http', 'FROM scratch'], 'a stage that is not built'],
    [['FROM scratch', 'RUN echo ${'], 'what a shell reads'],
    [['FROM scratch', 'COPY --new-flag a b'], 'a newer builder may know it'],
    [['FROM scratch', 'COPY --from=$STAGE a b'], 'a newer builder may fill it in'],
    [['# syntax=example.com/other/frontend', 'FROM scratch', 'IMPORT x'], 'another frontend knows other words'],
    [['FROM scratch', 'copy a b', 'Run x'], 'keywords have no case'],
    [['FROM scratch', 'RUN a \\', '', '  # note', '  b'], 'empty lines and comments in an instruction'],
    [['FROM scratch AS a', 'FROM scratch AS a'], 'two stages of one name'],
  ])('takes %j', (lines, _reason) => {
    expect(problemsOf(lines)).toEqual([]);
  });

  test('refuses an unknown word only for builders that we know', () => {
    expect(problemsOf(['# syntax=mirror.example.com/docker/dockerfile:1.7', 'FROM scratch', 'IMPORT x'])).toHaveLength(
      1,
    );
  });

  test('is told of the first hundred faults', () => {
    const problems = problemsOf(['FROM scratch', ...Array.from({ length: 5000 }, (_, index) => `X${index}`)]);
    expect(problems).toHaveLength(100);
  });
});
