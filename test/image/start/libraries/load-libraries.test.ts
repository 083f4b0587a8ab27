import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart } from '../ask-start';
import { type FakeFile, link } from '../fake-files';
import { DEBIAN, GLIBC_STARTS, glibcProgram, library } from '../systems';

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('what is loaded for a program', () => {
  const LINES: readonly Row[] = [
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['liba.so', 'libb.so', 'libc.so.6'] }),
        '/usr/lib/libb.so': library({ soname: 'b', needed: ['libd.so', 'libe.so'] }),
        '/usr/lib/libe.so': library({ soname: 'e', needed: ['liba.so', 'libf.so'] }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liba.so', 'libd.so' and 'libf.so'",
        why: "'/app' needs 'liba.so'; '/lib/libb.so' needs 'libd.so'; '/lib/libe.so' needs 'libf.so'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the packages that have them (apt-get install, dnf install), copy them into a folder that the loader looks in, or link them statically',
      },
      reason: 'libraries of libraries, all that are missing at once',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: ['liba.so', 'libc.so.6'], go: 'note' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'liba.so'",
        why: "'/app' needs 'liba.so'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or build the program with CGO_ENABLED=0 go build',
      },
      reason: 'the same, built by Go',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['liba.so'] }),
        '/usr/lib/liba.so': library({ soname: 'liba.so', needed: ['libb.so'] }),
        '/usr/lib/libb.so': library({ soname: 'libb.so', needed: ['liba.so', 'libb.so'] }),
      },
      answer: GLIBC_STARTS,
      reason: 'libraries that need each other',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['/opt/a.so', 'liba.so.1'] }),
        '/opt/a.so': library({ soname: 'liba.so.1' }),
      },
      answer: GLIBC_STARTS,
      reason: 'a library that is loaded under another name',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['liba.so', 'liba.so.1'] }),
        '/usr/lib/liba.so': link('liba.so.1'),
        '/usr/lib/liba.so.1': library({ soname: 'a', needed: ['libb.so'] }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_MISSING',
        what: "cannot start: its loader does not find 'libb.so'",
        why: "'/lib/liba.so' needs 'libb.so'; '/lib64/ld-linux-x86-64.so.2' looks in /lib/x86_64-linux-gnu, /usr/lib/x86_64-linux-gnu, /lib, /usr/lib, /etc/ld.so.cache",
        fix: 'install the package that has it (apt-get install, dnf install), copy it into a folder that the loader looks in, or link it statically',
      },
      reason: 'a library by two names, whose libraries are missing once',
    },
    {
      files: { '/app': glibcProgram({ needed: ['ld-linux-x86-64.so.2'] }), '/lib64/ld-linux-x86-64.so.2': library() },
      answer: GLIBC_STARTS,
      reason: 'the loader, which is loaded before',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ type: 'shared', soname: 'libapp.so', needed: ['libapp.so', 'libc.so.6'] }),
      },
      answer: GLIBC_STARTS,
      reason: "a library of the program's own name",
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ needed: Array.from({ length: 5000 }, () => 'libc.so.6') }) },
      answer: { outcome: 'unknown', why: "of '/app', the names of its libraries cannot be read" },
      reason: 'a program that cannot be read to its end',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: Array.from({ length: 1100 }, (_, index) => `lib${index}.so`) }),
        ...Object.fromEntries(
          Array.from({ length: 1100 }, (_, index) => [`/usr/lib/lib${index}.so`, library({ soname: `${index}` })]),
        ),
      },
      answer: { outcome: 'unknown', why: "'/app' needs more than 1000 libraries" },
      reason: 'more libraries than anyone needs',
    },
  ];
  test.each(LINES)('by what is loaded: $reason', async ({ files, answer }) => {
    expect(await askStart('/app', files)).toEqual(answer);
  });
});
