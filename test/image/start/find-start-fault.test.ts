import type { StartAnswer } from '../../../src/image/start/start-question';
import { elfFile } from './../facts/elf-file';
import type { Circumstances } from './ask-start';
import { askStart } from './ask-start';
import { elf, type FakeFile, OPAQUE } from './fake-files';
import { GLIBC_LOADER } from './systems';

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('whether a file can start', () => {
  const FORMATS: readonly Row[] = [
    ['/app', { '/app': elf() }, {}, { outcome: 'pass', how: 'static' }, 'a static program'],
    [
      '/app',
      { '/app': elf({ type: 'shared' }) },
      {},
      { outcome: 'pass', how: 'static' },
      'a static program that is position independent',
    ],
    [
      '/app',
      { '/app': elf({ type: 'shared', needed: ['libc.so.6'] }) },
      {},
      { outcome: 'unknown', why: "'/app' needs libraries and names no loader: it may be a library itself" },
      'what may be a library',
    ],
    [
      '/app',
      { '/app': elf({ type: 'object' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: it is no program, but an object file, a module or a core dump',
        why: 'the kernel refuses it with "exec format error"',
        fix: 'link it into a program, or name the program that was built',
      },
      'an object file',
    ],
    [
      '/app',
      { '/app': 'echo hello' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: it is neither a program nor a script with a '#!' line",
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      },
      'a text',
    ],
    [
      '/app',
      { '/app': '' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: 'cannot start: it is an empty file',
        why: 'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        fix: "look at the step of the Dockerfile that builds or copies '/app'",
      },
      'nothing in it',
    ],
    [
      '/app',
      { '/app': OPAQUE },
      {},
      { outcome: 'unknown', why: "'/app' is there, but the source does not say what it holds" },
      'a file that nothing is known of',
    ],
    [
      '/app',
      { '/app': elfFile({ interpreter: GLIBC_LOADER }).subarray(0, 100) },
      {},
      { outcome: 'unknown', why: "of '/app', its program headers cannot be read" },
      'a program that is cut off',
    ],
  ];
  test.each(FORMATS)('%s: $#, by its format', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const PLATFORMS: readonly Row[] = [
    [
      '/app',
      { '/app': elf() },
      { platform: 'windows/amd64' },
      { outcome: 'unknown', why: 'the image is for windows/amd64, and only Linux is understood' },
      'another system',
    ],
    [
      '/app',
      { '/app': elf({ machine: 183 }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for arm64, and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      'another architecture',
    ],
    [
      '/app',
      { '/app': elf({ machine: 183, go: 'note' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for arm64, and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it with GOOS=linux GOARCH=amd64; in a Dockerfile for several platforms: GOARCH=$TARGETARCH',
      },
      'another architecture, built by Go',
    ],
    [
      '/app',
      { '/app': elf({ machine: 183 }) },
      { platform: 'linux/arm64' },
      { outcome: 'pass', how: 'static' },
      'the right one of the others',
    ],
    [
      '/app',
      { '/app': elf({ machine: 3, bits: 32 }) },
      {},
      { outcome: 'unknown', why: 'it is built for 386: whether it starts on amd64 depends on the kernel' },
      'i386 on a kernel that may start it',
    ],
    [
      '/app',
      { '/app': elf({ machine: 3, bits: 32 }) },
      { platform: 'linux/arm64' },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for 386, and the image is for arm64',
        why: 'without emulation, the kernel of a node for arm64 refuses it with "exec format error"',
        fix: 'build it for linux/arm64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      'i386 on a kernel that may not',
    ],
    [
      '/app',
      { '/app': elf({ machine: 40, bits: 32 }) },
      { platform: 'linux/arm64' },
      { outcome: 'unknown', why: 'it is built for arm: whether it starts on arm64 depends on the kernel' },
      'ARM on a kernel that may start it',
    ],
    [
      '/app',
      { '/app': elf({ machine: 21, endianness: 'big' }) },
      { platform: 'linux/ppc64le' },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for ppc64, and the image is for ppc64le',
        why: 'without emulation, the kernel of a node for ppc64le refuses it with "exec format error"',
        fix: 'build it for linux/ppc64le; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      'the other byte order',
    ],
    [
      '/app',
      { '/app': elf({ machine: 94, endianness: 'big' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: 'cannot start: it is built for machine 94 (64 bit, big endian), and the image is for amd64',
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      },
      'a machine without a name here',
    ],
    [
      '/app',
      { '/app': elf() },
      { platform: 'linux/vax' },
      { outcome: 'unknown', why: "the image is for the architecture 'vax', which is not known here" },
      'an architecture without a machine here',
    ],
  ];
  test.each(PLATFORMS)('%s: $#, by its architecture', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
