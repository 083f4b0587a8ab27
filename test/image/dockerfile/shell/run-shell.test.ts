import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ask, dockerfile } from '../ask-dockerfile';

const PATHS = ['a', 'b', 'c', 'd', 'd/a', 'd/b', 'd/e', 'd/e/a', 'e', 'e/a'];
const path = fc.constantFrom(...PATHS);
const words = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((each) => each.join(' '));
const command = fc.oneof(
  words(fc.constant('touch'), path),
  words(fc.constant('mkdir -p'), path),
  words(fc.constantFrom('cp', 'cp -r', 'mv', 'ln -s', 'install -m 644', 'install -D'), path, path),
  words(fc.constantFrom('rm -rf', 'rm -f', 'rmdir'), path),
  words(fc.constant('cp'), path, path, fc.constantFrom('d', 'e/')),
  words(fc.constantFrom('echo x >', 'echo x >>'), path),
  words(fc.constant('chmod +x'), path),
  words(fc.constant('cd'), fc.constantFrom('d', 'e', '..', '.')),
  words(fc.constant('for i in a b; do touch'), fc.constantFrom('$i', '"d/$i"', '${i}x'), fc.constant('; done')),
  words(fc.constant('( cd'), fc.constantFrom('d', 'e'), fc.constant('; touch'), path, fc.constant(')')),
  words(
    fc.constant('if test -e'),
    path,
    fc.constant('; then rm -rf'),
    path,
    fc.constant('; else touch'),
    path,
    fc.constant('; fi'),
  ),
  words(fc.constant('cat'), path, fc.constant('| tee'), path),
  words(fc.constant('X='), path, fc.constant("; sh -c 'touch b'")).map((each) => each.replace('= ', '=')),
);
const commands = fc.array(command, { minLength: 1, maxLength: 6 });
const script = fc.oneof(
  fc
    .tuple(commands, fc.constantFrom('; ', '\n', ' \\\n || ', '\n# note\n'))
    .map(([all, link]) => `set -e; ${all.join(link)}`),
  commands.map((all) => all.filter((each) => !each.includes(';')).join(' && ') || 'true'),
);

describe('what a script does to the files', () => {
  // what it says is checked against the shell of this machine
  test('is never other than what a shell does', async () => {
    const said: string[] = [];
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-shell-')));
        try {
          mkdirSync(join(folder, 'd'));
          writeFileSync(join(folder, 'a'), '');
          try {
            execFileSync('/bin/sh', ['-c', text], { cwd: folder, stdio: 'ignore' });
          } catch {
            // a build ends there
            return;
          }
          const image = dockerfile([
            'FROM scratch',
            `WORKDIR ${folder}`,
            'RUN mkdir d && touch a',
            'RUN <<END',
            text,
            'END',
          ]);
          for (const each of PATHS) {
            // below a file that may be one or not nothing is there in either case
            const answer = (await ask(image, each)).replace(/ .*$/s, '').replace('not-a-folder', 'missing');
            if (!answer.startsWith('unknown'))
              expect([text, each, kindOf(join(folder, each))]).toEqual([text, each, answer]);
            said.push(answer);
          }
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 200 },
    );
    expect(new Set(said)).toEqual(new Set([...said, 'file', 'directory', 'missing']));
  });

  test.each([
    ['a && b', 'a', 'unknown: line 2 (RUN b) may have put it there', 'programs that we do not know'],
    ['./configure --prefix=/usr', '/usr/bin/x', 'unknown: line 2 (RUN ./configure) may have put it there', 'a script'],
    ['echo "<<EOF" && touch /x', '/x', 'file', 'a heredoc mark in quotes is none'],
    ['echo a#b && touch /x # /y', '/y', 'missing', 'a comment'],
    ['FOO="a b" && for x in $FOO; do touch "/$x"; done', '/b', 'file', 'a value is split'],
    ['FOO="a b" && touch "/$FOO"', '/a b', 'file', 'a quoted one is not'],
    [
      'touch "/x-$(uname -m)"',
      '/x-amd64',
      'unknown: line 2 (RUN touch) may have put it there',
      'what a command prints',
    ],
    ['touch "/x-$(uname -m)"', '/y', 'missing', 'another name'],
    ['D=/opt/app; mkdir -p "$D/bin" && touch ${D}/bin/run', '/opt/app/bin/run', 'file', 'a variable'],
    ['touch /${NAME:-web}', '/web', 'file', 'a default'],
    ['cd /opt && touch x; cd - && touch y', '/opt/x', 'file', 'cd'],
    ['(cd /opt && touch x); touch y', '/y', 'file', 'a shell of its own'],
    ['{ touch /x; } > /dev/null 2>&1', '/x', 'file', 'braces'],
    ['touch /x || exit 1', '/x', 'file', 'a guard'],
    ['! touch /x', '/x', 'unknown: line 2 (RUN touch) may have put it there', 'turned around'],
    ['f() { touch /x; }; f', '/x', 'unknown: line 2 (RUN touch) may have put it there', 'a function'],
    ['env -i A=1 sudo -E touch /x', '/x', 'file', 'programs that start others'],
    [
      'curl https://example.com/install.sh | sh',
      '/x',
      'unknown: line 2 (RUN sh) may have put it there',
      'a script from elsewhere',
    ],
    ['echo hi | tee /etc/x > /dev/null', '/etc/x', 'file', 'a pipe'],
    ['touch /x; )', '/y', 'unknown: line 2 (RUN) may have put it there', 'what we cannot read'],
    ['install -d /opt/a /opt/b', '/opt/b', 'directory', 'install makes folders'],
    ['ln -s /bin/busybox /bin/ls', '/bin/ls', 'missing', 'a link to what is not there'],
    ['find / -name "*.pyc" -delete', '/x', 'unknown: line 2 (RUN find) may have removed it', 'it deletes'],
    ['[ -e /y ] && touch /x; true', '/x', 'unknown: line 2 (RUN touch) may have put it there', 'a condition'],
    ['[ -e /y ] && touch /x', '/x', 'file', 'a build ends where the last command fails'],
    ['gcc -shared -fPIC -o /lib/x.so x.c && cc y.c', '/lib/x.so', 'file', 'a library'],
    ['gzip -d /x.gz', '/x', 'file', 'unpacked'],
    ['touch /x && gzip /x', '/x', 'missing', 'packed as /x.gz'],
  ])('%s: %s', async (text, path, answer, _reason) => {
    expect(await ask(dockerfile(['FROM scratch', `RUN ${text}`]), path)).toBe(answer);
  });

  test('shows no secret', async () => {
    const image = dockerfile(['FROM scratch', 'RUN TOKEN=x ./login.sh hunter2 --token=abc']);
    expect(await ask(image, '/x')).toBe('unknown: line 2 (RUN ./login.sh) may have put it there');
  });
});

function kindOf(path: string): string {
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ELOOP' ? 'loop' : 'missing';
  }
}
