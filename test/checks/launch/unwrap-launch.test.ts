import fc from 'fast-check';
import type { Launch } from '../../../src/checks/launch/launch';
import { traceLaunches } from '../../../src/checks/launch/trace-launches';
import { unwrapLaunch } from '../../../src/checks/launch/unwrap-launch';
import { launch } from './launch';

/** Words and who starts them. */
function started(argv: readonly string[], change: Partial<Launch> = {}): string[] {
  return unwrapLaunch(launch(argv, change)).launches.map(({ argv, via }) => `${via}: ${argv.join(' ')}`);
}

const words = (text: string) => text.split(' ');

describe('what a wrapper starts', () => {
  test.each([
    ['tini a b', 'tini: a b', 'nothing of its own'],
    ['/sbin/tini -- a -b', 'tini: a -b', 'the end of its options'],
    ['tini -s -g -vvv -w -e 143 -p SIGTERM -- a', 'tini: a', 'all its options'],
    ['tini -e143 -gv a', 'tini: a', 'options that stand together'],
    ['tini-static -- a', 'tini-static: a', 'another name'],
    ['/usr/bin/docker-init -- a', 'docker-init: a', 'Docker’s name'],
    ['dumb-init a', 'dumb-init: a', 'another one'],
    ['dumb-init -c -v -r 15:3 --rewrite 1:2 --single-child -- a', 'dumb-init: a', 'its options'],
    ['dumb-init --rewrite=15:3 a', 'dumb-init: a', 'a value behind a sign'],
    ['catatonit -g -- a', 'catatonit: a', 'a third one'],
    ['nice a', 'nice: a', 'no options'],
    ['nice -n 5 a', 'nice: a', 'a number'],
    ['nice -n -5 a', 'nice: a', 'a negative one'],
    ['nice -10 a', 'nice: a', 'as it was written once'],
    ['nice --adjustment=5 a', 'nice: a', 'in full'],
    ['nohup -- a', 'nohup: a', 'only the end of options'],
    ['setsid -cw a', 'setsid: a', 'two options'],
    ['stdbuf -oL -e 0 --input=0 a', 'stdbuf: a', 'values of all kinds'],
    ['timeout 5 a', 'timeout: a', 'a duration'],
    ['timeout -s KILL -k 5s --foreground 10 a -b', 'timeout: a -b', 'options and a duration'],
    ['time -p a', 'time: a', 'an option'],
    ['ionice -c2 -n 7 a', 'ionice: a', 'classes'],
    ['taskset -c 0,1 a', 'taskset: a', 'a list'],
    ['taskset 0x3 a', 'taskset: a', 'a mask'],
    ['chrt -f 10 a', 'chrt: a', 'a priority'],
    ['su-exec nobody a b', 'su-exec: a b', 'a user'],
    ['gosu 1000:1000 a', 'gosu: a', 'a user and a group'],
    ['setpriv --reuid=1000 --regid 1000 --clear-groups a', 'setpriv: a', 'long options'],
    ['chpst -u app -o 1024 -P a', 'chpst: a', 'a user and limits'],
    ['s6-setuidgid app a', 's6-setuidgid: a', 'a user'],
    ['setuidgid app a', 'setuidgid: a', 'an older name'],
    ['sudo -n -E -u app a b', 'sudo: a b', 'a user and options'],
    ['doas -u app a', 'doas: a', 'a user'],
    ['su app -s /bin/bash -c x', 'su: /bin/bash -c x', 'a text for a shell'],
    ['su - -c x', 'su: sh -c x', 'a text for the shell of root'],
    ['runuser -u app -- a -b', 'runuser: a -b', 'a program'],
    ['runuser -u app a -b', 'runuser: a -b', 'options of the program'],
    ['runuser -l app --command=x', 'runuser: sh -c x', 'a text'],
    ['flock -n -E 0 /lock a -b', 'flock: a -b', 'a file'],
    ['flock /lock -c x', 'flock: /bin/sh -c x', 'a text'],
    ['xargs -0 -n1 -P 4 a b', 'xargs: a b', 'words that its input goes on'],
    ['watch -n 5 a b', 'watch: /bin/sh -c a b', 'a text in several words'],
    ['watch -x a b', 'watch: a b', 'a program'],
    ['script -qec x /dev/null', 'script: /bin/sh -c x', 'a text among options'],
    ['chroot / a', 'chroot: a', 'the same files'],
    ['prlimit --nofile=1024:2048 a', 'prlimit: a', 'a limit'],
    ['wait-for-it.sh db:5432 -t 5 -- a b', 'wait-for-it.sh: a b', 'behind what it waits for'],
    ['dockerize -wait tcp://db:5432 -timeout 60s a', 'dockerize: a', 'options of Go'],
    ['env a', 'env: a', 'no options'],
    ['env A=1 B= a C=2', 'env: a C=2', 'variables'],
    ['env -i -u A --unset=B -- C=1 a', 'env: a', 'options'],
    ['env - a', 'env: a', 'a dash'],
    ['busybox env a', 'busybox env: a', 'an applet'],
    ['toybox nice -n 1 a', 'toybox nice: a', 'another one with applets'],
  ])('%s starts %s (%s)', (text, expected, _reason) => {
    expect(started(words(text))).toEqual([expected]);
  });

  test.each([
    ['tini', 'no program'],
    ['tini --version', 'it says its version'],
    ['tini -l', 'its licence'],
    ['tini -h a', 'its help'],
    ['dumb-init --help', 'help'],
    ['catatonit -P', 'it only waits'],
    ['timeout 5', 'no program'],
    ['timeout', 'no duration'],
    ['timeout -s', 'no value'],
    ['ionice -p 1', 'of another process'],
    ['taskset -cp 0 1', 'of another process'],
    ['gosu --version', 'it says its version'],
    ['su-exec nobody', 'no program'],
    ['env', 'it prints'],
    ['env A=1', 'it prints'],
    ['env -0', 'it prints'],
    ['busybox', 'it prints'],
    ['busybox ls -l', 'an applet that starts nothing'],
    ['busybox --install -s', 'no applet'],
    ['sh', 'it reads what it is given'],
    ['sh -s a', 'it reads what it is given'],
    ['sh -c', 'no script'],
    ['exec a', 'only shells have it'],
    ['a', 'no wrapper'],
    ['/opt/tini/app a', 'the folder is not the name'],
    ['__proto__ a', 'any name is a name'],
  ])('%s starts nothing: %s', (text, _reason) => {
    expect(unwrapLaunch(launch(words(text)))).toEqual({ launches: [] });
  });

  test('an empty program starts nothing', () => {
    expect(unwrapLaunch(launch(['']))).toEqual({ launches: [] });
  });

  test.each([
    ['tini -x a', "'tini' has the option '-x', with which it is not clear what it starts"],
    ['su --no a', "'su' has the option '--no', with which it is not clear what it starts"],
    ['chroot /host a', "'chroot' starts it among other files than those at '/', which are not looked at"],
    ['nsenter -t 1 a', "'nsenter' starts it among other files than those at '/', which are not looked at"],
    ['dockerize -no a', "'dockerize' has the option '-no', with which it is not clear what it starts"],
    ['timeout --no 5 a', "'timeout' has the option '--no', with which it is not clear what it starts"],
    ['stdbuf -oL -z a', "'stdbuf' has the option '-z', with which it is not clear what it starts"],
    ['chpst -e /env a', "'chpst' has the option '-e', with which it is not clear what it starts"],
    ['chrt -o a b', "which of the words of 'chrt' is the program is not clear"],
    ['env -S "a', "the text of 'env -S' could not be understood"],
    ['env --what a', "'env' has the option '--what', with which it is not clear what it starts"],
    ['sh --what -c a', "'sh' has the option '--what', with which it is not clear what it starts"],
  ])('%s is not understood: %s', (text, unknown) => {
    expect(unwrapLaunch(launch(words(text)))).toEqual({ launches: [], unknown });
  });

  test.each([['tini --'], ['timeout 5'], ['env A=1'], ['nice -n'], ['sh -c'], ['su-exec'], ['bash']])(
    'what %s starts is not known when its words end there for us only',
    (text) => {
      const name = words(text)[0];
      expect(unwrapLaunch(launch(words(text), { isCut: true }))).toEqual({
        launches: [],
        unknown: `what '${name}' starts is only known when it runs`,
      });
    },
  );

  test('more words that are not known are left to the program', () => {
    expect(unwrapLaunch(launch(['tini', '--', 'a'], { isCut: true })).launches[0]).toMatchObject({
      argv: ['a'],
      isCut: true,
    });
  });
});

