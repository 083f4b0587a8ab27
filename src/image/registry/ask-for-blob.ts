import { ImageFault } from '../image-fault';
import type { Promised } from '../oci/verify-digest';
import type { Conversation } from './conversation';
import type { HttpReply } from './fetch-reply';
import { NoAnswer } from './no-answer';
import { parseContentRange } from './parse-content-range';

/** A blob that is wanted. */
export interface BlobRequest extends Promised {
  /** As the user wrote it. */
  readonly repository: string;
  /** What a registry has that lacks it: `the manifest of 'app:1.0' but not its layer 2`. */
  readonly rest: string;
}

/** The answer to a request for a blob, from some byte on. */
export interface BlobPart {
  readonly stream: ReadableStream<Uint8Array>;
  /** Offset of what the stream begins with; not after the one that was asked for. */
  readonly firstByte: number;
  /** Known names only: `gzip`; undefined when the bytes are sent as they are. */
  readonly encoding: string | undefined;
  /** Who sends it. */
  readonly host: string;
}

const ENCODINGS: ReadonlySet<string> = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd']);

/**
 * Asks for a blob, without its first bytes where there are some already.
 *
 * @returns undefined when the registry says that there is nothing from this byte on
 * @throws NoAnswer, or ImageFault `missing`
 */
export async function askForBlob(
  conversation: Conversation,
  blob: BlobRequest,
  firstByte: number,
): Promise<BlobPart | undefined> {
  const url = conversation.url(`blobs/${blob.digest}`);
  const reply = await conversation.ask('GET', url, '*/*', { skippedBytes: firstByte, isStreamed: true });
  if (reply.stream === undefined) {
    if (reply.status === 416 && firstByte > 0) return undefined;
    throw await blobFault(conversation, reply, blob);
  }
  try {
    return readHead(reply, reply.stream, blob, firstByte);
  } catch (error) {
    await reply.stream.cancel();
    throw error;
  }
}

/** Why there is no blob in a reply. */
export async function blobFault(
  conversation: Conversation,
  reply: HttpReply,
  { where, rest, digest }: BlobRequest,
): Promise<ImageFault | NoAnswer> {
  if (reply.status !== 404) return conversation.unexpected(reply, where);
  return new ImageFault('missing', await conversation.requireMissing(reply, `${rest} (${digest})`));
}

function readHead(
  { status, headers, url }: HttpReply,
  stream: ReadableStream<Uint8Array>,
  { bytes, where }: BlobRequest,
  firstByte: number,
): BlobPart {
  const { host } = url;
  if (/^\s*text\/html\b/i.test(headers.get('content-type') ?? '')) {
    throw new NoAnswer(`${host} answers with a page for people when asked for ${where}`);
  }
  const encoding = findEncoding(headers.get('content-encoding'));
  if (status === 200) return { stream, firstByte: 0, encoding, host };
  const range = parseContentRange(headers.get('content-range'));
  const isRight = range?.first === firstByte && (range.total ?? bytes) === bytes && encoding === undefined;
  if (!isRight) throw new NoAnswer(`${host} answers with another part of ${where} than the one it was asked for`);
  return { stream, firstByte, encoding, host };
}

function findEncoding(header: string | null): string | undefined {
  const name = header?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return undefined;
  // free text of a server is not shown
  return ENCODINGS.has(name) ? name : 'other';
}
