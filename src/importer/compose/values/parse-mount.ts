/** A short form of `volumes`. */
export interface ComposeMount {
  readonly type: 'volume' | 'bind';
  /** The name of a volume, or a path of the host; undefined for a volume without a name. */
  readonly source: string | undefined;
  readonly target: string;
  readonly isReadOnly: boolean;
  /** What else stands behind the target: `z`, `rshared`, `nocopy`. */
  readonly options: readonly string[];
}

/**
 * Reads `/data`, `data:/data:ro`, `./conf:/etc/conf`, `C:\data:/data`; undefined when it is none of them.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-5
 */
export function parseMount(text: string): ComposeMount | undefined {
  // a letter before a colon is a drive of Windows, so it is put back together
  const parts = text.split(/(?<!(?:^|:)[A-Za-z]):/);
  if (parts.length > 3 || parts.includes('')) return undefined;
  const [first = '', second, mode] = parts;
  const options = mode?.split(',') ?? [];
  return {
    type: second !== undefined && isPath(first) ? 'bind' : 'volume',
    source: second === undefined ? undefined : first,
    target: second ?? first,
    isReadOnly: options.includes('ro'),
    options: options.filter((option) => option !== 'ro' && option !== 'rw'),
  };
}

/** Whether a source is a path of the host rather than the name of a volume. */
export function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source);
}