describe('the surroundings of what a wrapper starts', () => {
  const env = new Map([
    ['PATH', '/bin'],
    ['A', '1'],
    ['HOME', '/root'],
  ]);
  test.each([
    ['env B=2 A= x', { PATH: '/bin', A: '', HOME: '/root', B: '2' }, '/app', 'variables are set'],
    ['env -u A -u PATH x', { HOME: '/root' }, '/app', 'each one is taken away'],
    ['env -i A=2 x', { A: '2' }, '/app', 'all of them'],
    ['env -iu A x', {}, '/app', 'options that stand together'],
    ['env - x', {}, '/app', 'a dash'],
    ['env -C /srv x', { PATH: '/bin', A: '1', HOME: '/root' }, '/srv', 'another folder'],
    ['env --chdir=srv x', { PATH: '/bin', A: '1', HOME: '/root' }, '/app/srv', 'a folder in it'],
    ['env A=b=c x', { PATH: '/bin', A: 'b=c', HOME: '/root' }, '/app', 'a sign in a value'],
    ['gosu app x', { PATH: '/bin', A: '1', HOME: undefined }, '/app', 'another home'],
    ['tini x', { PATH: '/bin', A: '1', HOME: '/root' }, '/app', 'nothing changes'],
  ])('%s: %j in %s (%s)', (text, expected, workingDirectory, _reason) => {
    const [inner] = unwrapLaunch(launch(words(text), { env })).launches;
    expect(Object.fromEntries(inner?.env ?? [])).toEqual(expected);
    expect(inner?.workingDirectory).toBe(workingDirectory);
  });

  test('a folder in one that is not known is not known', () => {
    const [inner] = unwrapLaunch(launch(words('env -C srv x'), { workingDirectory: undefined })).launches;
    expect(inner?.workingDirectory).toBeUndefined();
  });

  test.each([
    ['su-exec nobody x', 'nobody'],
    ['gosu 1000:0 x', '1000:0'],
    ['setpriv --reuid=1 --regid=2 x', '1:2'],
    ['setpriv --reuid=1 x', '?'],
    ['setpriv --no-new-privs x', undefined],
    ['chpst -u :1:2 x', '1:2'],
    ['chpst -P x', undefined],
    ['tini x', undefined],
  ])('%s runs as %s', (text, runsAs) => {
    expect(unwrapLaunch(launch(words(text))).launches[0]?.runsAs).toBe(runsAs);
  });

  test.each([
    ['setsid x', true, 'it becomes the program'],
    ['setsid -f x', false, 'it does not wait'],
    ['setsid -fw x', true, 'it waits'],
    ['busybox env x', false, 'an applet may take its place'],
    ['busybox env /x', true, 'a path is a path'],
  ])('a failure of %s is heard of: %s (%s)', (text, isCertain, _reason) => {
    expect(unwrapLaunch(launch(words(text))).launches[0]?.isCertain).toBe(isCertain);
  });
});

