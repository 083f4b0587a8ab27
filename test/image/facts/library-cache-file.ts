/** What a cache of libraries is to hold: names and paths, in order. */
export interface CacheOptions {
  readonly entries: readonly (readonly [name: string, path: string])[];
  readonly endianness?: 'little' | 'big';
  /** `both` is the old form with the new one behind it, as glibc wrote it until 2.31. */
  readonly form?: 'new' | 'old' | 'both';
  /** What the new form is aligned to behind the old one: 8, and 4 on i386. */
  readonly alignment?: 4 | 8;
  /** Flags of the new form; the default says the byte order, as glibc does since 2.33. */
  readonly flags?: number;
}

/** An `/etc/ld.so.cache`, as `ldconfig` writes it. */
export function libraryCacheFile(options: CacheOptions): Buffer {
  const { form = 'new', alignment = 8 } = options;
  if (form === 'new') return newForm(options);
  const old = oldForm(options, form === 'both');
  if (form === 'old') return old;
  const padding = Buffer.alloc((alignment - (old.length % alignment)) % alignment);
  return Buffer.concat([old, padding, newForm(options)]);
}

function newForm({ entries, endianness = 'little', flags = endianness === 'little' ? 2 : 3 }: CacheOptions): Buffer {
  const { offsets, text } = printTexts(entries, 48 + entries.length * 24);
  const word = (value: number) => printWord(value, endianness);
  return Buffer.concat([
    ...[Buffer.from('glibc-ld.so.cache1.1'), word(entries.length), word(text.length)],
    ...[Buffer.from([flags, 0, 0, 0]), Buffer.alloc(16)],
    ...offsets.flatMap(([name, path]) => [word(0x0303), word(name), word(path), Buffer.alloc(12)]),
    text,
  ]);
}

/** @param isHeaderOnly whether its texts are left to the new form behind it */
function oldForm({ entries, endianness = 'little' }: CacheOptions, isHeaderOnly: boolean): Buffer {
  const { offsets, text } = printTexts(entries, 0);
  const word = (value: number) => printWord(value, endianness);
  return Buffer.concat([
    ...[Buffer.from('ld.so-1.7.0\0'), word(entries.length)],
    ...offsets.flatMap(([name, path]) => [word(3), word(name), word(path)]),
    isHeaderOnly ? Buffer.alloc(0) : text,
  ]);
}

/** Where each name and path is, and all of them, with NUL behind each. */
function printTexts(entries: CacheOptions['entries'], start: number): { offsets: [number, number][]; text: Buffer } {
  const texts: Buffer[] = [];
  let end = start;
  const add = (text: string): number => {
    const offset = end;
    const bytes = Buffer.from(`${text}\0`);
    texts.push(bytes);
    end += bytes.length;
    return offset;
  };
  const offsets = entries.map(([name, path]): [number, number] => [add(name), add(path)]);
  return { offsets, text: Buffer.concat(texts) };
}

function printWord(value: number, endianness: 'little' | 'big'): Buffer {
  const bytes = Buffer.alloc(4);
  if (endianness === 'little') bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}
