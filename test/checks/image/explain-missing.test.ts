import { explainMissing } from '../../../src/checks/image/explain-missing';
import type { LaunchContext } from '../../../src/checks/image/launch-context';
import { fakeView, webSubject } from './fake-view';

const PROGRAMS = ['/app/web', '/app/worker', '/usr/bin/python3'];
const ENTRIES = [
  { path: 'app/web' },
  { path: 'app/worker' },
  { path: 'empty', type: 'directory' },
  { path: 'usr/bin/python3' },
  { path: 'link', target: '/opt/web' },
  { path: 'into', target: '/app/web' },
  { path: 'loop', target: 'loop' },
] as const;

function contextOf(programs: readonly string[] = PROGRAMS): LaunchContext {
  const view = fakeView(ENTRIES, { programs });
  return {
    subject: webSubject({}),
    view,
    files: view.files([]),
    user: undefined,
    objects: () => undefined,
    purpose: undefined,
    findCopied: () => Promise.resolve(undefined),
  };
}

/** Why a path is not there, and what to do. */
async function explain(program: string, path: string, programs?: readonly string[]): Promise<(string | undefined)[]> {
  const context = contextOf(programs);
  const resolution = await context.files.resolve(path);
  if (resolution.outcome !== 'missing' && resolution.outcome !== 'not-a-folder' && resolution.outcome !== 'loop') {
    throw new Error(`the test's image has ${path}`);
  }
  const answer = await explainMissing(context, { program, path, resolution });
  return answer.outcome === 'fail' ? [answer.code, answer.what, answer.why, answer.fix] : [];
}

describe('a program that is not there', () => {
  const rootHolds = "'/' holds app, empty, into, link, loop, usr";

  test.each<[string, string, string, string, string]>([
    ['/app/wbe', '/app/wbe', "'/app' holds web, worker", "did you mean '/app/web'?", 'a slip'],
    ['./wbe', '/app/wbe', "'/app' holds web, worker", "did you mean '/app/web'?", 'a slip from where it starts'],
    ['/bin/web', '/bin/web', `there is no folder '/bin'; ${rootHolds}`, "did you mean '/app/web'?", 'another folder'],
    ['/empty/web', '/empty/web', "'/empty' is empty", "did you mean '/app/web'?", 'an empty folder'],
    [
      '/app/web/x',
      '/app/web/x',
      "'/app/web' is a file, and nothing can be in it",
      "did you mean '/app/web'?",
      'a file as a folder',
    ],
    [
      '/into/x',
      '/into/x',
      "'/into' is a link that leads to '/app/web', which is a file, and nothing can be in it",
      'put it into the image, or name one that is there: /app/web, /app/worker, /usr/bin/python3',
      'a link to a file as a folder',
    ],
    [
      '/link',
      '/link',
      `'/link' is a link that leads to '/opt', which is not there; ${rootHolds}`,
      "copy '/opt' into the image too, or let the link lead to a program that is there",
      'a link that leads nowhere',
    ],
    [
      '/loop',
      '/loop',
      "'/loop' is a link that leads back to itself",
      "let '/loop' lead to a program",
      'a link in a circle',
    ],
    [
      '/app/web --port  80',
      '/app/web --port  80',
      "'/app' holds web, worker",
      "write each word as an item of its own: ['/app/web', '--port', '80']",
      'a whole command in one word',
    ],
  ])('%j', async (program, path, why, fix, _reason) => {
    expect(await explain(program, path)).toEqual(['IMAGE_BINARY_MISSING', 'is not in app:1', why, fix]);
  });

  test('can only be put there, when the image is known to have none', async () => {
    const fix = 'name a program that is in the image, or put this one into it';
    expect((await explain('/empty/x', '/empty/x', [])).at(-1)).toBe(fix);
  });

  test.each<[string, string[], string, string, string]>([
    ['pyhton3', ['/usr/bin'], 'PATH is /usr/bin', "did you mean 'python3'?", 'PATH leads to it'],
    ['wrker', ['/bin', '/usr/bin'], 'PATH is /bin:/usr/bin', "did you mean '/app/worker'?", 'it does not'],
    ['web', [], 'PATH is empty', "did you mean '/app/web'?", 'it leads nowhere'],
  ])('%s in %j of PATH', async (program, tried, why, fix, _reason) => {
    expect(await explainMissing(contextOf(), { program, path: undefined, tried })).toEqual({
      outcome: 'fail',
      code: 'IMAGE_BINARY_MISSING',
      what: 'is in no folder of PATH',
      why,
      fix,
    });
  });

  test('but for its permissions', async () => {
    const question = { program: 'web', path: undefined, tried: ['/app'], notExecutable: '/app/web' };
    expect(await explainMissing(contextOf(), question)).toEqual({
      outcome: 'fail',
      code: 'IMAGE_BINARY_NOT_EXECUTABLE',
      what: 'the container may not execute',
      why: "'/app/web' is in PATH, but its permissions do not let the container's user execute it",
      fix: 'set its permissions where the image is built: RUN chmod a+x /app/web',
    });
  });
});

