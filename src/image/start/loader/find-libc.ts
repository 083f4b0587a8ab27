import { posix } from 'node:path';

/** A C library, which brings the loader of dynamic programs. */
export type Libc = 'glibc' | 'musl';

/** Whose loader a path is, by its name; undefined for others: Android's, uClibc's. */
export function findLibc(path: string): Libc | undefined {
  const name = posix.basename(path);
  if (/^(?:ld-musl-|libc\.musl-)/.test(name)) return 'musl';
  return /^(?:ld-linux|ld64\.so|ld\.so|ld-2\.)/.test(name) ? 'glibc' : undefined;
}
