import type { StartAnswer } from '../../../src/image/start/start-question';
import type { Circumstances } from './ask-start';
import { askStart } from './ask-start';
import { DEVICE, elf, type FakeFile, FOLDER, link, OPAQUE, unknown, volume } from './fake-files';
import { ALPINE, DEBIAN, FEDORA, glibcProgram, library, muslProgram } from './systems';

type Row = readonly [
  path: string,
  files: Readonly<Record<string, FakeFile>>,
  circumstances: Circumstances,
  answer: StartAnswer,
  reason: string,
];

describe('whether the loader of a program is there', () => {
  const MISSING: readonly Row[] = [
    [
      '/app',
      { '/app': glibcProgram() },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      'nothing of the C library',
    ],
    [
      '/app',
      { '/app': glibcProgram({ go: 'note' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'Go built it with cgo, so it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'build it with CGO_ENABLED=0 go build, or use a base image with glibc: gcr.io/distroless/base',
      },
      'nothing of the C library, built by Go',
    ],
    [
      '/app',
      { '/app': glibcProgram(), ...ALPINE },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc, and the image has musl, as Alpine does; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "link it statically (-static; Rust: --target x86_64-unknown-linux-musl), build it on Alpine, or use a base image with glibc; 'apk add gcompat' may do",
      },
      'glibc on Alpine',
    ],
    [
      '/app',
      { '/app': glibcProgram({ go: 'note' }), ...ALPINE },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'Go built it with cgo, so it is linked dynamically, and that is the loader of glibc, and the image has musl, as Alpine does; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "build it with CGO_ENABLED=0 go build, build it on golang:alpine, or use a base image with glibc; 'apk add gcompat' may do",
      },
      'glibc on Alpine, built by Go',
    ],
    [
      '/app',
      { '/app': muslProgram(), ...DEBIAN },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld-musl-x86_64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of musl, and the image has glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or build it on the base image that it runs in',
      },
      'musl on Debian',
    ],
    [
      '/app',
      { '/app': elf({ machine: 183, interpreter: '/lib/ld-musl-aarch64.so.1' }) },
      { platform: 'linux/arm64' },
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld-musl-aarch64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of musl; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target aarch64-unknown-linux-musl), or use a base image with musl: alpine',
      },
      'nothing of musl, on ARM',
    ],
    [
      '/app',
      { '/app': elf({ machine: 22, endianness: 'big', interpreter: '/lib/ld64.so.1' }) },
      { platform: 'linux/s390x' },
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static), or use a base image with glibc: gcr.io/distroless/base',
      },
      'an architecture that Rust is not named for',
    ],
    [
      '/app',
      { '/app': elf({ interpreter: '/system/bin/linker64' }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/system/bin/linker64' is not in the image",
        why: 'it is linked dynamically; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or copy '/system/bin/linker64' and its libraries into the image",
      },
      'a loader of another kind',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': link('../lib/ld-2.31.so') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is a link to '/lib/ld-2.31.so', which is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "copy what '/lib64/ld-linux-x86-64.so.2' leads to into the image too, or link it statically (-static; Rust: --target x86_64-unknown-linux-musl)",
      },
      'a link without its target',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': link('ld-linux-x86-64.so.2') },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is a link that leads back to itself",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "copy what '/lib64/ld-linux-x86-64.so.2' leads to into the image too, or link it statically (-static; Rust: --target x86_64-unknown-linux-musl)",
      },
      'a link to itself',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64': 'text' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' cannot be there: '/lib64' is a file",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      'a file in the place of its folder',
    ],
  ];
  test.each(MISSING)('%s: $#, without its loader', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const UNFIT: readonly Row[] = [
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': FOLDER },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' may not be executed",
        why: "'/lib64/ld-linux-x86-64.so.2' is a folder",
        fix: 'let a program stand there, or name one',
      },
      'a folder',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': 'text' },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_FORMAT',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is no ELF file",
        why: 'the kernel loads it to start the program, and refuses what is no program itself',
        fix: "look at the step of the Dockerfile that puts '/lib64/ld-linux-x86-64.so.2' there",
      },
      'no program',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': library({ machine: 183 }) },
      {},
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_ARCHITECTURE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is built for arm64, and the image is for amd64",
        why: 'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        fix: 'take it from an image for linux/amd64',
      },
      'another architecture',
    ],
    [
      '/app',
      { '/app': glibcProgram(), ...DEBIAN },
      { mayExecute: ({ path }) => `'${path}' has mode 0644: nobody may execute it` },
      {
        outcome: 'fail',
        code: 'IMAGE_BINARY_NOT_EXECUTABLE',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' may not be executed",
        why: "'/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' has mode 0644: nobody may execute it",
        fix: 'set its permissions where the image is built: RUN chmod a+x /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
      },
      'not to be executed',
    ],
  ];
  test.each(UNFIT)('%s: $#, with a loader of no use', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });

  const UNKNOWN: readonly Row[] = [
    [
      '/app',
      { '/app': glibcProgram(), '/lib64': volume('libraries') },
      {},
      {
        outcome: 'unknown',
        why: "'/lib64/ld-linux-x86-64.so.2' would be in the volume 'libraries', which is mounted at '/lib64'",
      },
      'a volume over it',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64': unknown('a layer is not in the archive') },
      {},
      { outcome: 'unknown', why: 'a layer is not in the archive' },
      'a layer that is not there',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': DEVICE },
      {},
      { outcome: 'unknown', why: "'/lib64/ld-linux-x86-64.so.2' is neither a file nor a folder" },
      'a device',
    ],
    [
      '/app',
      { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': OPAQUE },
      {},
      { outcome: 'unknown', why: "'/lib64/ld-linux-x86-64.so.2' is there, but the source does not say what it holds" },
      'a file that nothing is known of',
    ],
    [
      '/app',
      { '/app': elf({ interpreter: 'ld.so' }) },
      { workingDirectory: undefined },
      { outcome: 'unknown', why: "'ld.so' starts in the working directory, which is only known when it runs" },
      'a path from an unknown folder on',
    ],
    [
      '/app',
      {
        '/app': elf({ interpreter: '/lib/ld64-uClibc.so.0', needed: ['libc.so.0'] }),
        '/lib/ld64-uClibc.so.0': library(),
      },
      {},
      {
        outcome: 'unknown',
        why: "the rules of the loader '/lib/ld64-uClibc.so.0' are not known; by those of glibc it cannot start: its loader does not find 'libc.so.0'",
      },
      'rules that are not known',
    ],
    [
      '/app',
      {
        '/app': glibcProgram(),
        ...ALPINE,
        '/lib64/ld-linux-x86-64.so.2': library(),
        '/lib/libgcompat.so.0': library(),
      },
      {},
      {
        outcome: 'unknown',
        why: "gcompat stands in for glibc, by rules of its own; by those of glibc it cannot start: its loader does not find 'libc.so.6'",
      },
      'gcompat, which stands in for glibc',
    ],
  ];
  test.each(UNKNOWN)(
    '%s: $#, with a loader that cannot be told',
    async (path, files, circumstances, answer, _reason) => {
      expect(await askStart(path, files, circumstances)).toEqual(answer);
    },
  );

  const THERE: readonly Row[] = [
    [
      '/app',
      { '/app': glibcProgram(), ...DEBIAN },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'glibc on Debian',
    ],
    [
      '/app',
      { '/app': glibcProgram(), ...FEDORA },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      'glibc on Fedora',
    ],
    [
      '/app',
      { '/app': muslProgram(), ...ALPINE },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld-musl-x86_64.so.1' },
      'musl on Alpine',
    ],
    [
      '/app',
      { '/app': glibcProgram(), ...ALPINE, '/lib64/ld-linux-x86-64.so.2': link('/lib/libc.musl-x86_64.so.1') },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      "a link of glibc's name to musl",
    ],
    [
      '/app',
      { '/app': elf({ interpreter: 'ld.so' }), '/srv/ld.so': library() },
      { workingDirectory: '/srv' },
      { outcome: 'pass', how: 'dynamic', interpreter: 'ld.so' },
      'a path from the working directory on',
    ],
    [
      '/app',
      {
        '/app': elf({ interpreter: '/lib/ld64-uClibc.so.0', needed: ['libc.so.0'] }),
        '/lib/ld64-uClibc.so.0': library(),
        '/lib/libc.so.0': library(),
      },
      {},
      { outcome: 'pass', how: 'dynamic', interpreter: '/lib/ld64-uClibc.so.0' },
      'rules that are not known, and nothing missing by those of glibc',
    ],
  ];
  test.each(THERE)('%s: $#, with its loader', async (path, files, circumstances, answer, _reason) => {
    expect(await askStart(path, files, circumstances)).toEqual(answer);
  });
});