describe('env -S', () => {
  test.each([
    ['a  b\tc', ['a', 'b', 'c'], 'spaces'],
    ['a \'b c\' "d e"', ['a', 'b c', 'd e'], 'quotes'],
    ['a "" b', ['a', '', 'b'], 'an empty word'],
    ['a\\_b "c\\_d"', ['a', 'b', 'c d'], 'a space that is written'],
    ['a \\t\\n\\\\ \\"', ['a', '\t\n\\', '"'], 'letters that are written'],
    ["a '\\n\\''", ['a', "\\n'"], 'single quotes'],
    ['a # b', ['a'], 'a comment'],
    ['a b#c', ['a', 'b#c'], 'none'],
    ['a b\\c c', ['a', 'b'], 'the end'],
    ['${APP} "${APP}"', ['/srv/app', '/srv/app'], 'a variable'],
    ['X=1 -i a', ['-i', 'a'], 'what stands behind a variable is no option'],
    ['-i a', ['a'], 'options'],
    ["-S 'a b'", ['a', 'b'], 'itself again'],
  ])('%j starts %j: %s', (text, argv, _reason) => {
    const env = new Map([['APP', '/srv/app']]);
    expect(unwrapLaunch(launch(['env', '-S', text, 'last'], { env })).launches.map((inner) => inner.argv)).toEqual([
      [...argv, 'last'],
    ]);
  });

  test.each([['a ${NONE}'], ['a $APP'], ["a 'b"], ['a "b'], ['a \\x'], ['a \\']])('%j is not understood', (text) => {
    expect(unwrapLaunch(launch(['env', `-S${text}`]))).toEqual({
      launches: [],
      unknown: "the text of 'env -S' could not be understood",
    });
  });
});

