import type { StartAnswer } from '../../../src/image/start/start-question';
import { elf, type FakeFile, link } from './fake-files';

export const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';
export const MUSL_LOADER = '/lib/ld-musl-x86_64.so.1';

/** A library of x86-64. */
export function library(options: Parameters<typeof elf>[0] = {}): FakeFile {
  return elf({ type: 'shared', soname: 'x', ...options });
}

/** What Debian has of glibc: the loader in a folder named after the architecture, `/lib` as a link. */
export const DEBIAN: Readonly<Record<string, FakeFile>> = {
  '/lib': link('usr/lib'),
  '/lib64': link('usr/lib64'),
  '/usr/lib64/ld-linux-x86-64.so.2': link('/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'),
  '/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': library({
    soname: 'ld-linux-x86-64.so.2',
    versionsDefined: ['GLIBC_2.3'],
  }),
  '/usr/lib/x86_64-linux-gnu/libc.so.6': library({
    soname: 'libc.so.6',
    needed: ['ld-linux-x86-64.so.2'],
    versionsNeeded: { 'ld-linux-x86-64.so.2': ['GLIBC_2.3'] },
    versionsDefined: ['GLIBC_2.2.5', 'GLIBC_2.4', 'GLIBC_2.31', 'GLIBC_PRIVATE'],
  }),
};

/** The same of a system that keeps libraries in `/lib64`. */
export const FEDORA: Readonly<Record<string, FakeFile>> = {
  '/lib64': link('usr/lib64'),
  '/usr/lib64/ld-linux-x86-64.so.2': library({ soname: 'ld-linux-x86-64.so.2' }),
  '/usr/lib64/libc.so.6': library({ soname: 'libc.so.6' }),
};

/** The loader of musl, which is its C library too. */
export const ALPINE: Readonly<Record<string, FakeFile>> = {
  '/lib/ld-musl-x86_64.so.1': library({ soname: 'libc.musl-x86_64.so.1' }),
  '/lib/libc.musl-x86_64.so.1': link('ld-musl-x86_64.so.1'),
};

/** A dynamic program for glibc. */
export function glibcProgram(options: Parameters<typeof elf>[0] = {}): FakeFile {
  return elf({ interpreter: GLIBC_LOADER, needed: ['libc.so.6'], ...options });
}

/** A dynamic program for musl. */
export function muslProgram(options: Parameters<typeof elf>[0] = {}): FakeFile {
  return elf({ interpreter: MUSL_LOADER, needed: ['libc.musl-x86_64.so.1'], ...options });
}

/** The answer for a program of glibc that has what it needs. */
export const GLIBC_STARTS: StartAnswer = { outcome: 'pass', how: 'dynamic', interpreter: GLIBC_LOADER };

/** The same for musl. */
export const MUSL_STARTS: StartAnswer = { outcome: 'pass', how: 'dynamic', interpreter: MUSL_LOADER };
