import fc from 'fast-check';
import { parseShellCommand } from '../../../src/importer/procfile/shell-command';
import { RealShell, SHELLS } from './real-shell';

describe('a command of a Procfile', () => {
  test.each<[text: string, words: readonly string[], reason: string]>([
    ['bin/server', ['bin/server'], 'one word'],
    ['  bundle   exec\tpuma ', ['bundle', 'exec', 'puma'], 'any space'],
    [`a 'b  c' "d e" f\\ g ''`, ['a', 'b  c', 'd e', 'f g', ''], 'quotes'],
    [`a b'c'"d"\\e`, ['a', 'bcde'], 'quotes within a word'],
    [`a "\\"\\\\\\$\\\`\\n"`, ['a', '"\\$`\\n'], 'a backslash in double quotes keeps four letters only'],
    [`a '$HOME' "\\$HOME" \\$HOME`, ['a', '$HOME', '$HOME', '$HOME'], 'quoted dollars'],
    ['a $ "$" "100$" $% x$', ['a', '$', '$', '100$', '$%', 'x$'], 'dollars that name nothing'],
    ['a \'*\' "?" \\[ {} {x} }', ['a', '*', '?', '[', '{}', '{x}', '}'], 'nothing that a shell fills in'],
    ['a b # c', ['a', 'b'], 'a comment'],
    [
      "a '{b,c}' {b','c} }b,c{ \\{b,c}",
      ['a', '{b,c}', '{b,c}', '}b,c{', '{b,c}'],
      'brackets that are no pair for bash',
    ],
    ['a b#c', ['a', 'b#c'], 'no comment'],
    ['a b=c --d=e', ['a', 'b=c', '--d=e'], 'assignments stand in front only'],
    ['env A=b c', ['env', 'A=b', 'c'], 'a program takes them'],
    ['exec a b', ['a', 'b'], 'without a shell there is nothing to replace'],
    ["'exec' a", ['exec', 'a'], 'hidden on purpose'],
    ['a b:~ c~ "~"', ['a', 'b:~', 'c~', '~'], 'no home'],
    ['a Ünïcödé 🎬', ['a', 'Ünïcödé', '🎬'], 'any letter'],
  ])('is the words of %j without a shell', (text, words) => {
    expect(parseShellCommand(text)).toMatchObject({ words, shellParts: [], bashParts: [] });
  });

  test.each<[text: string, parts: readonly string[], start: string, reason: string]>([
    ['a $PORT', ['$PORT'], 'program', 'a variable'],
    ['a ${PORT:-80}', ['${PORT…}'], 'program', 'a variable with a default'],
    ['a ${PORT}', ['${PORT}'], 'program', 'a variable'],
    ['a "x$PORT"', ['$PORT'], 'program', 'in double quotes'],
    ['a $1 $@ $$', ['$1', '$@', '$$'], 'program', 'what the shell sets'],
    ['a $(b c | d)', ['$(…)'], 'program', 'the output of another command'],
    ['a `b; c`', ['`…`'], 'program', 'the output of another command'],
    ['a "$(b "c d" \')\')" e', ['$(…)'], 'program', 'quotes within'],
    ['a *.rb', ['*'], 'program', 'files'],
    ['a [ab]?', ['[', '?'], 'program', 'files'],
    ['~/a ~b', ['~', '~'], 'program', 'a home'],
    ['LOG=secret a', ['LOG=…'], 'program', 'an assignment, without its value'],
    ['LOG="$X y" a', ['$X', 'LOG=…'], 'program', 'an assignment of a variable'],
    ['LOG=a', ['LOG=…'], 'other', 'nothing but an assignment'],
    ['a > b 2>&1', ['>', '2>&'], 'program', 'files to write'],
    ['>b a', ['>'], 'program', 'a file in front'],
    ['exec a $B', ['$B'], 'exec', 'there already'],
    ['exec -a x y', [], 'other', 'an option of exec'],
    ['exec > b', ['>'], 'other', 'no program'],
    ['a && b', ['&&'], 'other', 'two programs'],
    ['a; b', [';'], 'other', 'two programs'],
    ['a | b', ['|'], 'other', 'two programs'],
    ['a &', ['&'], 'other', 'nobody waits for it'],
    ['(a)', ['(', ')'], 'other', 'another shell'],
    ['cd b', ['cd'], 'other', 'no program'],
    ['. ./env', ['.'], 'other', 'no program'],
    ['if a; then b; fi', ['if', ';', ';'], 'other', 'a condition'],
    ['! a', ['!'], 'other', 'the other way round'],
    ['# a', [], 'other', 'nothing at all'],
    ['"" a', ['""'], 'other', 'a name that no program has'],
    ['\'\'""', ['\'\'""'], 'other', 'a name that no program has'],
  ])('needs a shell for %j', (text, shellParts, start) => {
    expect(parseShellCommand(text)).toMatchObject({ words: undefined, shellParts, start });
  });

  test.each<[text: string, parts: readonly string[]]>([
    ['source ./env', ['source']],
    ['[[ -n a ]] && b', ['[[']],
    ['a {1..3} {b,c}', ['{…}', '{…}']],
    ['a{b,{c}}', ['{…}']],
    ['{a,"b"} c', ['{…}']],
    ['a \\${NAME}\\{b,c}', ['{…}']],
    ["a $'b\\'c'", ["$'…'"]],
    ['a <(b)', ['<(']],
    ['a &> b', ['&>']],
    ['a <<< b', ['<<<']],
    ['PATH+=:b a', ['PATH+=…']],
  ])('says what of %j is bash’s', (text, bashParts) => {
    expect(parseShellCommand(text)).toMatchObject({ words: undefined, bashParts });
  });

  test.each<[text: string, variables: readonly string[], reason: string]>([
    ['a $B ${C:-1} "$D" $B', ['B', 'C', 'D'], 'each once'],
    ['a \'$B\' \\$C "\\$D"', [], 'none is read'],
    ['a ${B:-$C} $(d $E)', ['B', 'C', 'E'], 'within others'],
    ['a $1 $? $$ ${#}', [], 'the shell sets them'],
  ])('reads the variables of %j', (text, variables) => {
    expect(parseShellCommand(text)?.variables).toEqual(variables);
  });

  test.each([
    ["a 'b", 'single'],
    ['a "b', 'double'],
    ['a "b\\"', 'the end is escaped'],
    ['a $(b', 'bracket'],
    ['a $(b "c)"', 'the end is quoted'],
    ['a ${b', 'brace'],
    ['a `b', 'backtick'],
    ['a "${b:-"c}"', 'nested'],
    ['a \\', 'a backslash before nothing'],
  ])('is nothing for %j: %s', (text) => {
    expect(parseShellCommand(text)).toBeUndefined();
  });

  test.each([
    ['"', 1],
    ['$(', 1],
    ['${', 1],
    ['`', 1],
    ['{,', 1],
    ["$('", 1],
    ['"$(', 1],
    ['\\', 1],
    ['A=$(', 1],
    ['9', 1],
    ['a ', 1],
  ])('is read in one go, however often %j is repeated', (text) => {
    expect(() => parseShellCommand(text.repeat(60_000))).not.toThrow();
  });
});