describe('files that are read', () => {
  const file = (path: string) => ({ path, isSearched: false, mayBeFolder: false });
  test.each([
    ['sh /entry.sh a', { ...file('/entry.sh'), words: ['a'] }, 'a script'],
    ['sh -eu ./entry.sh', { ...file('./entry.sh'), words: [] }, 'behind options'],
    ['sh -o pipefail ./entry.sh', { ...file('./entry.sh'), words: [] }, 'behind an option with a value'],
    ['dash entry.sh', { ...file('entry.sh'), words: [] }, 'a name'],
    ['bash entry.sh', { ...file('entry.sh'), isSearched: true, words: [] }, 'a name that bash looks for'],
    ['sh -- -entry.sh', { ...file('-entry.sh'), isSearched: true, words: [] }, 'a name that looks like an option'],
    ['python app.py', { ...file('app.py'), mayBeFolder: true }, 'a program'],
    ['/usr/bin/python3.11 -u -OO -W ignore -X dev app', { ...file('app'), mayBeFolder: true }, 'options'],
    ['node server.js', file('server.js'), 'a program'],
    ['node --inspect=0.0.0.0 --max-old-space-size=1 -r ./x dist/main.mjs', file('dist/main.mjs'), 'options'],
    ['nodejs --enable-source-maps a.cjs', file('a.cjs'), 'another name'],
    ['ruby -W bin/rails server', file('bin/rails'), 'a name without an end'],
    ['perl -w a.pl', file('a.pl'), 'a program'],
    ['php -d memory_limit=1G artisan serve', file('artisan'), 'behind a setting'],
    ['php8.2 -f a.php', file('a.php'), 'as an option'],
    ['java -jar /app.jar', file('/app.jar'), 'an archive'],
    ['java -Xmx1g -Da=b -ea -cp x:y --add-opens a/b=c -jar app.jar', file('app.jar'), 'options'],
    ['dotnet app.dll', file('app.dll'), 'a library'],
    ['dotnet --roll-forward Major app.dll', file('app.dll'), 'options'],
  ])('%s reads %j: %s', (text, read, _reason) => {
    expect(unwrapLaunch(launch(words(text)))).toEqual({ launches: [], reads: [read] });
  });

  test.each([
    ['python -m http.server', 'a module'],
    ['python -c pass a.py', 'a text'],
    ['python -z a.py', 'an option that is not known'],
    ['python -', 'what it is given'],
    ['python', 'nothing'],
    ['node server', 'a name may stand for several files'],
    ['node -e 1 a.js', 'a text'],
    ['node --eval=1 a.js', 'a text behind a sign'],
    ['node --what a.js', 'an option that is not known'],
    ['java -cp app.jar com.example.Main', 'a class'],
    ['java @options -jar app.jar', 'a file of options'],
    ['java -jar', 'nothing'],
    ['php -S 0.0.0.0:80 -t public', 'a server'],
    ['dotnet run', 'a word of its own'],
    ['ruby -e 1', 'a text'],
    ['perl -ne 1 a', 'options that are not known'],
  ])('%s reads nothing that is known: %s', (text, _reason) => {
    expect(unwrapLaunch(launch(words(text)))).toEqual({ launches: [] });
  });
});

describe('one through the other', () => {
  test('all that is started is found, in its order', () => {
    const script = 'set -e; env A=1 nice b; exec su-exec app python x.py';
    const traced = traceLaunches(launch(['tini', '--', 'busybox', 'sh', '-c', script]));
    expect(traced.map(({ launch: { argv, via }, reads }) => [via, argv[0], reads?.[0]?.path])).toEqual([
      [undefined, 'tini', undefined],
      ['tini', 'busybox', undefined],
      ['busybox sh -c', 'env', undefined],
      ['env', 'nice', undefined],
      ['nice', 'b', undefined],
      ['busybox sh -c', 'su-exec', undefined],
      ['su-exec', 'python', 'x.py'],
    ]);
    expect(traced.at(-1)?.launch.runsAs).toBe('app');
  });

  test('a script that starts itself comes to an end', () => {
    const traced = traceLaunches(launch(['sh', '-c', '$X'], { env: new Map([['X', 'sh -c $X']]) }));
    expect(traced).toHaveLength(17);
    expect(traced.at(-1)?.unknown).toBe('more than 16 programs start one another');
  });

  test('a script that starts itself twice comes to an end', () => {
    const traced = traceLaunches(launch(['sh', '-c', '$X;$X'], { env: new Map([['X', 'sh -c $X;$X']]) }));
    expect(traced).toHaveLength(1000);
    expect(traced.at(-1)?.unknown).toBe('more than 1000 programs are started');
  });

  test('nothing that is given makes it throw', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'tini',
        'env',
        'nice',
        'sh',
        'bash',
        'busybox',
        'timeout',
        'python',
        'java',
        'su',
        'runuser',
        'flock',
        'dockerize',
        'chroot',
        'gosu',
        'setpriv',
      ),
      fc.constantFrom('-c', '-S', '-i', '--', '-', '-n', '--chdir=x', 'A=1', '-jar', '5', '-euo', 'pipefail'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.boolean(), (argv, isCut) => {
        for (const traced of traceLaunches(launch(argv, { isCut }))) {
          expect(traced.launch.argv.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
