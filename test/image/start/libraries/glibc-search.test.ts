import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import type { FakeFile } from '../fake-files';
import { DEBIAN, GLIBC_STARTS, glibcProgram, library } from '../systems';

const NEEDS = { needed: ['libx.so.1', 'libc.so.6'] };

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('where glibc finds libraries', () => {
  const FOLDERS: readonly Row[] = [
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'nowhere',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, rpath: '/a:/opt/lib' }), '/opt/lib/libx.so.1': library() },
      answer: GLIBC_STARTS,
      reason: 'DT_RPATH',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:/opt/lib' }), '/opt/lib/libx.so.1': library() },
      answer: GLIBC_STARTS,
      reason: 'DT_RUNPATH',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib', runpath: '/a' }),
        '/opt/lib/libx.so.1': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'DT_RPATH, which DT_RUNPATH puts out of use',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library({ soname: 'y' }),
      },
      answer: GLIBC_STARTS,
      reason: 'DT_RPATH of the program for a library of a library',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, rpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'], runpath: '/a' }),
        '/opt/lib/liby.so': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liby.so'",
        why: "'/opt/lib/libx.so.1' needs 'liby.so'; '/lib64/ld-linux-x86-64.so.2' looks in /a, /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'DT_RPATH of the program, which DT_RUNPATH of the library puts out of use',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ ...NEEDS, runpath: '/opt/lib' }),
        '/opt/lib/libx.so.1': library({ needed: ['liby.so'] }),
        '/opt/lib/liby.so': library(),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liby.so'",
        why: "'/opt/lib/libx.so.1' needs 'liby.so'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'DT_RUNPATH of the program, which is not for libraries of libraries',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:' }), '/srv/libx.so.1': library() },
      circumstances: { workingDirectory: '/srv' },
      answer: GLIBC_STARTS,
      reason: 'an empty item, which is the working directory',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ ...NEEDS, runpath: '/a:' }) },
      circumstances: { workingDirectory: undefined },
      answer: {
        outcome: 'unknown',
        why: "'/app' needs 'libx.so.1': '.' starts in the working directory, which is only known when it runs",
      },
      reason: 'an empty item, and a working directory that is not known',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/opt/lib/libx.so.1': library() },
      circumstances: { env: { LD_LIBRARY_PATH: '/a:/opt/lib' } },
      answer: GLIBC_STARTS,
      reason: 'LD_LIBRARY_PATH',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/opt/lib/libx.so.1': library() },
      circumstances: { env: { LD_LIBRARY_PATH: '/a;/opt/lib' } },
      answer: GLIBC_STARTS,
      reason: 'LD_LIBRARY_PATH with semicolons',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS), '/libx.so.1': library() },
      circumstances: { env: { LD_LIBRARY_PATH: '' } },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libx.so.1'",
        why: "'/app' needs 'libx.so.1'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'LD_LIBRARY_PATH that is empty, which is none',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram(NEEDS) },
      circumstances: { env: { LD_LIBRARY_PATH: undefined } },
      answer: { outcome: 'unknown', why: "'/app' needs 'libx.so.1': LD_LIBRARY_PATH is only known when it runs" },
      reason: 'LD_LIBRARY_PATH that is not known',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram() },
      circumstances: { env: { LD_LIBRARY_PATH: undefined } },
      answer: GLIBC_STARTS,
      reason: 'LD_LIBRARY_PATH that is not known, and does not matter',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['/opt/x.so'] }), '/opt/x.so': library() },
      answer: GLIBC_STARTS,
      reason: 'its own name with a slash',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['/opt/x.so'] }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find '/opt/x.so'",
        why: "'/app' needs '/opt/x.so'",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'its own name with a slash, and nothing there',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['./x.so'] }), '/srv/x.so': library() },
      circumstances: { workingDirectory: '/srv' },
      answer: GLIBC_STARTS,
      reason: 'its own name from the working directory on',
    },
  ];
  test.each(FOLDERS)('by folders: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
