import { ImageFault } from '../image-fault';
import { cleanPath } from '../layers/clean-path';
import { type MergedEntry, mergeTarHeaders } from '../layers/merge-tar-headers';
import { BLOCK_BYTES, parseTarHeader, type TarHeader } from '../layers/parse-tar-header';
import { showName } from '../layers/show-name';
import { EXTENSION_READERS, type TarExtensions } from '../layers/tar-extensions';
import type { TarInput } from './tar-input';

/** One member of an archive, and where in it its bytes are. */
export interface TarMember {
  /** `sparse` for a file whose holes are left out. */
  readonly type: 'file' | 'sparse' | 'symlink' | 'hard-link' | 'other';
  /** Place of the first byte of its content. */
  readonly start: number;
  readonly bytes: number;
  /** Where a link leads, as it stands. */
  readonly link: string;
  /** Its first four bytes. */
  readonly head: Buffer;
  /** All of its bytes, where they were kept. */
  readonly content: Buffer | undefined;
}

const HEAD_BYTES = 4;
const MAX_MEMBERS = 100_000;
const MAX_EXTENSION_BYTES = 2 ** 20;
const MAX_KEPT_BYTES = 8 * 2 ** 20;
const MAX_ALL_KEPT_BYTES = 64 * 2 ** 20;
const SPARSE_MAP_IS_EXTENDED_AT = 504;

/**
 * All members of an uncompressed tar by name, in the form of `cleanPath`. Of two with one name the later one counts, as
 * when they are unpacked. Folders are left out.
 *
 * @param name of the archive, for messages
 * @param keepsDocuments whether what looks like JSON is kept: up to 8 MiB each, and 64 MiB together
 * @throws ImageFault `broken` when it is no tar, cut off or damaged, `unknown` when it holds over 100,000 members
 */
export async function listTarMembers(
  input: TarInput,
  name: string,
  keepsDocuments: boolean,
): Promise<ReadonlyMap<string, TarMember>> {
  const members = new Map<string, TarMember>();
  let roomBytes = keepsDocuments ? MAX_ALL_KEPT_BYTES : 0;
  for (let next = await readHeader(input, name); next !== undefined; next = await readHeader(input, name)) {
    const member = await readMember(input, next, Math.min(roomBytes, MAX_KEPT_BYTES));
    if (member === undefined) throw cutOff(name, next.name);
    roomBytes -= member.content?.length ?? 0;
    const path = cleanPath(next.name);
    if (next.entry?.type === 'directory') members.delete(path);
    else members.set(path, member);
    if (members.size > MAX_MEMBERS) throw new ImageFault('unknown', `${name} holds more than ${MAX_MEMBERS} files`);
    await input.skip(paddingOf(member.bytes));
  }
  return members;
}

/** Goes to the end of a member; undefined when the archive ends before. */
async function readMember(
  input: TarInput,
  { entry, contentBytes: bytes }: MergedEntry,
  roomBytes: number,
): Promise<TarMember | undefined> {
  const start = input.at;
  const head = await input.read(Math.min(HEAD_BYTES, bytes));
  const isKept = bytes <= roomBytes && /^\s*[[{]/.test(head.toString());
  const content = isKept ? Buffer.concat([head, await input.read(bytes - head.length)]) : undefined;
  const isWhole = content === undefined ? await input.skip(bytes - head.length) : content.length === bytes;
  if (!isWhole) return undefined;
  const type = entry === undefined || entry.type === 'directory' ? 'other' : entry.isSparse ? 'sparse' : entry.type;
  return { type, start, bytes, link: entry?.linkName ?? '', head, content };
}

/** The next header with what stands in front of it; undefined at the end. */
async function readHeader(input: TarInput, name: string): Promise<MergedEntry | undefined> {
  const extensions: TarExtensions = {};
  for (;;) {
    const header = await readBlock(input, name);
    if (header === undefined) return undefined;
    const readExtension = EXTENSION_READERS.get(String.fromCharCode(header.type));
    if (readExtension === undefined) {
      const merged = mergeTarHeaders(header, extensions);
      if (merged.contentBytes < 0) throw damaged(input, name);
      if (header.sparse?.isExtended) await skipSparseMap(input, name);
      return merged;
    }
    if (header.size < 0 || header.size > MAX_EXTENSION_BYTES) throw damaged(input, name);
    const content = await input.read(header.size);
    if (content.length < header.size) throw cutOff(name);
    if (!readExtension(extensions, content)) throw damaged(input, name);
    await input.skip(paddingOf(header.size));
  }
}

async function readBlock(input: TarInput, name: string): Promise<TarHeader | undefined> {
  const isFirst = input.at === 0;
  const block = await input.read(BLOCK_BYTES);
  if (block.length === 0 && !isFirst) return undefined;
  const header = block.length < BLOCK_BYTES ? 'cut' : parseTarHeader(block, 0);
  if (header === 'zero') return undefined;
  if (typeof header !== 'string' && header.wrongField === undefined) return header;
  if (isFirst) throw new ImageFault('broken', `${name} is not a tar archive`);
  throw header === 'cut' ? cutOff(name) : damaged(input, name);
}

async function skipSparseMap(input: TarInput, name: string): Promise<void> {
  for (;;) {
    const block = await input.read(BLOCK_BYTES);
    if (block.length < BLOCK_BYTES) throw cutOff(name);
    if (block[SPARSE_MAP_IS_EXTENDED_AT] === 0) return;
  }
}

function paddingOf(bytes: number): number {
  return (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
}

function cutOff(name: string, member?: string): ImageFault {
  return new ImageFault(
    'broken',
    `${name} is cut off${member === undefined ? '' : `, in its file ${showName(member)}`}`,
  );
}

function damaged(input: TarInput, name: string): ImageFault {
  return new ImageFault('broken', `${name} is damaged before byte ${input.at}`);
}
