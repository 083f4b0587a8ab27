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