describe('a command of the shell in the place of a program', () => {
  const SHELL = [
    { path: 'bin/busybox' },
    { path: 'bin/sh', target: 'busybox' },
    { path: 'app/web' },
    { path: 'usr/bin/python3' },
  ] as const;

  /** What is said of the first word of a container's command. */
  async function explainCommand(
    container: { readonly command?: readonly string[]; readonly args?: readonly string[] },
    purpose?: string,
  ) {
    const view = fakeView(SHELL, { programs: ['/app/web', '/bin/busybox', '/usr/bin/python3'] });
    const context = { ...contextOf(), subject: webSubject(container), view, files: view.files([]), purpose };
    const program = [...(container.command ?? []), ...(container.args ?? [])][0] ?? '';
    const answer = await explainMissing(context, { program, path: undefined, tried: ['/bin', '/usr/bin'] });
    return answer.outcome === 'fail' ? [answer.why, answer.fix] : [];
  }

  const PATH = 'PATH is /bin:/usr/bin';
  const own = (word: string) => `${word} is a command of the shell itself, and no program`;

  test.each<[readonly string[], string, string, string]>([
    [
      ['cd', '/app', '&&', './web'],
      own('cd'),
      "start a shell for it: ['sh', '-c', 'cd /app && ./web'], or give the folder as workingDir",
      'a folder',
    ],
    [
      ['export', 'A=1'],
      own('export'),
      "start a shell for it: ['sh', '-c', 'export A=1'], or set the variable in env",
      'a variable',
    ],
    [['exec', '/app/web', '-v'], own('exec'), "leave it out: ['/app/web', '-v']", 'what takes the place of the shell'],
    [['exec'], own('exec'), "start a shell for it: ['sh', '-c', 'exec']", 'and nothing behind it'],
    [['source', 'env.sh'], own('source'), "start a shell for it: ['sh', '-c', 'source env.sh']", 'another file'],
    [['ulimit', '-n', '9'], own('ulimit'), "start a shell for it: ['sh', '-c', 'ulimit -n 9']", 'a limit'],
    [['set', '-e'], own('set'), "start a shell for it: ['sh', '-c', 'set -e']", 'a setting'],
    [['.', "it's.sh"], own('.'), `start a shell for it: ['sh', '-c', ". it's.sh"]`, 'a quote'],
    [
      ['cd /app && ./web'],
      PATH,
      "write it as the line of a shell: ['sh', '-c', 'cd /app && ./web'], or give the folder as workingDir",
      'a whole line in one word',
    ],
    [
      ['A=1 python3 app.py'],
      PATH,
      "write it as the line of a shell: ['sh', '-c', 'A=1 python3 app.py']",
      'an assignment',
    ],
    [
      ['python3 app.py | tee log'],
      PATH,
      "write it as the line of a shell: ['sh', '-c', 'python3 app.py | tee log']",
      'a pipe',
    ],
    [['python3 app.py'], PATH, "write each word as an item of its own: ['python3', 'app.py']", 'no shell is needed'],
    [
      ['python app.py'],
      PATH,
      "write each word as an item of its own, and the name of a program that is there: ['python3', 'app.py']",
      'nor here, where the name is wrong too',
    ],
    [['busybx'], PATH, "did you mean 'busybox'?", 'a slip'],
    [['hs'], PATH, "did you mean 'sh'?", 'a slip of a link'],
  ])('%j', async (command, why, fix, _reason) => {
    expect(await explainCommand({ command })).toEqual([why, fix]);
  });

  test('is not known in full where a probe or hook has it', async () => {
    expect(await explainCommand({ command: ['cd', '/app'] }, 'its liveness probe')).toEqual([
      own('cd'),
      "start a shell for it: ['sh', '-c', 'cd …'], or give the folder as workingDir",
    ]);
  });

  test('needs another way where the image has no shell', async () => {
    const view = fakeView([{ path: 'app/web' }], { programs: ['/app/web'] });
    const context = { ...contextOf(), subject: webSubject({ command: ['cd', '/app'] }), view, files: view.files([]) };
    const answer = await explainMissing(context, { program: 'cd', path: undefined, tried: ['/bin'] });
    expect(answer).toMatchObject({
      fix: 'name the program itself, since the image has no shell, and give the folder as workingDir',
    });
  });
});

describe('an option in the place of a program', () => {
  async function fixOf(container: Record<string, unknown>, entrypoint: readonly string[]) {
    const view = fakeView(ENTRIES, { programs: PROGRAMS, config: { entrypoint } });
    const context = { ...contextOf(), subject: webSubject(container), view };
    const answer = await explainMissing(context, { program: '-p', path: undefined, tried: ['/bin'] });
    return answer.outcome === 'fail' ? answer.fix : '';
  }

  test.each<[Record<string, unknown>, string[], string, string]>([
    [
      { command: ['-p', '80'] },
      ['/app/web'],
      "write it under args: command takes the place of the image's ENTRYPOINT '/app/web'",
      'was meant for the ENTRYPOINT',
    ],
    [{ command: ['-p', '80'] }, [], 'name the program in front of its options', 'there is no ENTRYPOINT'],
    [{ args: ['-p', '80'] }, [], "name the program too: command: ['/program']", 'args have no program'],
  ])('%j with the ENTRYPOINT %j: %s', async (container, entrypoint, fix, _reason) => {
    expect(await fixOf(container, entrypoint)).toBe(fix);
  });
});

test('a link to the folder that a program is not in is named', async () => {
  const view = fakeView([{ path: 'usr/bin/python3' }, { path: 'bin', target: 'usr/bin' }], { programs: PROGRAMS });
  const context = { ...contextOf(), view, files: view.files([]) };
  const resolution = await context.files.resolve('/bin/zsh');
  if (resolution.outcome !== 'missing') throw new Error("the test's image has /bin/zsh");
  expect(await explainMissing(context, { program: '/bin/zsh', path: '/bin/zsh', resolution })).toMatchObject({
    why: "'/bin' is a link to '/usr/bin'; '/usr/bin' holds python3",
  });
});
