import fc from 'fast-check';
import { followScript } from '../../../../src/checks/launch/script/follow-script';
import { launch } from '../launch';

const ENV = new Map<string, string | undefined>([
  ['PATH', '/bin'],
  ['MODE', 'prod'],
]);

/** What a script starts: its words, `?` behind what is not certain, `(guess)` behind what is only worth a pass. */
function started(text: string, words: readonly string[]): string[] {
  const outer = launch(['/entry.sh', ...words], { env: ENV });
  const { launches } = followScript(outer, { path: '/entry.sh', text, words });
  return launches.map(({ argv, isCut, isCertain, isGuess }) =>
    [...argv, ...(isCut ? ['…'] : []), ...(isCertain ? [] : ['?']), ...(isGuess ? ['(guess)'] : [])].join(' '),
  );
}

function doubtOf(text: string): string | undefined {
  const [first] = followScript(launch(['/entry.sh', 'app']), { path: '/entry.sh', text, words: ['app'] }).launches;
  return first?.doubt;
}

describe('what a script starts in its own place', () => {
  test.each([
    ['exec "$@"', ['app -x'], 'all of its words'],
    ['"$@"', ['app -x'], 'without exec'],
    ['exec $@', ['app -x'], 'without quotes'],
    ['exec "${@}" # and so on', ['app -x'], 'in braces'],
    ['exec -a name "$@"', ['app -x'], 'under another name'],
    ['exec gosu web "$@"', ['gosu web app -x'], 'through a wrapper'],
    ['exec /sbin/tini -- su-exec web "$@"', ['/sbin/tini -- su-exec web app -x'], 'through two'],
    ['set -euo pipefail\nexec "$@"', ['app -x'], 'behind options of the shell'],
    ['set -- web "$@"\nexec "$@"', ['web app -x'], 'with a word before'],
    ['shift\nexec "$@"', ['-x'], 'without the first'],
    ['exec /web --mode "$MODE" "$@"', ['/web --mode prod app -x'], 'another program, and words for it'],
    ['MODE=$(mode)\nexec /web "$MODE" "$@"', ['/web …'], 'a variable of its own'],
    ['exec java $OPTS -jar a.jar "$@"', ['java …'], 'a variable that may be many words'],
    ['log() { echo "$1"; }\nlog hello\nexec "$@"', ['app -x'], 'a function that does nothing to it'],
    ['if [ -z "$A" ]; then\n  echo no >&2\n  exit 1\nfi\nexec "$@"', ['app -x'], 'behind what may fail'],
    ['for f in a b; do echo "$f"; done\nexec "$@"', ['app -x'], 'behind a loop'],
    ['case $MODE in a|b) echo 1 ;; (c) echo 2 ;; esac\nexec "$@"', ['app -x'], 'behind branches'],
    ['cat <<\'END\' >/etc/web\nexec nothing\nEND\nexec "$@"', ['app -x'], 'behind a text'],
    ['cat <<-END >/dev/null\n\tif\n\tEND\nexec "$@"', ['app -x'], 'behind a text with tabs'],
    ['list=(a "b c")\nlist+=( d )\n[[ $1 =~ (x|y) ]]\nexec "$@"', ['app -x'], 'behind lists of bash'],
    ['while read -r l; do echo "$l"; done < <(ls /)\nexec "$@"', ['app -x'], 'behind what bash reads'],
    ['exec "$@"\nif', ['app -x'], 'whatever comes after'],
    ['echo hello', [], 'nothing'],
    ['exec 2>&1\necho hello', [], 'exec without a program'],
    ['', [], 'an empty script'],
  ])('%j starts %j for certain: %s', (text, expected, _reason) => {
    expect(started(text, ['app', '-x'])).toEqual(expected);
  });

  test.each([
    ['if a; then set -- web "$@"; fi\nexec "$@"', 'it may change its words: \'set -- web "$@"\'', 'other words'],
    ['if a; then shift; fi\nexec "$@"', "it may change its words: 'shift'", 'fewer'],
    ['. /lib.sh\nexec "$@"', "it runs what is not known here: '. /lib.sh'", 'what another file says'],
    ['eval "$A"\nexec "$@"', 'it runs what is not known here: \'eval "$A"\'', 'a text'],
    ['"$HOOK"\nexec "$@"', 'it runs what is not known here: \'"$HOOK"\'', 'a program that is not known'],
    ['if a; then exec b; fi\nexec "$@"', "it may become another program: 'exec b'", 'another one'],
    ['if a; then exit 0; fi\nexec "$@"', "it may end before: 'exit 0'", 'a good end'],
    ['trap done EXIT\nexec "$@"', "it has a trap: 'trap done EXIT'", 'a trap'],
    ['export PATH="/opt:$PATH"\nexec "$@"', 'it changes PATH: \'export PATH="/opt:$PATH"\'', 'another PATH'],
    ['PATH=/opt\nexec "$@"', "it changes PATH: 'PATH=…'", 'the same'],
    ['sudo apk add x\nexec "$@"', "it may put it there before: 'sudo apk add x'", 'what is installed'],
    ['curl -sSL x | sh\nexec "$@"', "it may put it there before: 'sh'", 'what is sent to a shell'],
    ['echo x > /bin/app\nexec "$@"', "it may put it there before: 'echo x'", 'what it writes'],
    ['{ echo x; } > "$OUT"\nexec "$@"', "it may put it there before: ''", 'what it may write'],
    ['while true; do a; done\nexec "$@"', 'it has a loop without end', 'a loop'],
    ['shopt -s execfail\nexec "$@"', "it goes on when that fails: 'shopt -s execfail'", 'a second chance'],
    ['! "$@"', 'it starts it under conditions that are only known when it runs', 'a failure that is none'],
    ['a && exec "$@"', 'it starts it under conditions that are only known when it runs', 'a chain'],
    ['"$@"\necho done', 'it starts it under conditions that are only known when it runs', 'what comes after'],
    ['"$@" &\nwait', 'it starts it under conditions that are only known when it runs', 'the background'],
    [
      'main() { exec "$@"; }\nmain "$@"',
      'it starts it under conditions that are only known when it runs',
      'a function',
    ],
    [
      'exec $WRAPPER "$@"\n)',
      'it starts it under conditions that are only known when it runs',
      'what may be a wrapper',
    ],
    [')\nexec "$@"', 'it is not read from ', 'what no shell reads'],
    ['if a; then\nexec "$@"', 'it starts it under conditions that are only known when it runs', 'a script without end'],
  ])('%j only perhaps: %s (%s)', (text, doubt, _reason) => {
    expect(started(text, ['app'])[0]).toMatch(/\?/);
    expect(doubtOf(text)).toContain(doubt);
  });

  test.each([
    ['case "$1" in app) exec /web ;; *) exec "$@" ;; esac', ['app x ? (guess)'], ['app', 'x'], 'a word that it knows'],
    ['if a; then shift; fi\nexec "$@"', [], ['--port'], 'an option'],
    ['if a; then shift; fi\nexec "$@"', [], ['web.conf'], 'a file'],
    ['if a; then shift; fi\nexec "$@"', [], ['http://web'], 'an address'],
    ['if a; then shift; fi\nexec "$@"', [], [], 'nothing at all'],
    ['exec "$@"', [], [], 'nothing to become'],
    ['app() { echo hello; }\n"$@"', [], ['app'], 'a function of its own'],
    ['"$@"', [], ['echo', 'hello'], 'what shells do themselves'],
    ['if a; then exec gosu web "$0" "$@"; fi\nexec /web "$@"', ['/web app ?'], ['app'], 'itself again'],
  ])('%j starts %j with the words %j: %s', (text, expected, words, _reason) => {
    expect(started(text, words)).toEqual(expected);
  });

  test('is not followed twice', () => {
    const outer = launch(['/entry.sh'], { scripts: ['/entry.sh'] });
    const script = { path: '/entry.sh', text: 'exec "$@"', words: ['/entry.sh'] };
    expect(followScript(outer, script)).toEqual({ launches: [] });
  });

  test('starts a relative program in a folder that is not known behind cd', () => {
    const follow = (text: string) =>
      followScript(launch(['/entry.sh', './app']), { path: '/entry.sh', text, words: ['./app'] }).launches[0];
    expect(follow('exec "$@"')?.workingDirectory).toBe('/app');
    expect(follow('cd /srv\nexec "$@"')?.workingDirectory).toBeUndefined();
  });

  test('of any text never throws', () => {
    const piece = fc.constantFrom(
      ...[
        'exec',
        '"$@"',
        'if',
        'then',
        'fi',
        'case',
        'in',
        'esac',
        ';;',
        '(',
        ')',
        '{',
        '}',
        '\n',
        ';',
        '&&',
        '|',
        '<<E',
        'E',
      ],
      ...[
        "'",
        '"',
        '$(',
        '`',
        '#',
        'set',
        '--',
        'shift',
        '[[',
        ']]',
        '>',
        'a=(',
        '\\',
        '${',
        '((',
        'for',
        'do',
        'done',
        '\u0000',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        for (const { argv } of followScript(launch(['/e', 'app']), {
          path: '/e',
          text: pieces.join(' '),
          words: ['app'],
        }).launches) {
          expect(argv.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
