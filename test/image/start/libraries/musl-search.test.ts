import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { type FakeFile, mode, volume } from '../fake-files';
import { ALPINE, library, MUSL_STARTS, muslProgram } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.musl-x86_64.so.1'] };
const SYSTEM = { ...ALPINE, '/app': muslProgram(NEEDS) };

interface Row {
  readonly path?: string;
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('where musl finds libraries', () => {
  const FOLDERS: readonly Row[] = [
    {
      files: {
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
      answer: MUSL_STARTS,
      reason: 'what is in the loader',
    },
    {
      files: { ...ALPINE, '/app': muslProgram({ needed: ['libcrypt.so.1', 'libm-2.so'] }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libcrypt.so.1' and 'libm-2.so'",
        why: "'/app' needs 'libcrypt.so.1' and 'libm-2.so'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the packages that have them (apk add), copy them into a folder that the loader looks in, or link them statically',
      },
      reason: "a name that begins like one of the loader's",
    },
    {
      files: SYSTEM,
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'nowhere',
    },
    {
      files: { ...SYSTEM, '/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: '/lib',
    },
    {
      files: { ...SYSTEM, '/usr/local/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: '/usr/local/lib',
    },
    {
      files: { ...SYSTEM, '/usr/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: '/usr/lib',
    },
    {
      files: { ...SYSTEM, '/lib64/libx.so.1': library() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: '/lib64, where it does not look',
    },
    {
      files: { ...SYSTEM, '/opt/lib/libx.so.1': library() },
      circumstances: { env: { LD_LIBRARY_PATH: '/a::/opt/lib' } },
      answer: MUSL_STARTS,
      reason: 'LD_LIBRARY_PATH',
    },
    {
      files: { ...SYSTEM, '/srv/libx.so.1': library() },
      circumstances: { env: { LD_LIBRARY_PATH: '/a:' }, workingDirectory: '/srv' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /a, /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'LD_LIBRARY_PATH with an empty item, which is nothing',
    },
    {
      files: SYSTEM,
      circumstances: { env: { LD_LIBRARY_PATH: undefined } },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': LD_LIBRARY_PATH is only known when it runs" },
      reason: 'LD_LIBRARY_PATH that is not known',
    },
    {
      files: { ...ALPINE, '/app': muslProgram({ ...NEEDS, rpath: '/opt/lib' }), '/opt/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: 'DT_RPATH',
    },
    {
      files: {
        ...ALPINE,
        '/app': muslProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      answer: MUSL_STARTS,
      reason: 'DT_RUNPATH of the program, for libraries of libraries too',
    },
    {
      files: {
        ...ALPINE,
        '/app': muslProgram({ ...NEEDS, rpath: '/opt/lib', runpath: '/a' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /a, /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'DT_RPATH, which DT_RUNPATH puts out of use',
    },
    {
      path: '/opt/app',
      files: {
        ...ALPINE,
        '/opt/app': muslProgram({ ...NEEDS, runpath: '$ORIGIN:${ORIGIN}/lib' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: MUSL_STARTS,
      reason: '$ORIGIN',
    },
    {
      path: '/opt/app',
      files: {
        ...ALPINE,
        '/opt/app': muslProgram({ ...NEEDS, runpath: '$ORIGIN/lib:$LIB' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/opt/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /lib, /usr/local/lib, /usr/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'a list with another token, which is no list',
    },
    {
      files: { ...ALPINE, '/app': muslProgram({ needed: ['/opt/x.so'] }), '/opt/x.so': library() },
      answer: MUSL_STARTS,
      reason: 'a name with a slash',
    },
    {
      files: { ...ALPINE, '/app': muslProgram({ needed: ['$ORIGIN/x.so'] }), '/x.so': library() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find '$ORIGIN/x.so'",
        why: "'/app' needs '$ORIGIN/x.so'",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'a name with a token, which it does not know',
    },
    {
      files: { ...SYSTEM, '/etc/ld-musl-x86_64.path': '/a:/b\n/opt/lib\n', '/opt/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: 'the folders in its file',
    },
    {
      files: { ...SYSTEM, '/etc/ld-musl-x86_64.path': '/opt/lib\n', '/usr/lib/libx.so.1': library() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/ld-musl-x86_64.so.1' looks in /opt/lib",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'the folders in its file, and no others',
    },
    {
      files: { ...SYSTEM, '/etc/ld-musl-x86_64.path': '', '/usr/lib/libx.so.1': library() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'",
        fix: 'install the package that has it (apk add), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'a file with nothing in it',
    },
    {
      files: { ...SYSTEM, '/etc/ld-musl-aarch64.path': '/opt/lib', '/usr/lib/libx.so.1': library() },
      answer: MUSL_STARTS,
      reason: 'the file of another architecture',
    },
    {
      files: { ...SYSTEM, '/etc/ld-musl-x86_64.path': 'a'.repeat(1_100_000) },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': '/etc/ld-musl-x86_64.path' cannot be read" },
      reason: 'a file that is too big to be kept',
    },
    {
      files: { ...SYSTEM, '/etc': volume('settings') },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '/etc/ld-musl-x86_64.path' would be in the volume 'settings', which is mounted at '/etc'",
      },
      reason: 'a file in a volume',
    },
    {
      files: { ...SYSTEM, '/lib/libx.so.1': library({ machine: 183 }), '/usr/lib/libx.so.1': library() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib/libx.so.1' is built for arm64",
        fix: "put a library for amd64 there that the container's user may read",
      },
      reason: 'another architecture first, at which the loader gives up',
    },
    {
      files: { ...SYSTEM, '/lib/libx.so.1': mode(0o700, library()), '/usr/lib/libx.so.1': library() },
      circumstances: { user: { uid: 1000, gids: [1000] } },
      answer: MUSL_STARTS,
      reason: 'not to be read first, which is passed over',
    },
  ];
  test.each(FOLDERS)('by folders: $reason', async ({ path = '/app', files, circumstances, answer }) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
