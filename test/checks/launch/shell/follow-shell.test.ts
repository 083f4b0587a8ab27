import fc from 'fast-check';
import type { Launch } from '../../../../src/checks/launch/launch';
import { unwrapLaunch } from '../../../../src/checks/launch/unwrap-launch';
import { launch } from '../launch';

/** Each launch as its words, with `?` behind those that are not certain, and `…` where more words follow. */
function started(script: string, change: Partial<Launch> = {}, shell: readonly string[] = ['sh', '-c']): string[] {
  return unwrapLaunch(launch([...shell, script], change)).launches.map(
    ({ argv, isCertain, isCut }) => `${argv.join(' ')}${isCut ? ' …' : ''}${isCertain ? '' : ' ?'}`,
  );
}

function unknownOf(script: string): string | undefined {
  return unwrapLaunch(launch(['sh', '-c', script])).unknown;
}

describe('words of a script', () => {
  const env = new Map([
    ['PATH', '/bin'],
    ['APP', '/srv/app'],
    ['FLAGS', '-v  -x'],
    ['GLOB', '*.js'],
    ['EMPTY', ''],
    ['SECRET', undefined],
  ]);
  test.each([
    ['a b  c', ['a b c'], 'spaces separate'],
    ['a \'b  c\' "d"', ['a b  c d'], 'quotes keep together'],
    ['\'a\'b"c"\\d', ['abcd'], 'parts of one word'],
    ['a \\\n b', ['a b'], 'a continued line'],
    ['a\\\nb', ['ab'], 'a word over two lines'],
    ['a "b\\\nc" "\\$x" "\\n" \'\\n\'', ['a bc $x \\n \\n'], 'backslashes in quotes'],
    ['a # b\nc', ['a ?', 'c'], 'a comment'],
    ['a#b c', ['a#b c'], 'no comment within a word'],
    ['$APP/run', ['/srv/app/run'], 'a variable'],
    ['"${APP}"/run', ['/srv/app/run'], 'a variable in quotes'],
    ['$APP $FLAGS', ['/srv/app -v -x'], 'a variable that is split'],
    ['$APP "$FLAGS"', ['/srv/app -v  -x'], 'a variable that is not'],
    ['$EMPTY a "$EMPTY" b', ['a  b'], 'nothing is no word, and in quotes an empty one'],
    ['"$EMPTY" a', [' a'], 'a program without a name is none that there is'],
    ['${APP:-b}', ['/srv/app'], 'a default that is not taken'],
    ['${EMPTY:-b c}', ['b c'], 'a default that is'],
    ['${EMPTY:-"b c"} d', ['b c d'], 'a default in quotes'],
    ['${EMPTY-b} c', ['c'], 'a default for what is not set'],
    ['a ${APP:+b} ${EMPTY:+c}', ['a b'], 'another value'],
    ['unset APP; ${APP-b}', ['b'], 'what was taken away'],
    ['a $SECRET b', ['a …'], 'a value that is not known'],
    ['a "$SECRET" b', ['a …'], 'a value that is not known, in quotes'],
    ['a $OTHER', ['a …'], 'a variable of which nothing is known'],
    ['a $(b) c', ['a …'], 'what another program says'],
    ['a `b \\` c` d', ['a …'], 'the same, as it was written once'],
    ['a $(b "$(c ")")") d; e', ['a … ?', 'e'], 'what is nested'],
    ['a $((1 + (2))) b', ['a …'], 'arithmetic'],
    ['a *.js', ['a …'], 'a pattern'],
    ['a "*.js" \\*', ['a *.js *'], 'no pattern'],
    ['a $GLOB', ['a …'], 'a pattern in a variable'],
    ['a {b,c}', ['a …'], 'braces, which some shells multiply'],
    ['a {} {b}', ['a {} {b}'], 'braces that mean nothing'],
    ['a ~/b', ['a …'], 'a home'],
    ['a b~ "~"', ['a b~ ~'], 'a tilde'],
    ["a $'b'", ['a …'], 'quotes of bash'],
    ['a $ "$"', ['a $ $'], 'dollar signs'],
    ['a ${#APP} b', ['a …'], 'a length'],
    ['a ${APP%/*} b', ['a …'], 'a part of a value'],
    ['IFS=:; a $APP', ['a …'], 'other separators'],
    ['a >/dev/null 2>&1 b', ['a b'], 'redirections'],
    ['>/log a', ['a'], 'a redirection in front'],
    ['a 2 >b', ['a 2'], 'a number that is none of it'],
    ['a\r\n', ['a\r'], 'a line end of Windows is part of the name'],
    ['a\u00a0b', ['a\u00a0b'], 'a space that is none'],
    ['__proto__ constructor', ['__proto__ constructor'], 'any name is a name'],
    ['A=1 B=2 a', ['a'], 'variables of one program'],
    ['X=/opt; $X/run', ['/opt/run'], 'a variable of the script'],
    ['X=/opt Y=$X; $Y/run', [], 'shells differ in what the second one sees'],
    ['X=a X+=b; c $X', ['c …'], 'a value with something behind it'],
    ['export X=/opt\nexec $X/run', ['/opt/run'], 'an exported one'],
    ['set -- a b; "$@"', ['a b'], 'the words of the script itself'],
    ['set -- a b c; shift; exec "$@" "$#"', ['b c 2'], 'without the first one'],
    ['read X; a $X', ['a …'], 'what comes from elsewhere'],
  ])('%j starts %j: %s', (script, expected, _reason) => {
    expect(started(script, { env })).toEqual(expected);
  });

  test.each([
    [['exec "$@"', '--', 'a', 'b c'], ['a b c'], 'the words behind the script'],
    [['exec "$0" "$@"', 'a', 'b'], ['a b'], 'its name too'],
    [['exec "$0" "$@"'], ['sh'], 'without a name it is that of the shell'],
    [['$1 $2', '-', 'a', 'b'], ['a b'], 'one by one'],
    [['exec x"$@"y', '-', 'a', 'b'], ['xa by'], 'with something about them'],
    [['exec a "$@"', '-'], ['a'], 'none of them'],
    [['exec a "$*"', '-', 'b', 'c'], ['a b c'], 'all in one'],
    [['exec a $10', '-', 'b'], ['a b0'], 'the first one and a zero'],
    [['exec a ${2:-x}', '-', 'b'], ['a x'], 'one that is not there'],
  ])('%j starts %j: %s', ([script = '', ...words], expected, _reason) => {
    const { launches } = unwrapLaunch(launch(['sh', '-c', script, ...words]));
    expect(launches.map(({ argv }) => argv.join(' '))).toEqual(expected);
  });

  test('words behind the script are not known when they were cut off', () => {
    expect(started('exec "$@"', { isCut: true })).toEqual([]);
    expect(unwrapLaunch(launch(['sh', '-c', 'exec "$@"'], { isCut: true })).unknown).toBe(
      "which program 'sh -c' becomes with 'exec \"$@\"' is only known when it runs",
    );
  });
});

