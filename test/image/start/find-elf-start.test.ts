import type { StartAnswer } from '../../../src/image/start/start-question';
import { askStart, type Circumstances } from './ask-start';
import { DEVICE, elf, type FakeFile, FOLDER, link, OPAQUE, unknown, volume } from './fake-files';
import { ALPINE, DEBIAN, FEDORA, GLIBC_STARTS, glibcProgram, library, MUSL_STARTS, muslProgram } from './systems';

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('whether the loader of a program is there', () => {
  const UNFIT: readonly Row[] = [
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': FOLDER },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' may not be executed",
        why: "'/lib64/ld-linux-x86-64.so.2' is a folder",
        fix: 'let a program stand there, or name one',
      },
      reason: 'a folder',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': 'text' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is no ELF file",
        why: 'the kernel loads it to start the program, and refuses it with "accessing a corrupted shared library"',
        fix: "look at the step of the Dockerfile that puts '/lib64/ld-linux-x86-64.so.2' there",
      },
      reason: 'no program',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': library({ machine: 183 }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is built for arm64, and the image is for amd64",
        why: 'without emulation, the kernel of a node for amd64 refuses it with "accessing a corrupted shared library"',
        fix: 'take it from an image for linux/amd64',
      },
      reason: 'another architecture',
    },
    {
      files: { '/app': glibcProgram(), ...DEBIAN },
      circumstances: { mayExecute: ({ path }) => `'${path}' has mode 0644: nobody may execute it` },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' may not be executed",
        why: "'/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
      },
      reason: 'not to be executed',
    },
  ];
  test.each(UNFIT)('with a loader of no use: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });

  const UNKNOWN: readonly Row[] = [
    {
      files: { '/app': glibcProgram(), '/lib64': volume('libraries') },
      answer: {
        outcome: 'unknown',
        why: "'/lib64/ld-linux-x86-64.so.2' would be in the volume 'libraries', which is mounted at '/lib64'",
      },
      reason: 'a volume over it',
    },
    {
      files: { '/app': glibcProgram(), '/lib64': unknown('a layer is not in the archive') },
      answer: { outcome: 'unknown', why: 'a layer is not in the archive' },
      reason: 'a layer that is not there',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': DEVICE },
      answer: { outcome: 'unknown', why: "'/lib64/ld-linux-x86-64.so.2' is neither a file nor a folder" },
      reason: 'a device',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': OPAQUE },
      answer: {
        outcome: 'unknown',
        why: "'/lib64/ld-linux-x86-64.so.2' is there, but the source does not say what it holds",
      },
      reason: 'a file that nothing is known of',
    },
    {
      files: { '/app': elf({ interpreter: 'ld.so' }) },
      circumstances: { workingDirectory: undefined },
      answer: { outcome: 'unknown', why: "'ld.so' starts in the working directory, which is only known when it runs" },
      reason: 'a path from an unknown folder on',
    },
    {
      files: {
        '/app': elf({ interpreter: '/lib/ld64-uClibc.so.0', needed: ['libc.so.0'] }),
        '/lib/ld64-uClibc.so.0': library(),
      },
      answer: {
        outcome: 'unknown',
        why: "the rules of the loader '/lib/ld64-uClibc.so.0' are not known; by those of glibc it cannot start: its loader does not find 'libc.so.0'",
      },
      reason: 'rules that are not known',
    },
    {
      files: {
        '/app': glibcProgram(),
        ...ALPINE,
        '/lib64/ld-linux-x86-64.so.2': library(),
        '/lib/libgcompat.so.0': library(),
      },
      answer: {
        outcome: 'unknown',
        why: "gcompat stands in for glibc, by rules of its own; by those of glibc it cannot start: its loader does not find 'libc.so.6'",
      },
      reason: 'gcompat, which stands in for glibc',
    },
  ];
  test.each(UNKNOWN)('with a loader that cannot be told: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });

  const THERE: readonly Row[] = [
    { files: { '/app': glibcProgram(), ...DEBIAN }, answer: GLIBC_STARTS, reason: 'glibc on Debian' },
    { files: { '/app': glibcProgram(), ...FEDORA }, answer: GLIBC_STARTS, reason: 'glibc on Fedora' },
    { files: { '/app': muslProgram(), ...ALPINE }, answer: MUSL_STARTS, reason: 'musl on Alpine' },
    {
      files: { '/app': glibcProgram(), ...ALPINE, '/lib64/ld-linux-x86-64.so.2': link('/lib/libc.musl-x86_64.so.1') },
      answer: GLIBC_STARTS,
      reason: "a link of glibc's name to musl",
    },
    {
      files: { '/app': elf({ interpreter: 'ld.so' }), '/srv/ld.so': library() },
      circumstances: { workingDirectory: '/srv' },
      answer: { outcome: 'pass', how: 'dynamic', interpreter: 'ld.so' },
      reason: 'a path from the working directory on',
    },
    {
      files: {
        '/app': elf({ interpreter: '/lib/ld64-uClibc.so.0', needed: ['libc.so.0'] }),
        '/lib/ld64-uClibc.so.0': library(),
        '/lib/libc.so.0': library(),
      },
      answer: { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld64-uClibc.so.0' },
      reason: 'rules that are not known, and nothing missing by those of glibc',
    },
  ];
  test.each(THERE)('with its loader: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
