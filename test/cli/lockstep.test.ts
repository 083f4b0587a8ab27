import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

describe('lockstep', () => {
  test.each([[['--help']], [['-h']], [['help']]])(
    '%j says on standard output what there is, and ends with 0',
    (words) => {
      const { status, stdout, stderr } = lockstep.run(words);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(
        /^Usage: lockstep \[options\] \[command\]\n\nOne container image, many binaries, one version\.\n/,
      );
      expect(stdout).toMatch(/^ {2}app <file> {2,}\w/m);
    },
  );

  test('app --help says what the command takes, and ends with 0', () => {
    const { status, stdout, stderr } = lockstep.run(['app', '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: lockstep app \[options\] <file>\n/);
  });

  test.each([
    [['aap'], "error: unknown command 'aap'\n(Did you mean app?)", 'a command that is nearly one'],
    [['frobnicate'], "error: unknown command 'frobnicate'", 'a command that is none'],
    [['--frob'], "error: unknown option '--frob'", 'a flag'],
    [['app', '--frob', 'main.ts'], "error: unknown option '--frob'", 'a flag of a command'],
    [['app'], "error: missing required argument 'file'", 'an argument is missing'],
    [['app', 'a', 'b'], "error: too many arguments for 'app'. Expected 1 argument but got 2.", 'an argument too many'],
  ])('%j is wrong usage, which ends with 2 and says so on standard error', (words, message, _reason) => {
    expect(lockstep.run(words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${message}\n('lockstep --help' lists the commands)\n`,
    });
  });

  test('without a word is wrong usage too, and says what there is', () => {
    const { status, stdout, stderr } = lockstep.run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: lockstep /);
  });
});
