import { existsSync, readFileSync } from 'node:fs';
import type { TarEntry } from '../../../image/built-layer';
import { type ElfOptions, elfFile } from '../../../image/facts/elf-file';

/** exit(0), for x86-64. */
const EXIT = Buffer.from('b83c000000' + '31ff' + '0f05', 'hex');
const LOADER = '/lib64/ld-linux-x86-64.so.2';

/** A program that really starts on x86-64, and then ends well at once; static when nothing else is said. */
export function program(path: string, options: ElfOptions & Pick<TarEntry, 'mode' | 'uid' | 'gid'> = {}): TarEntry {
  const { mode = 0o755, uid = 0, gid = 0, ...elf } = options;
  return { path, content: elfFile({ code: EXIT, ...elf }), mode, uid, gid };
}

/** A program that glibc's loader loads. */
export function glibcProgram(path: string, options: ElfOptions = {}): TarEntry {
  return program(path, { interpreter: LOADER, needed: ['libc.so.6'], ...options });
}

/** A program that musl's loader loads. */
export function muslProgram(path: string, options: ElfOptions = {}): TarEntry {
  return program(path, { interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.musl-x86_64.so.1'], ...options });
}

/** A library that loaders load. */
export function library(path: string, options: ElfOptions = {}): TarEntry {
  const soname = path.slice(path.lastIndexOf('/') + 1);
  return program(path, { type: 'shared', soname, ...options });
}

/**
 * A program that becomes the program which its own words name, as `tini -- /web` and `timeout 5 /web` do. It ends with
 * 127 when it cannot, and looks for nothing in PATH.
 *
 * @param at the word that is the program, 1 for the first behind its own name
 */
export function wrapper(path: string, at: number): TarEntry {
  const [own] = [(8 + 8 * at).toString(16).padStart(2, '0')];
  const code = [
    `488b7c24${own}`, // mov rdi, [rsp + own]: the word
    `488d7424${own}`, // lea rsi, [rsp + own]: it and those behind it
    '488b0c24', // mov rcx, [rsp]: how many words there are
    '488d54cc10', // lea rdx, [rsp + rcx * 8 + 16]: the environment
    'b83b0000000f05', // execve
    'bf7f000000b83c0000000f05', // exit(127)
  ].join('');
  return program(path, { code: Buffer.from(code, 'hex') });
}

/** A file with a text; `mode` 0755 when not given. */
export function script(path: string, content: string, mode = 0o755): TarEntry {
  return { path, content, mode };
}

export function link(path: string, target: string): TarEntry {
  return { path, type: 'symlink', link: target };
}

export function folder(path: string, attributes: Pick<TarEntry, 'mode' | 'uid' | 'gid'> = {}): TarEntry {
  return { path: `${path}/`, type: 'directory', ...attributes };
}

/** Users by name: `web` is 1000, and in the group `tools`, which is 2000. */
export const USERS: readonly TarEntry[] = [
  script('etc/passwd', 'root:x:0:0::/root:/bin/sh\nweb:x:1000:1000::/home/web:/bin/sh\n', 0o644),
  script('etc/group', 'root:x:0:\nweb:x:1000:\ntools:x:2000:web\n', 0o644),
];

/** The loader of musl, which is its C library too. A program that it shall load ends well at once. */
export const MUSL: readonly TarEntry[] = [
  library('lib/ld-musl-x86_64.so.1', { soname: 'libc.musl-x86_64.so.1' }),
  link('lib/libc.musl-x86_64.so.1', 'ld-musl-x86_64.so.1'),
];

const MULTIARCH = 'lib/x86_64-linux-gnu';
/** Files of Debian's, which this machine may have too. */
const DEBIAN = {
  loader: `/${MULTIARCH}/ld-linux-x86-64.so.2`,
  libc: `/${MULTIARCH}/libc.so.6`,
  sh: '/usr/bin/dash',
  env: '/usr/bin/env',
};

/** Why images with glibc cannot be run here; undefined when they can. */
export const GLIBC_MISSING: string | undefined = Object.values(DEBIAN).find((path) => !existsSync(path));

/** glibc, a shell and `env`, as Debian has them: this machine's own where it has them, else stand-ins of the same form. */
export const GLIBC: readonly TarEntry[] = [
  own(DEBIAN.loader, library(`${MULTIARCH}/ld-linux-x86-64.so.2`)),
  own(DEBIAN.libc, library(`${MULTIARCH}/libc.so.6`, { needed: ['ld-linux-x86-64.so.2'] })),
  link('lib64/ld-linux-x86-64.so.2', DEBIAN.loader),
];
export const SHELL: readonly TarEntry[] = [
  ...GLIBC,
  own(DEBIAN.sh, glibcProgram('bin/sh')),
  own(DEBIAN.env, glibcProgram('usr/bin/env')),
];

function own(path: string, standIn: TarEntry): TarEntry {
  return GLIBC_MISSING === undefined ? { ...standIn, content: readFileSync(path) } : standIn;
}
