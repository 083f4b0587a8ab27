import type { StartAnswer } from '../../../../src/image/start/start-question';
import { askStart, type Circumstances } from '../ask-start';
import { elf, type FakeFile, link } from '../fake-files';
import { ALPINE, DEBIAN, glibcProgram, muslProgram } from '../systems';

interface Row {
  readonly files: Readonly<Record<string, FakeFile>>;
  readonly circumstances?: Circumstances;
  readonly answer: StartAnswer;
  readonly reason: string;
}

describe('a program whose loader is not in the image', () => {
  const MISSING: readonly Row[] = [
    {
      files: { '/app': glibcProgram() },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'nothing of the C library',
    },
    {
      files: { '/app': glibcProgram({ go: 'note' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'Go built it with cgo, so it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'build it with CGO_ENABLED=0 go build, or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'nothing of the C library, built by Go',
    },
    {
      files: { '/app': glibcProgram({ go: 'note', type: 'shared', needed: [] }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'Go built it with -buildmode=pie, so it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'build it with CGO_ENABLED=0 go build, without -buildmode=pie, or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'nothing of the C library, of which a Go program needs nothing but the loader',
    },
    {
      files: { '/app': glibcProgram(), ...ALPINE },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc, and the image has musl, as Alpine does; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "link it statically (-static; Rust: --target x86_64-unknown-linux-musl), build it on Alpine, or use a base image with glibc; 'apk add gcompat' may do",
      },
      reason: 'glibc on Alpine',
    },
    {
      files: { '/app': glibcProgram({ go: 'note' }), ...ALPINE },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        why: 'Go built it with cgo, so it is linked dynamically, and that is the loader of glibc, and the image has musl, as Alpine does; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "build it with CGO_ENABLED=0 go build, build it on golang:alpine, or use a base image with glibc; 'apk add gcompat' may do",
      },
      reason: 'glibc on Alpine, built by Go',
    },
    {
      files: { '/app': muslProgram(), ...DEBIAN },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld-musl-x86_64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of musl, and the image has glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or build it on the base image that it runs in',
      },
      reason: 'musl on Debian',
    },
    {
      files: { '/app': elf({ machine: 183, interpreter: '/lib/ld-musl-aarch64.so.1' }) },
      circumstances: { platform: 'linux/arm64' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld-musl-aarch64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of musl; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target aarch64-unknown-linux-musl), or use a base image with musl: alpine',
      },
      reason: 'nothing of musl, on ARM',
    },
    {
      files: { '/app': elf({ machine: 22, endianness: 'big', interpreter: '/lib/ld64.so.1' }) },
      circumstances: { platform: 'linux/s390x' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib/ld64.so.1' is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static), or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'an architecture that Rust is not named for',
    },
    {
      files: { '/app': elf({ interpreter: '/system/bin/linker64' }) },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/system/bin/linker64' is not in the image",
        why: 'it is linked dynamically; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or copy '/system/bin/linker64' and its libraries into the image",
      },
      reason: 'a loader of another kind',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': link('../lib/ld-2.31.so') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is a link to '/lib/ld-2.31.so', which is not in the image",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "copy what '/lib64/ld-linux-x86-64.so.2' leads to into the image too, or link it statically (-static; Rust: --target x86_64-unknown-linux-musl)",
      },
      reason: 'a link without its target',
    },
    {
      files: { '/app': glibcProgram(), '/lib64/ld-linux-x86-64.so.2': link('ld-linux-x86-64.so.2') },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is a link that leads back to itself",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: "copy what '/lib64/ld-linux-x86-64.so.2' leads to into the image too, or link it statically (-static; Rust: --target x86_64-unknown-linux-musl)",
      },
      reason: 'a link to itself',
    },
    {
      files: { '/app': glibcProgram(), '/lib64': 'text' },
      answer: {
        outcome: 'fail',
        code: 'IMAGE_INTERPRETER_MISSING',
        what: "cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' cannot be there: '/lib64' is a file",
        why: 'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/app\' itself',
        fix: 'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      },
      reason: 'a file in the place of its folder',
    },
  ];
  test.each(MISSING)('without its loader: $reason', async ({ files, circumstances, answer }) => {
    expect(await askStart('/app', files, circumstances)).toEqual(answer);
  });
});
