import type { StartAnswer } from '../../../../src/image/start/start-question';
import type { Circumstances } from '../ask-start';
import { askStart } from '../ask-start';
import type { FakeFile } from '../fake-files';
import { ALPINE, DEBIAN, glibcProgram, library, muslProgram } from '../systems';

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('versions that a program needs of its libraries', () => {
  const VERSIONS: readonly Row[] = [
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': ['GLIBC_2.31', 'GLIBC_2.2.5'] } }) },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'there',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({
          versionsNeeded: { 'libc.so.6': ['GLIBC_2.34', 'GLIBC_2.2.5', 'GLIBC_2.4', 'GLIBC_2.100'] },
        }),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 and GLIBC_2.100 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.100',
      },
      'too new',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ go: 'note', versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'] } }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34; or build it with CGO_ENABLED=0 go build',
      },
      'too new, built by Go',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': [{ name: 'GLIBC_2.36', isWeak: true }] } }) },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'too new, and it can do without',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libc.so.6': ['MUSL_1'] } }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs MUSL_1 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: 'it was built against another one: the loader says "version \'MUSL_1\' not found"',
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with MUSL_1',
      },
      'of a kind that the library does not have',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({
          needed: ['libc.so.6', 'libq.so'],
          versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'], 'libq.so': ['Q_2'] },
        }),
        '/usr/lib/libq.so': library({ versionsDefined: ['Q_1'] }),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have; it needs Q_2 of 'libq.so', which '/lib/libq.so' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; '/lib/libq.so' goes up to Q_1; it was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34 and Q_2',
      },
      'of two libraries',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'] }),
        '/usr/lib/libq.so': library({ needed: ['libc.so.6'], versionsNeeded: { 'libc.so.6': ['GLIBC_2.34'] } }),
      },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: '/lib/libq.so' needs GLIBC_2.34 of 'libc.so.6', which '/lib/x86_64-linux-gnu/libc.so.6' does not have",
        why: "'/lib/x86_64-linux-gnu/libc.so.6' goes up to GLIBC_2.31; '/lib/libq.so' was built against another one: the loader says \"version 'GLIBC_2.34' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.34',
      },
      'for a library',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_2'] } }),
        '/usr/lib/libq.so': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'of a library that has no versions',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'libq.so': ['Q_2'] } }) },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'of a library that is not needed',
    ],
    [
      '/app',
      { ...DEBIAN, '/app': glibcProgram({ versionsNeeded: { 'ld-linux-x86-64.so.2': ['GLIBC_2.35'] } }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_LIBRARY_VERSION',
        what: "cannot start: it needs GLIBC_2.35 of 'ld-linux-x86-64.so.2', which '/lib64/ld-linux-x86-64.so.2' does not have",
        why: "'/lib64/ld-linux-x86-64.so.2' goes up to GLIBC_2.3; it was built against another one: the loader says \"version 'GLIBC_2.35' not found\"",
        fix: 'build it on the base image that it runs in or on an older one, or use a base image with GLIBC_2.35',
      },
      'of the loader',
    ],
    [
      '/app',
      {
        ...DEBIAN,
        '/app': glibcProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_20000'] } }),
        '/usr/lib/libq.so': library({ versionsDefined: Array.from({ length: 10_001 }, (_, index) => `Q_${index}`) }),
      },
      {},
      { outcome: 'unknown', why: "of '/lib/libq.so', the versions that it has cannot be read" },
      'of a library that cannot be read to its end',
    ],
    [
      '/app',
      {
        ...ALPINE,
        '/app': muslProgram({ needed: ['libq.so'], versionsNeeded: { 'libq.so': ['Q_2'] } }),
        '/usr/lib/libq.so': library({ versionsDefined: ['Q_1'] }),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'of musl, which does not look at them',
    ],
  ];
  test.each(VERSIONS)('%s: $#', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