describe('what a script starts for certain', () => {
  test.each([
    ['a', ['a'], 'the only one'],
    ['a; b', ['a ?', 'b'], 'the shell goes on after a'],
    ['a\nb\n\n', ['a ?', 'b'], 'lines'],
    ['a && b', ['a', 'b'], 'a chain fails with each'],
    ['a && b; c', ['a ?', 'b ?', 'c'], 'and is not the last'],
    ['a || b', ['a ?', 'b ?'], 'b makes up for a'],
    ['a || true', ['a ?'], 'nothing matters'],
    ['a || b && c', ['a ?', 'b ?', 'c'], 'c comes after either'],
    ['a && b || c', ['a ?', 'b ?', 'c ?'], 'c makes up for both'],
    ['a | b', ['a ?', 'b'], 'the status is the last one’s'],
    ['a |\nb', ['a ?', 'b'], 'over two lines'],
    ['a & b', ['a ?', 'b'], 'in the background'],
    ['a & wait', ['a ?'], 'waited for'],
    ['! a', ['a ?'], 'turned around'],
    ['(a; b)', ['a ?', 'b'], 'a shell of its own'],
    ['(a && b) && c', ['a', 'b', 'c'], 'a shell in a chain'],
    ['{ a; b; } && c', ['a ?', 'b', 'c'], 'a group'],
    ['(exec a); b', ['a ?', 'b'], 'only the inner shell ends'],
    ['exec a; b', ['a'], 'b is never reached'],
    ['exec a || b', ['a'], 'nor is what would make up for it'],
    ['a; exec b', ['a ?', 'b'], 'the shell becomes b'],
    ['a && exec b; c', ['a ?', 'b', 'c ?'], 'c only when a fails'],
    ['[ -f x ] && exec a; exec b', ['a ?', 'b ?'], 'one of them'],
    ['test -f x && a', ['a'], 'without x it fails as well'],
    ['set -e; test -f x && a; b', ['a ?', 'b'], 'without x it goes on'],
    ['exec 2>&1; a', ['a'], 'redirections alone change nothing'],
    ['exec -a x a', ['a'], 'another name for it'],
    ['exit 1; a', [], 'never reached'],
    ['a || exit 1; b', ['a ?', 'b'], 'a failure of another kind'],
    ['a || { echo no; exit 1; }; b', ['a ?', 'b'], 'the same with a word'],
    ['a || exit 0; b', ['a ?', 'b ?'], 'it may end well before b'],
    ['[ -f x ] || exit 0; b', ['b ?'], 'it may end well without a program'],
    ['set -e; a; b', ['a', 'b'], 'it ends at the first failure'],
    ['a; set -e; b; c', ['a ?', 'b', 'c'], 'from there on'],
    ['set -e; a; set +e; b; c', ['a', 'b ?', 'c'], 'up to there'],
    ['set -o errexit; a; b', ['a', 'b'], 'by its long name'],
    ['set -euo pipefail; a; b', ['a', 'b'], 'with others'],
    ['set -e; a && b; c', ['a ?', 'b', 'c'], 'only the last one of a chain ends it'],
    ['set -e; (a; b) && c; d', ['a ?', 'b ?', 'c', 'd'], 'nor does one in a group that is not the last'],
    ['set -e; (a; b); c', ['a', 'b', 'c'], 'but in a shell of its own'],
    ['set -e; ! a; b', ['a ?', 'b'], 'nor what is turned around'],
    ['set -e; a | b; c', ['a ?', 'b', 'c'], 'nor the first of a pipeline'],
    ['false || set -e; a; b', ['a ?', 'b'], 'or it may not be set'],
    ['trap "exit 0" EXIT; a', ['a ?'], 'it may end with another status'],
    ['trap "kill 0" TERM; a', ['a'], 'a signal'],
    ['command a b', ['a b'], 'past functions'],
    ['command -v a; b', ['b'], 'only asked for'],
    ['. /env; /bin/a', ['/bin/a ?'], 'the file may end the shell'],
    ['cd x && ./a', ['./a'], 'folders are for others to check'],
    ['echo a; true; : b; test c; [ d ]; kill 1; pwd', [], 'what shells do themselves'],
    ['A=$(b)', [], 'what is asked for a value'],
    ['time a', ['time a ?'], 'a program or a word of the language'],
    ['', [], 'nothing'],
    ['# a', [], 'nothing but a comment'],
  ])('%j: %j (%s)', (script, expected, _reason) => {
    expect(started(script)).toEqual(expected);
  });

  test.each([
    ['time -p a', ['a'], 'a word of the language'],
    ['a &> /log; b', ['a ?', 'b'], 'a redirection'],
    ['[[ -f x && ( a < b ) ]] && c', ['c'], 'a condition'],
    ['a <<< "b c"', ['a'], 'a text that is read'],
    ['a |& b', ['a ?', 'b'], 'a pipeline of both outputs'],
  ])('%j in bash: %j (%s)', (script, expected, _reason) => {
    expect(started(script, {}, ['bash', '-c'])).toEqual(expected);
  });

  test('nothing is when the shell itself is not', () => {
    expect(started('exec a', { isCertain: false })).toEqual(['a ?']);
  });

  test.each([
    [['sh', '-ec'], ['a', 'b'], 'an option'],
    [['bash', '-euxo', 'pipefail', '-c'], ['a', 'b'], 'among others'],
    [['sh', '-c', '-e'], ['a', 'b'], 'behind -c'],
    [['sh', '-o', 'errexit', '-c'], ['a', 'b'], 'by its long name'],
    [['sh', '-e', '+e', '-c'], ['a ?', 'b'], 'taken back'],
    [['sh', '-c', '--'], ['a ?', 'b'], 'the end of the options'],
    [['sh', '-nc'], [], 'nothing is run'],
    [['/bin/bash', '--login', '-c'], ['a ?', 'b'], 'a long option'],
  ])('of %j: %j (%s)', (shell, expected, _reason) => {
    expect(started('a; b', {}, shell)).toEqual(expected);
  });
});

