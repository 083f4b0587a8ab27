/** Which part of a whole a reply holds. */
export interface ContentRange {
  /** Offset of its first byte. */
  readonly first: number;
  /** Bytes of the whole; undefined where the server does not say. */
  readonly total: number | undefined;
}

/**
 * Reads a `Content-Range` header: `bytes 5-9/10`; undefined when it is none or names no part.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.content-range
 */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(?:(\d{1,15})|\*)\s*$/i.exec(header ?? '');
  if (match === null) return undefined;
  const first = Number(match[1]);
  const total = match[3] === undefined ? undefined : Number(match[3]);
  const last = Number(match[2]);
  return last < first || (total !== undefined && last >= total) ? undefined : { first, total };
}
