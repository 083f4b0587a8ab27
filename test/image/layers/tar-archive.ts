/** One header of a tar with what follows it. */
export interface Member {
  readonly name: string;
  /** Letter of its type: `0` when not given. */
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Of the content, when not given. */
  readonly size?: number;
  readonly linkName?: string;
  /** POSIX when not given. */
  readonly format?: 'posix' | 'star' | 'gnu' | 'v7';
  /** Begin of the name in formats that know one. */
  readonly prefix?: string;
  /** Written over the header last, before its checksum, at these places. */
  readonly patches?: readonly (readonly [at: number, bytes: string | Buffer])[];
}

const MAGICS = { posix: 'ustar\x0000', star: 'ustar\x0000', gnu: 'ustar  \0', v7: '' };
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
const octal = (number: number, digits: number): string => `${number.toString(8).padStart(digits, '0')}\0`;

/** The member's header block, with a right checksum. */
export function tarHeader(member: Member): Buffer {
  const { name, type = '0', content = '', mode = 0o644, uid = 0, gid = 0, linkName = '', prefix = '' } = member;
  const { format = 'posix', size = Buffer.from(content).length, patches = [] } = member;
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write(octal(mode, 7), 100);
  block.write(octal(uid, 7), 108);
  block.write(octal(gid, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(type, 156);
  block.write(linkName, 157, 100);
  block.write(MAGICS[format], 257);
  block.write(prefix, 345);
  if (format === 'star') block.write('tar\0', 508);
  for (const [at, bytes] of patches) Buffer.from(bytes).copy(block, at);
  return checksummed(block);
}

/** The same block with the checksum that it should have. */
export function checksummed(block: Buffer): Buffer {
  block.write('        ', 148);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Header, content and padding. */
export function tarMember(member: Member): Buffer {
  return Buffer.concat([tarHeader(member), padded(Buffer.from(member.content ?? ''))]);
}

/** The members and the end mark. */
export function tar(...members: readonly (Member | Buffer)[]): Buffer {
  return Buffer.concat([...members.map((one) => (Buffer.isBuffer(one) ? one : tarMember(one))), Buffer.alloc(1024)]);
}

/** An extended header for the next member. */
export function pax(
  records: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  type = 'x',
): Buffer {
  const lines = (Array.isArray(records) ? records : Object.entries(records)) as readonly (readonly [string, string])[];
  const content = Buffer.concat(lines.map(([key, value]) => paxRecord(key, value)));
  return tarMember({ name: 'PaxHeaders/x', type, content });
}

function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let digits = String(rest.length).length;
  if (String(rest.length + digits).length > digits) digits++;
  return Buffer.concat([Buffer.from(String(rest.length + digits)), rest]);
}

/** GNU's header for a name or link of the next member that is longer than 100 bytes. */
export function gnuLong(type: 'L' | 'K', text: string): Buffer {
  return tarMember({ name: '././@LongLink', type, content: `${text}\0`, format: 'gnu' });
}

/** A number in base 256, as GNU writes what has too many digits. */
export function base256(number: bigint, bytes: number): Buffer {
  const all = BigInt.asUintN(8 * bytes, number)
    .toString(16)
    .padStart(2 * bytes, '0');
  const field = Buffer.from(all, 'hex');
  field[0] = (field[0] ?? 0) | 0x80;
  return field;
}
