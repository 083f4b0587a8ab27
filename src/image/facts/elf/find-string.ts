/** A text of a string table, up to the NUL that ends it; undefined when it is not wholly there or too long. */
export function findString(table: Buffer, offset: number, maxBytes: number): string | undefined {
  const length = table.subarray(offset, offset + maxBytes + 1).indexOf(0);
  return length < 0 ? undefined : table.toString('utf8', offset, offset + length);
}
