const LINE_END = 0x0a;
const SPACE = 0x20;
const EQUALS = 0x3d;

/** What matters here of the records of an extended header. A record with an empty value takes an earlier one back. */
export interface PaxRecords {
  path?: string;
  linkpath?: string;
  size?: number;
  uid?: number;
  gid?: number;
  /** `GNU.sparse.name`: the file's own name; the header has a made-up one. */
  sparseName?: string;
  /** Bytes of a sparse file, holes included. */
  sparseSize?: number;
  isSparse?: boolean;
  /** Bytes of the extended attribute `security.capability`, in hexadecimal digits. */
  capabilities?: string;
}

type Reader = (records: PaxRecords, value: string) => boolean;

const number =
  (key: 'size' | 'uid' | 'gid' | 'sparseSize'): Reader =>
  (records, value) => {
    if (value === '') delete records[key];
    else if (/^-?\d{1,19}$/.test(value)) records[key] = Number(value);
    else return false;
    return true;
  };
const text =
  (key: 'path' | 'linkpath' | 'sparseName'): Reader =>
  (records, value) => {
    if (value === '') delete records[key];
    else records[key] = value;
    return !value.includes('\0');
  };
const sparse =
  (reader?: Reader): Reader =>
  (records, value) => {
    records.isSparse = true;
    return reader?.(records, value) ?? true;
  };
/** The value is bytes, and no text. */
const CAPABILITIES = 'SCHILY.xattr.security.capability';
const LONGEST_KEY = CAPABILITIES.length + 1;
// all that the kernel knows are shorter
const MOST_CAPABILITY_BYTES = 64;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['path', text('path')],
  ['linkpath', text('linkpath')],
  ['size', number('size')],
  ['uid', number('uid')],
  ['gid', number('gid')],
  ['GNU.sparse.name', sparse(text('sparseName'))],
  // formats 0.0 and 0.1
  ['GNU.sparse.size', sparse(number('sparseSize'))],
  // format 1.0
  ['GNU.sparse.realsize', sparse(number('sparseSize'))],
  ['GNU.sparse.major', sparse()],
  ['GNU.sparse.map', sparse()],
]);

/**
 * Reads an extended header: lines of `length key=value`. Undefined when it is not made of such lines.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 * @see https://www.gnu.org/software/tar/manual/html_node/PAX-0.html
 */
export function parsePaxRecords(bytes: Buffer): PaxRecords | undefined {
  const records: PaxRecords = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(SPACE, at);
    const digits = space < 0 || space - at > 7 ? '' : bytes.toString('latin1', at, space);
    const end = /^\d+$/.test(digits) ? at + Number(digits) : 0;
    if (end <= space || end > bytes.length || bytes[end - 1] !== LINE_END) return undefined;
    const equals = bytes.indexOf(EQUALS, space);
    if (equals < 0 || equals >= end) return undefined;
    const key = equals - space > LONGEST_KEY ? '' : bytes.toString('utf8', space + 1, equals);
    const reader = READERS.get(key);
    if (key === CAPABILITIES && end - equals <= MOST_CAPABILITY_BYTES) {
      records.capabilities = bytes.toString('hex', equals + 1, end - 1);
    }
    if (reader !== undefined && !reader(records, bytes.toString('utf8', equals + 1, end - 1))) return undefined;
    at = end;
  }
  return records;
}
