import type { StartAnswer } from '../../../src/image/start/start-question';
import { elfFile } from './../facts/elf-file';
import { askStart, type Circumstances } from './ask-start';
import { elf, type FakeFile, OPAQUE } from './fake-files';
import { GLIBC_LOADER } from './systems';

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('whether a file can start', () => {
  const FORMATS: readonly Row[] = [
    { files: { '/app': elf() }, answer: { outcome: 'pass', how: 'static' }, reason: 'a static program' },
    {
      files: { '/app': elf({ type: 'shared' }) },
      answer: { outcome: 'pass', how: 'static' },
      reason: 'a static program that is position independent',
    },
    {
      files: { '/app': elf({ type: 'shared', needed: ['libc.so.6'] }) },
      answer: { outcome: 'unknown', why: "'/app' needs libraries and names no loader: it may be a library itself" },
      reason: 'what may be a library',
    },
    {
      files: { '/app': elf({ type: 'object' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: it is no program, but an object file, a module or a core dump',
        why: 'the kernel refuses it with "exec format error"',
        fix: 'link it into a program, or name the program that was built',
      },
      reason: 'an object file',
    },
    {
      files: { '/app': 'echo hello' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: it is neither a program nor a script with a '#!' line",
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      },
      reason: 'a text',
    },
    {
      files: { '/app': '' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: it is an empty file',
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "look at the step of the Dockerfile that builds or copies '/app'",
      },
      reason: 'nothing in it',
    },
    {
      files: { '/app': OPAQUE },
      answer: { outcome: 'unknown', why: "'/app' is there, but the source does not say what it holds" },
      reason: 'a file that nothing is known of',
    },
    {
      files: { '/app': elfFile({ interpreter: GLIBC_LOADER }).subarray(0, 100) },
      answer: { outcome: 'unknown', why: "of '/app', its program headers cannot be read" },
      reason: 'a program that is cut off',
    },
  ];
  test.each(FORMATS)('by its format: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });

  const PLATFORMS: readonly Row[] = [
    {
      files: { '/app': elf() },
      circumstances: { platform: 'windows/amd64' },
      answer: { outcome: 'unknown', why: 'the image is for windows/amd64, and only Linux is understood' },
      reason: 'another system',
    },
    {
      files: { '/app': elf({ machine: 183 }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for arm64, and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      reason: 'another architecture',
    },
    {
      files: { '/app': elf({ machine: 183, go: 'note' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for arm64, and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it with GOOS=linux GOARCH=amd64; in a Dockerfile for several platforms: GOARCH=$TARGETARCH',
      },
      reason: 'another architecture, built by Go',
    },
    {
      files: { '/app': elf({ machine: 183 }) },
      circumstances: { platform: 'linux/arm64' },
      answer: { outcome: 'pass', how: 'static' },
      reason: 'the right one of the others',
    },
    {
      files: { '/app': elf({ machine: 3, bits: 32 }) },
      answer: { outcome: 'unknown', why: 'it is built for 386: whether it starts on amd64 depends on the kernel' },
      reason: 'i386 on a kernel that may start it',
    },
    {
      files: { '/app': elf({ machine: 3, bits: 32 }) },
      circumstances: { platform: 'linux/arm64' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for 386, and the image is for arm64',
        why: 'without emulation, the kernel of a node for arm64 refuses it with "exec format error"',
        fix: 'build it for linux/arm64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      reason: 'i386 on a kernel that may not',
    },
    {
      files: { '/app': elf({ machine: 40, bits: 32 }) },
      circumstances: { platform: 'linux/arm64' },
      answer: { outcome: 'unknown', why: 'it is built for arm: whether it starts on arm64 depends on the kernel' },
      reason: 'ARM on a kernel that may start it',
    },
    {
      files: { '/app': elf({ machine: 21, endianness: 'big' }) },
      circumstances: { platform: 'linux/ppc64le' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for ppc64, and the image is for ppc64le',
        why: 'without emulation, the kernel of a node for ppc64le refuses it with "exec format error"',
        fix: 'build it for linux/ppc64le; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      reason: 'the other byte order',
    },
    {
      files: { '/app': elf({ machine: 94, endianness: 'big' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for machine 94 (64 bit, big endian), and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      reason: 'a machine without a name here',
    },
    {
      files: { '/app': elf() },
      circumstances: { platform: 'linux/vax' },
      answer: { outcome: 'unknown', why: "the image is for the architecture 'vax', which is not known here" },
      reason: 'an architecture without a machine here',
    },
  ];
  test.each(PLATFORMS)('by its architecture: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