describe('where a script is not understood', () => {
  test.each([
    ['a; if b; then c; fi', ['a ?'], "from 'if b; then c; fi' on", 'a condition'],
    [
      'set -e; a; if b; then c; fi',
      ['a'],
      "from 'if b; then c; fi' on",
      'what comes before it is certain all the same',
    ],
    ['a && if b; then c; fi', ['a ?'], "from 'if b; then c; fi' on", 'its end is not known'],
    ['for x in 1 2; do a; done', [], "from 'for x in 1 2; do a; done' on", 'a loop'],
    ['while :; do a; done & exec b', [], "from 'while :; do a; done & exec b' on", 'another one'],
    ['case $1 in a) b;; esac', [], "from 'case $1 in a) b;; esac' on", 'a choice'],
    ['f() { a; }; f', [], "from 'f() { a; }; f' on", 'a function'],
    ['function f { a; }', [], "from 'function f { a; }' on", 'a function of bash'],
    ['cat <<E\nx\nE\na', [], "from '<<E' on", 'a here-document'],
    ['a; eval "$X"; b', ['a ?'], "from 'eval' on", 'a script in a variable'],
    ['alias a=b\na', [], "from 'alias' on", 'another name'],
    ['((x)); a', [], "from '((x)); a' on", 'arithmetic'],
    ['A=(b c); d', [], "from 'A=(b c); d' on", 'a list of values'],
    ['a &> b', [], "from '&> b' on", 'not the same in all shells'],
    ['a <(b)', [], "from '<(b)' on", 'a process for a file'],
    ["a; b 'c", ['a ?'], "from a ' that is not closed on", 'quotes'],
    ['a "b', [], 'from a " that is not closed on', 'other quotes'],
    ['a $(b', [], 'from a $( that is not closed on', 'a command'],
    ['a $(case b in c) d;; esac)', [], "from 'case b in c) d;; esac)' on", 'parentheses that are not pairs'],
    ['a ${b', [], 'from a ${ that is not closed on', 'a variable'],
    ['a `b', [], 'from a ` that is not closed on', 'a command as it was written once'],
    ['(a', ['a ?'], 'from a parenthesis that is not closed on', 'a parenthesis'],
    ['a)', ['a ?'], "from ')' on", 'a parenthesis that was not opened'],
    ['a;; b', ['a ?'], "from ';; b' on", 'a sign of case'],
    ['a && ', ['a ?'], 'from its end on', 'nothing behind a sign'],
    ['; a', [], "from '; a' on", 'nothing before a sign'],
    ['}', [], "from '}' on", 'a brace that was not opened'],
    ['a >', [], "from '>' on", 'a redirection to nothing'],
    [`${'('.repeat(60)}a`, [], "from '((((((((((((((((((((((((((((((((((((((((…' on", 'deeper than it is read'],
    [`${'( '.repeat(60)}a`, [], 'from what is nested more than 50 deep on', 'deeper than it is read'],
  ])('%j starts %j and is unknown %s: %s', (script, expected, from, _reason) => {
    expect(started(script)).toEqual(expected);
    expect(unknownOf(script)).toBe(`what 'sh -c' runs ${from} is only known when it runs`);
  });

  test.each([
    ['$CMD a; b', ['b ?'], "which program 'sh -c' runs with '$CMD a' is only known when it runs", 'a name'],
    [
      'exec "$CMD" a; b',
      [],
      "which program 'sh -c' becomes with 'exec \"$CMD\" a' is only known when it runs",
      'the last name',
    ],
    ['./bin/* a', [], "which program 'sh -c' runs with './bin/* a' is only known when it runs", 'a pattern'],
    ['command $CMD', [], "which program 'sh -c' runs with 'command $CMD' is only known when it runs", 'past functions'],
  ])('%j starts %j: %s', (script, expected, unknown, _reason) => {
    expect(started(script)).toEqual(expected);
    expect(unknownOf(script)).toBe(unknown);
  });

  test('never throws, and comes to an end', () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(
          'a',
          ' ',
          ';',
          '&&',
          '||',
          '|',
          '&',
          '(',
          ')',
          '{',
          '}',
          '\n',
          "'",
          '"',
          '\\',
          '$',
          '${',
          '$(',
          '`',
          '#',
        ),
        fc.constantFrom(
          'A=b',
          'exec',
          'set -e',
          'cd x',
          'export A',
          '>',
          '<',
          '<<',
          '[[',
          ']]',
          '!',
          '$A',
          '"$@"',
          '~',
          '*',
          'if',
        ),
        fc.string(),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(soup, (parts) => {
        for (const shell of ['sh', 'bash']) {
          const { launches } = unwrapLaunch(launch([shell, '-c', parts.join('')], { env: new Map([['A', 'x y']]) }));
          for (const { argv } of launches) expect(argv.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['a '.repeat(200_000), 1, 'a long command'],
    ['a;'.repeat(100_000), 500, 'many commands'],
    ['('.repeat(100_000), 0, 'many parentheses'],
    ['{ '.repeat(100_000), 0, 'many braces'],
    ['"${A:-'.repeat(50_000), 0, 'many defaults'],
    ['a $('.repeat(50_000), 0, 'many commands in commands'],
    [`a ${'['.repeat(500_000)}`, 1, 'many brackets'],
    [`a ${'$A'.repeat(100_000)}`, 1, 'more letters than a word can have'],
    [`${'A=$A$A;'.repeat(100)} a $A`, 1, 'a value that grows'],
  ])('a script that is meant to be too much is read (%#)', (script, count, _reason) => {
    const { launches } = unwrapLaunch(launch(['sh', '-c', script], { env: new Map([['A', 'x'.repeat(1000)]]) }));
    expect(launches).toHaveLength(count);
  });
});

describe('the surroundings of what a script starts', () => {
  function surroundings(
    script: string,
    change: Partial<Launch> = {},
    shell: readonly string[] = ['sh', '-c'],
  ): unknown {
    return unwrapLaunch(launch([...shell, script], change)).launches.map(({ argv, env, workingDirectory }) => [
      argv[0],
      Object.fromEntries(env),
      workingDirectory,
    ]);
  }

  test.each([
    ['a', '/app', 'where the shell is'],
    ['cd /srv && a', '/srv', 'an absolute one'],
    ['cd srv; a', '/app/srv', 'a relative one'],
    ['cd ../x; cd y; a', '/x/y', 'several'],
    ['cd -P -- /srv; a', '/srv', 'options'],
    ['cd "$DIR"; a', undefined, 'one that is not known'],
    ['cd; a', undefined, 'a home that is not known'],
    ['HOME=/h; cd; a', '/h', 'a home that is'],
    ['cd -; a', undefined, 'the one before'],
    ['CDPATH=/x; cd srv; a', undefined, 'one of several'],
    ['(cd /srv); a', '/app', 'in a shell of its own'],
    ['cd /srv | b; a', '/app', 'in a pipeline'],
    ['[ -d /srv ] && cd /srv; a', undefined, 'perhaps'],
    ['cd /srv || exit 1; a', '/srv', 'or it ends'],
    ['b && cd /srv; a', '/srv', 'after what should do well'],
    ['pushd /srv; a', undefined, 'of bash'],
    ['. /env; a', undefined, 'after a file that may do anything'],
  ])('the working directory of a in %j is %j: %s', (script, expected, _reason) => {
    const { launches } = unwrapLaunch(launch(['sh', '-c', script]));
    expect(launches.findLast(({ argv }) => argv[0] === 'a')?.workingDirectory).toBe(expected);
  });

  test.each([
    ['A=1 a', { PATH: '/bin', A: '1' }, 'for one program'],
    ['A=1; a', { PATH: '/bin' }, 'for the shell only'],
    ['A=1; export A; a', { PATH: '/bin', A: '1' }, 'for all programs'],
    ['export A=1 B="2 3"; a', { PATH: '/bin', A: '1', B: '2 3' }, 'at once'],
    ['set -a; A=1; a', { PATH: '/bin', A: '1' }, 'all of them'],
    ['declare -x A=1; a', { PATH: '/bin', A: '1' }, 'in the words of bash'],
    ['PATH=/x:$PATH; a', { PATH: '/x:/bin' }, 'what is exported stays so'],
    ['export PATH="$HOME/bin:$PATH"; a', { PATH: undefined }, 'a value that is not known'],
    ['PATH=~/bin:$PATH; a', { PATH: undefined }, 'a home'],
    ['PATH=/x:~/bin; a', { PATH: undefined }, 'a home behind a colon'],
    ['unset PATH; a', {}, 'taken away'],
    ['export -n PATH; a', {}, 'kept back'],
    ['[ b ] && PATH=/x; a', { PATH: undefined }, 'perhaps'],
    ['. /env; a', { PATH: undefined }, 'after a file that may do anything'],
    ['command -p a', { PATH: undefined }, 'a PATH of its own'],
    ['export "$X"; a', { PATH: undefined }, 'a name that is not known'],
  ])('the environment of %j is %j: %s', (script, expected, _reason) => {
    expect(surroundings(script)).toEqual([['a', expected, script.includes('. /env') ? undefined : '/app']]);
  });

  test.each([
    [['bash', '-lc'], 'a login shell'],
    [['sh', '-l', '-c'], 'its own option'],
    [['bash', '--login', '-c'], 'its long option'],
    [['bash', '-ic'], 'an interactive shell'],
  ])('PATH is not known in %j: %s', (shell, _reason) => {
    expect(surroundings('a', {}, shell)).toEqual([['a', { PATH: undefined }, '/app']]);
  });
});
