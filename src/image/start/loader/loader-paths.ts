import type { Libc } from './find-libc';

/** Where the loader of a C library is, by Go's name of the architecture. */
export const LOADER_PATHS: Readonly<Record<Libc, ReadonlyMap<string, string>>> = {
  glibc: new Map([
    ['amd64', '/lib64/ld-linux-x86-64.so.2'],
    ['386', '/lib/ld-linux.so.2'],
    ['arm64', '/lib/ld-linux-aarch64.so.1'],
    ['arm', '/lib/ld-linux-armhf.so.3'],
    ['ppc64le', '/lib64/ld64.so.2'],
    ['s390x', '/lib/ld64.so.1'],
    ['riscv64', '/lib/ld-linux-riscv64-lp64d.so.1'],
    ['loong64', '/lib64/ld-linux-loongarch-lp64d.so.1'],
  ]),
  musl: new Map([
    ['amd64', '/lib/ld-musl-x86_64.so.1'],
    ['386', '/lib/ld-musl-i386.so.1'],
    ['arm64', '/lib/ld-musl-aarch64.so.1'],
    ['arm', '/lib/ld-musl-armhf.so.1'],
    ['ppc64le', '/lib/ld-musl-powerpc64le.so.1'],
    ['s390x', '/lib/ld-musl-s390x.so.1'],
    ['riscv64', '/lib/ld-musl-riscv64.so.1'],
    ['loong64', '/lib/ld-musl-loongarch64.so.1'],
  ]),
};
