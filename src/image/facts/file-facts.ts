/**
 * What is learned of a regular file's content while its layer streams by: enough to tell whether it can be started,
 * and nothing else. Plain data, so that it can be kept as JSON.
 */
export type FileFacts =
  /** `capabilities` are the bytes of the extended attribute `security.capability` in hexadecimal digits, where it has one. */
  | { readonly kind: 'elf'; readonly elf: ElfFacts; readonly capabilities?: string | undefined }
  | ScriptFacts
  /** A file that is kept whole because others are understood by it (`/etc/passwd`); null when it is too big for that. */
  | { readonly kind: 'text'; readonly text: string | null }
  /** The libraries that `/etc/ld.so.cache` names: absolute paths by name; null when it cannot be read. */
  | { readonly kind: 'library-cache'; readonly paths: Readonly<Record<string, readonly string[]>> | null }
  /** Nothing that a kernel starts. */
  | { readonly kind: 'other' }
  | { readonly kind: 'empty' };

/** A file that begins with `#!`. */
export interface ScriptFacts {
  readonly kind: 'script';
  /** The first line without `#!` and line end, at most 255 bytes, as UTF-8. */
  readonly line: string;
  readonly hasCarriageReturn: boolean;
  /** Whether the first line is longer than the kernel reads. */
  readonly isCut: boolean;
  /** All of it, where it is a shell's and may start what its words name, as the entrypoints of images do. */
  readonly text?: string | undefined;
}

/**
 * What the dynamic loader goes by.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html
 */
export interface ElfFacts {
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
  /** `e_machine`: 62 for x86-64, 183 for AArch64. */
  readonly machine: number;
  /** `e_type`: ET_EXEC, ET_DYN (also position independent programs), anything else. */
  readonly type: 'executable' | 'shared' | 'other';
  /** PT_INTERP: `/lib64/ld-linux-x86-64.so.2`; undefined for what needs no loader. */
  readonly interpreter?: string | undefined;
  /** DT_NEEDED in order. */
  readonly needed: readonly string[];
  readonly soname?: string | undefined;
  /** DT_RPATH, split at colons, with `$ORIGIN` and the like as they stand. */
  readonly rpath: readonly string[];
  /** DT_RUNPATH, likewise. */
  readonly runpath: readonly string[];
  /** DT_VERNEED: which versions of which library it wants: `{ 'libc.so.6': ['GLIBC_2.34'] }`. Weak ones are left out. */
  readonly versionsNeeded: Readonly<Record<string, readonly string[]>>;
  /** DT_VERDEF: `['GLIBC_2.2.5', …]`. */
  readonly versionsDefined: readonly string[];
  /** Whether Go built it. */
  readonly isGo: boolean;
  /** What of it could not be read, in words: the lists above may lack something then. */
  readonly gap?: string | undefined;
}
