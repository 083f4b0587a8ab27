import type { StartAnswer } from '../../../../src/image/start/start-question';
import type { Circumstances } from '../ask-start';
import { askStart } from '../ask-start';
import { type FakeFile, mode, volume } from '../fake-files';
import { ALPINE, library, muslProgram } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.musl-x86_64.so.1'] };

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('where musl finds libraries', () => {
  const FOLDERS: readonly Row[] = [
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram({
          needed: [
            'libc.so',
            'libc.so.6',
            'libpthread.so.0',
            'librt.so.1',
            'libm.so.6',
            'libdl.so.2',
            'libutil.so',
            'libxnet.so',
            'libc.musl-x86_64.so.1',
            'ld-musl-x86_64.so.1',
          ],
        }),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'what is in the loader',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram({ needed: ['libcrypt.so.1', 'libm-2.so'] }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libcrypt.so.1' and 'libm-2.so'",
        why: "'/app' needs 'libcrypt.so.1' and 'libm-2.so'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the packages that have them (apk add), copy them into a folder that the loader looks in, or link them statically',
      },
      "a name that begins like one of the loader's",
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'nowhere',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      '/lib',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/usr/local/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      '/usr/local/lib',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/usr/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      '/usr/lib',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/lib64/libx.so.1': library() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      '/lib64, where it does not look',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/opt/lib/libx.so.1': library() },
      { env: { LD_LIBRARY_PATH: '/a::/opt/lib' } },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'LD_LIBRARY_PATH',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/srv/libx.so.1': library() },
      { env: { LD_LIBRARY_PATH: '/a:' }, workingDirectory: '/srv' },
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /a, /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'LD_LIBRARY_PATH with an empty item, which is nothing',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS) },
      { env: { LD_LIBRARY_PATH: undefined } },
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': LD_LIBRARY_PATH is only known when it runs" },
      'LD_LIBRARY_PATH that is not known',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram({ ...NEEDS, rpath: '/opt/lib' }), '/opt/lib/libx.so.1': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'DT_RPATH',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'DT_RUNPATH of the program, for libraries of libraries too',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram({ ...NEEDS, rpath: '/opt/lib', runpath: '/a' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /a, /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'DT_RPATH, which DT_RUNPATH puts out of use',
    ],
    [
      '/opt/app',
      {
        ...ALPINE,
        '/opt/app': muslProgram({ ...NEEDS, runpath: '$ORIGIN:${ORIGIN}/lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      '$ORIGIN',
    ],
    [
      '/opt/app',
      {
        ...ALPINE,
        '/opt/app': muslProgram({ ...NEEDS, runpath: '$ORIGIN/lib:$LIB' }),
        '/opt/lib/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/opt/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'a list with another token, which is no list',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram({ needed: ['/opt/x.so'] }), '/opt/x.so': library() },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'a name with a slash',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram({ needed: ['$ORIGIN/x.so'] }), '/x.so': library() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find '$ORIGIN/x.so'",
        why: "'/app' needs '$ORIGIN/x.so'",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'a name with a token, which it does not know',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram(NEEDS),
        '/etc/ld-musl-x86_64.path': '/a:/b\n/opt/lib\n',
        '/opt/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'the folders in its file',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram(NEEDS),
        '/etc/ld-musl-x86_64.path': '/opt/lib\n',
        '/usr/lib/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /opt/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'the folders in its file, and no others',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/etc/ld-musl-x86_64.path': '', '/usr/lib/libx.so.1': library() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'a file with nothing in it',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram(NEEDS),
        '/etc/ld-musl-aarch64.path': '/opt/lib',
        '/usr/lib/libx.so.1': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'the file of another architecture',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/etc/ld-musl-x86_64.path': 'a'.repeat(1_100_000) },
      {},
      { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/etc/ld-musl-x86_64.path' cannot be read" },
      'a file that is too big to be kept',
    ],
    [
      '/app',
      { ...ALPINE, '/app': muslProgram(NEEDS), '/etc': volume('settings') },
      {},
      {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/etc/ld-musl-x86_64.path' would be in the volume 'settings', which is mounted at '/etc'",
      },
      'a file in a volume',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram(NEEDS),
        '/lib/libx.so.1': library({ machine: 183 }),
        '/usr/lib/libx.so.1': library(),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/libx.so.1' is built for arm64",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      'another architecture first, at which the loader gives up',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram(NEEDS),
        '/lib/libx.so.1': mode(0o700, library()),
        '/usr/lib/libx.so.1': library(),
      },
      { user: { uid: 1000, gids: [1000] } },
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'not to be read first, which is passed over',
    ],
  ];
  test.each(FOLDERS)('%s: $#', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
