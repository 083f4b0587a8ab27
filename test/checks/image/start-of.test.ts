import { configObjects } from '../../../src/checks/image/find-volume-file';
import { startOf } from '../../../src/checks/image/start-of';
import type { ImageConfig } from '../../../src/image/image-config';
import type { Fields } from '../../../src/manifest/manifest';
import { placed } from '../placed';
import { fakeView, webSubject } from './fake-view';

const OBJECTS = configObjects([
  placed({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf' }, data: { PORT: '80', COUNT: 3 } }),
  placed({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'binary' }, binaryData: { x: 'AA==' } }),
]);
const CONFIG = { entrypoint: ['/entry'], cmd: ['serve'], env: new Map([['PATH', '/bin']]), workingDir: '/srv' };

function start(
  container: Fields,
  {
    config = CONFIG,
    unknown = [],
    hasMoreEnv = false,
    pod = {},
  }: {
    readonly config?: Partial<ImageConfig>;
    readonly unknown?: readonly ('entrypoint' | 'cmd' | 'workingDir')[];
    readonly hasMoreEnv?: boolean;
    readonly pod?: Fields;
  } = {},
) {
  return startOf(webSubject(container, pod), fakeView([], { config, unknown, hasMoreEnv }), OBJECTS);
}

/** The words, `…` for those that only the cluster knows, or why there are none. */
function mainOf(...question: Parameters<typeof start>): string {
  const { main } = start(...question);
  if (main.outcome !== 'launch') return `${main.outcome}: ${main.why}`;
  return [...main.launch.argv, ...(main.launch.isCut ? ['…'] : [])].join(' ');
}

describe('what a container starts', () => {
  const envFrom = (name: string) => ({ envFrom: [{ configMapRef: { name } }] });

  test.each<[Fields, string, string]>([
    [{}, '/entry serve', 'what the image says'],
    [{ args: ['x'] }, '/entry x', 'args over CMD'],
    [{ command: ['/web'] }, '/web', 'command over both'],
    [{ command: [], args: null }, '/entry serve', 'nothing is as good as none'],
    [{ args: ['$(PORT)'], ...envFrom('conf') }, '/entry 80', 'with the values of a ConfigMap'],
    [{ args: ['$(COUNT)'], ...envFrom('conf') }, '/entry 3', 'a number in it'],
    [{ args: ['$(PORT)'], ...envFrom('binary') }, '/entry $(PORT)', 'a ConfigMap without text has none'],
    [{ args: ['a', '$(PORT)', 'b'], ...envFrom('gone') }, '/entry a …', 'up to what only the cluster knows'],
    [
      { command: ['$(PROGRAM)'], ...envFrom('gone') },
      'unknown: its name has $(PROGRAM), which is only known in the cluster',
      'not even the program',
    ],
    [{ command: '/web --port 80' }, 'invalid: command is not a list of words', 'text is no list'],
    [{ command: ['/web', 80] }, 'invalid: command[1] is not text', 'a number is no word'],
    [{ args: 'x' }, 'invalid: args is not a list of words', 'args are a list too'],
  ])('%j: %s', (container, expected, _reason) => {
    expect(mainOf(container)).toBe(expected);
  });

  test('is nothing, where neither image nor container says it', () => {
    expect(mainOf({}, { config: {} })).toBe('nothing: no command specified');
  });

  test.each<[Fields, ('entrypoint' | 'cmd')[], string, string]>([
    [{}, ['entrypoint'], 'unknown: the base image is not looked at', 'the program is not known'],
    [{ args: ['x'] }, ['entrypoint'], 'unknown: the base image is not looked at', 'nor with other words'],
    [{ command: ['/web'] }, ['entrypoint', 'cmd'], '/web', 'nothing of the image is needed'],
    [{}, ['cmd'], 'unknown: the base image is not looked at', 'the words are not known'],
    [{ args: ['x'] }, ['cmd'], '/entry x', 'other words take their place'],
    [{ command: 'x' }, ['entrypoint'], 'invalid: command is not a list of words', 'whatever the image says'],
  ])('%j where the image does not tell its %j: %s', (container, unknown, expected, _reason) => {
    expect(mainOf(container, { unknown })).toBe(expected);
  });
});

describe('what it starts with', () => {
  test.each<[Fields, string | undefined, string | undefined, string]>([
    [{}, '/bin', '/srv', 'what the image says'],
    [{ workingDir: '' }, '/bin', '/srv', 'an empty folder is none'],
    [{ workingDir: 'app' }, '/bin', '/app', 'a folder below the root'],
    [{ env: [{ name: 'PATH', value: '/usr/bin' }] }, '/usr/bin', '/srv', 'the PATH of the container'],
  ])('%j: PATH %j in %j', (container, path, folder, _reason) => {
    const { env, workingDirectory } = start({ command: ['web'], ...container });
    expect([env.get('PATH'), workingDirectory]).toEqual([path, folder]);
  });

  test.each<[Fields, Partial<ImageConfig>, string | undefined, string | undefined, string]>([
    [{}, {}, undefined, undefined, 'the image has a PATH that it does not tell'],
    [{}, { env: new Map([['PATH', '/bin']]) }, '/bin', undefined, 'it tells this one, if not all'],
    [{ env: [{ name: 'PATH', value: '/x' }], workingDir: '/app' }, {}, '/x', '/app', 'the container has its own'],
  ])('%j over %j, where the image does not tell all: PATH %j in %j', (container, config, path, folder, _reason) => {
    const question = { config, unknown: ['workingDir'], hasMoreEnv: true } as const;
    const { env, workingDirectory } = start({ command: ['web'], ...container }, question);
    expect([env.get('PATH'), workingDirectory]).toEqual([path, folder]);
  });

  test('is the root and the usual PATH, when nothing is said', () => {
    const { env, workingDirectory } = start({}, { config: {} });
    expect([env.get('PATH'), workingDirectory]).toEqual([
      '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      '/',
    ]);
  });

  test('has no variables of Services, when the pod wants none', () => {
    const container = { command: ['/web', '$(API_SERVICE_HOST)'] };
    expect(mainOf(container)).toBe('/web …');
    expect(mainOf(container, { pod: { enableServiceLinks: false } })).toBe('/web $(API_SERVICE_HOST)');
  });
});
