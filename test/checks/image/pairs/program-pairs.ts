import { fails, imageOf, type Pair, starts, unknown } from './pair';
import { GLIBC, glibcProgram, link, MUSL, muslProgram, program } from './programs';

const ARM64 = 183;

/** What the program is: its form, its architecture and its loader. */
export const PROGRAM_PAIRS: readonly Pair[] = [
  {
    name: 'a program of Go with cgo, from scratch',
    image: imageOf([glibcProgram('web', { go: 'note' })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/web', which cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        'Go built it with cgo, so it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/web\' itself',
        'build it with CGO_ENABLED=0 go build, or use a base image with glibc: gcr.io/distroless/base',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a program for glibc, from scratch',
    image: imageOf([glibcProgram('web')], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/web', which cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/web\' itself',
        'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a program for glibc on musl',
    image: imageOf([...MUSL, glibcProgram('usr/local/bin/web')], { Entrypoint: ['web'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs 'web', which cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        'it is linked dynamically, and that is the loader of glibc, and the image has musl, as Alpine does; the kernel says "no such file or directory" about \'/usr/local/bin/web\' itself',
        "link it statically (-static; Rust: --target x86_64-unknown-linux-musl), build it on Alpine, or use a base image with glibc; 'apk add gcompat' may do",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a program for musl on musl',
    image: imageOf([...MUSL, muslProgram('web')], { Entrypoint: ['/web'] }),
    says: [starts("'/web': dynamic, loaded by /lib/ld-musl-x86_64.so.1")],
    really: 'starts',
  },
  {
    name: 'a program for musl on glibc',
    image: imageOf([...GLIBC, muslProgram('web')], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/web', which cannot start: its interpreter '/lib/ld-musl-x86_64.so.1' is not in the image",
        'it is linked dynamically, and that is the loader of musl, and the image has glibc; the kernel says "no such file or directory" about \'/web\' itself',
        'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or build it on the base image that it runs in',
      ),
    ],
    really: 'ENOENT',
    needsGlibc: true,
  },
  {
    name: 'a program for glibc on glibc',
    image: imageOf([...GLIBC, glibcProgram('web')], { Entrypoint: ['/web'] }),
    says: [starts("'/web': dynamic, loaded by /lib64/ld-linux-x86-64.so.2")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: 'a loader that is a link into a folder that was not copied',
    image: imageOf([link('lib64', '/usr/lib64'), glibcProgram('web')], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/web', which cannot start: its interpreter '/lib64/ld-linux-x86-64.so.2' is not in the image",
        'it is linked dynamically, and that is the loader of glibc; the kernel says "no such file or directory" about \'/web\' itself',
        'link it statically (-static; Rust: --target x86_64-unknown-linux-musl), or use a base image with glibc: gcr.io/distroless/base',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'a program for another architecture than the image',
    image: imageOf([program('web', { machine: ARM64 })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_ARCHITECTURE',
        "runs '/web', which cannot start: it is built for arm64, and the image is for amd64",
        'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        'build it for linux/amd64; a stage with FROM --platform=$BUILDPLATFORM has to cross-compile',
      ),
    ],
    really: 'ENOEXEC',
  },
  {
    name: 'a program of Go for another architecture than the image',
    image: imageOf([program('web', { machine: ARM64, go: 'note' })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_ARCHITECTURE',
        "runs '/web', which cannot start: it is built for arm64, and the image is for amd64",
        'without emulation, the kernel of a node for amd64 refuses it with "exec format error"',
        'build it with GOOS=linux GOARCH=amd64; in a Dockerfile for several platforms: GOARCH=$TARGETARCH',
      ),
    ],
    really: 'ENOEXEC',
  },
  {
    name: 'a program of 32 bits on amd64',
    image: imageOf([program('web', { machine: 3, bits: 32 })], { Entrypoint: ['/web'] }),
    says: [
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/web', which cannot be checked",
        'it is built for 386: whether it starts on amd64 depends on the kernel',
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'it depends on the kernel' },
  },
  {
    name: 'an object file, which nobody linked',
    image: imageOf([program('web', { type: 'object' })], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/web', which cannot start: it is no program, but an object file, a module or a core dump",
        'the kernel refuses it with "exec format error"',
        'link it into a program, or name the program that was built',
      ),
    ],
    really: 'ENOEXEC',
  },
  {
    name: 'an empty file',
    image: imageOf([{ path: 'web', mode: 0o755 }], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/web', which cannot start: it is an empty file",
        'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        "look at the step of the Dockerfile that builds or copies '/web'",
      ),
    ],
    really: 'ENOEXEC',
  },
  {
    name: 'a program that was cut off in its first bytes',
    image: imageOf([{ path: 'web', mode: 0o755, content: '\x7fELF\x02\x01\x01' }], { Entrypoint: ['/web'] }),
    says: [
      fails(
        'IMAGE_BINARY_FORMAT',
        "runs '/web', which cannot start: it is neither a program nor a script with a '#!' line",
        'the kernel refuses it with "exec format error"; only a shell would try to read it as a script',
        "if it is a shell script, let '#!/bin/sh' be its first line; if not, build it for linux/amd64",
      ),
    ],
    really: 'ENOEXEC',
  },
];
