import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart } from '../ask-start';
import type { FakeFile } from '../fake-files';
import { ALPINE, DEBIAN, GLIBC_STARTS, glibcProgram, library, MUSL_STARTS, muslProgram } from '../systems';

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('versions that a program needs of its libraries', () => {
  const VERSIONS: readonly Row[] = [
    {
      files: { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': ['GLIBC_2.31', 'GLIBC_2.2.5'] } }) },
      answer: GLIBC_STARTS,
      reason: 'there',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({
          versionsNeeded: { 'libc.so.6': ['GLIBC_2.34', 'GLIBC_2.2.5', 'GLIBC_2.4', 'GLIBC_2.100'] },
        }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 and GLIBC_2.100 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.100',
      },
      reason: 'too new',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ go: 'note', versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'] } }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34; or build it with CGO_ENABLED=0 go build',
      },
      reason: 'too new, built by Go',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': [{ name: 'GLIBC_2.36', isWeak: true }] } }),
      },
      answer: GLIBC_STARTS,
      reason: 'too new, and it can do without',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': ['MUSL_1'] } }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs MUSL_1 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: 'it was built against another one: the loader says "version \'MUSL_1\' not found"',
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with MUSL_1',
      },
      reason: 'of a kind that the library does not have',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({
          needed: ['libc.so.6', 'libq.so'],
          versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'], 'libq.so': ['Q_2'] },
        }),
        '/usr/lib/libq.so': library({ versionsDefined: ['Q_1'] }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have; it needs Q_2 of 'libq.so', which '/lib/libq.so' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; '/lib/libq.so' goes up to Q_1; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34 and Q_2',
      },
      reason: 'of two libraries',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'] }),
        '/usr/lib/libq.so': library({ needed: ['libc.so.6'], versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'] } }),
      },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: '/lib/libq.so' needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; '/lib/libq.so' was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34',
      },
      reason: 'for a library',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_2'] } }),
        '/usr/lib/libq.so': library(),
      },
      answer: GLIBC_STARTS,
      reason: 'of a library that has no versions',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libq.so': ['Q_2'] } }) },
      answer: GLIBC_STARTS,
      reason: 'of a library that is not needed',
    },
    {
      files: { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'ld-linux-x86-64.so.2': ['GLIBC_2.35'] } }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.35 of 'ld-linux-x86-64.so.2', which '/lib64/ld-linux-x86-64.so.2' does not have",
        why: "'/lib64/ld-linux-x86-64.so.2' goes up to GLIBC_2.3; it was built against another one: the loader says \"version 'GLIBC_2.35' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.35',
      },
      reason: 'of the loader',
    },
    {
      files: {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_20000'] } }),
        '/usr/lib/libq.so': library({ versionsDefined: Array.from({ length: 10_001 }, (_, index) => `Q_${index}`) }),
      },
      answer: { outcome: 'unknown', why: "of '/lib/libq.so', the versions that it has cannot be read" },
      reason: 'of a library that cannot be read to its end',
    },
    {
      files: {
        ...ALPINE,
        '/app': muslProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_2'] } }),
        '/usr/lib/libq.so': library({ versionsDefined: ['Q_1'] }),
      },
      answer: MUSL_STARTS,
      reason: 'of musl, which does not look at them',
    },
  ];
  test.each(VERSIONS)('by its versions: $reason', async ({ files, answer }) => {
    expect(await askStart('/app', files)).toEqual(answer);
  });
});
