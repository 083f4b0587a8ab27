/** What a `#!` line names. */
export interface Shebang {
  readonly interpreter: string;
  /** All words behind it as one, which is how the kernel hands them over. */
  readonly argument: string | undefined;
}

/**
 * Reads a line without `#!` and line feed; undefined when it names nothing.
 *
 * @see https://github.com/torvalds/linux/blob/v6.6/fs/binfmt_script.c
 */
export function parseShebang(line: string): Shebang | undefined {
  // only these two are blanks to the kernel; a carriage return is a letter
  const [, interpreter = '', argument = ''] = /^[ \t]*([^ \t]*)[ \t]*(.*?)[ \t]*$/s.exec(line) ?? [];
  return interpreter === '' ? undefined : { interpreter, argument: argument === '' ? undefined : argument };
}