describe.each(SHELLS.map((shell) => ({ shell, name: shell.join(' ') })))('$name', ({ shell }) => {
  const parts = fc.constantFrom(
    ...['a', 'b  c', ' ', ' ', '  ', "'", '"', '\\', '$NAME', '${NAME}', '${NONE:-x y}', '$(args 1)', '`args 2`', '$'],
    ...[
      '*',
      '?',
      '~',
      '#',
      '=',
      'LOG=1',
      'LOG=2 ',
      ' args ',
      ' exec ',
      '>',
      '2>',
      '<',
      '&&',
      ';',
      '|',
      '(',
      ')',
      '{',
      '}',
    ],
    ...["'a b'", '"a b"', '"$NAME"', '\\ ', '{a,b}', '[ab]', '!', ':', 'é'],
  );
  const commands = fc
    .tuple(fc.constantFrom('args ', 'LOG=1 args ', 'exec args ', ''), fc.array(parts, { maxLength: 7 }))
    .map(([start, rest]) => start + rest.join(''))
    // the number of the process is never the same
    .filter((text) => !text.includes('$$'));
  const real = new RealShell();

  afterAll(() => real.remove());

  test('starts the same words, and the same program behind exec', () => {
    fc.assert(
      fc.property(commands, (text) => {
        const command = parseShellCommand(text);
        fc.pre(command !== undefined && command.start !== 'other');
        if (command?.words === undefined || command.words[0] !== 'args') {
          const behindExec = `${text.slice(0, command?.programAt)}exec ${text.slice(command?.programAt)}`;
          if (command?.start === 'program') {
            expect(real.run([...shell, '-c', behindExec])).toEqual(real.run([...shell, '-c', text]));
          }
        } else {
          const [program = '', ...words] = command.words;
          expect(real.run([program, ...words])).toEqual(real.run([...shell, '-c', text]));
        }
      }),
      { numRuns: 60, examples: [['""'], ["'' a"]] },
    );
  });

  test('refuses what is nothing here', () => {
    fc.assert(
      fc.property(commands, (text) => {
        fc.pre(parseShellCommand(text) === undefined && !text.endsWith('\\'));
        // busybox looks at the name of a variable when it needs its value
        fc.pre(!text.includes('${$'));
        expect(real.run([...shell, '-n', '-c', text]).status).not.toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
