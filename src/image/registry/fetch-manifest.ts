import { createHash } from 'node:crypto';
import { ImageFault } from '../image-fault';
import { ACCEPTED_TYPES } from '../oci/media-types';
import { type ParsedIndex, type ParsedManifest, parseImageManifest } from '../oci/parse-image-manifest';
import type { Conversation } from './conversation';
import type { HttpReply } from './fetch-reply';
import { NoAnswer } from './no-answer';
import { parseJson } from './parse-json';
import { toldDigest } from './told-digest';

/** A manifest or an index that is wanted. */
export interface ManifestRequest {
  /** As the user wrote it. */
  readonly repository: string;
  /** A tag or a digest. */
  readonly reference: string;
  /** When it is asked for by its digest. */
  readonly digest: string | undefined;
  /** As an index has it. */
  readonly bytes?: number;
  /** As an index has it. */
  readonly mediaType?: string;
  /** A noun for messages: `the manifest of 'app:1.0'`. */
  readonly where: string;
  /** What a registry has that lacks it: `no 'app:1.0'`. */
  readonly rest: string;
}

export interface FetchedManifest {
  readonly digest: string;
  readonly parsed: ParsedIndex | ParsedManifest;
}

/**
 * A manifest or an index with its digest, which is that of its bytes and the one that was asked for or told.
 * At most 8 MiB.
 *
 * @throws NoAnswer, or ImageFault
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests
 */
export async function fetchManifest(conversation: Conversation, request: ManifestRequest): Promise<FetchedManifest> {
  const { reference, where, rest, mediaType } = request;
  const reply = await conversation.ask('GET', conversation.url(`manifests/${reference}`), ACCEPTED_TYPES.join(', '));
  if (reply.status === 404) throw new ImageFault('missing', await conversation.requireMissing(reply, rest));
  if (reply.status !== 200) throw conversation.unexpected(reply, where);
  // a page for people has a hash too
  if (typeof parseJson(reply.body) !== 'object') {
    throw new NoAnswer(`${reply.url.host} answers something else than an image manifest`);
  }
  // what it is goes first: a manifest of schema 1 is hashed without its signatures
  const parsed = parseImageManifest(reply.body, mediaType ?? reply.headers.get('content-type') ?? undefined, where);
  return { digest: requireDigest(reply, request), parsed };
}

function requireDigest(reply: HttpReply, { digest, bytes, where }: ManifestRequest): string {
  const expected = digest ?? toldDigest(reply);
  const { body } = reply;
  if (bytes !== undefined && body.length !== bytes) {
    throw new ImageFault('broken', `${where} has ${body.length} bytes where ${bytes} were expected`);
  }
  const algorithm = expected?.split(':')[0] ?? 'sha256';
  const computed = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
  if (expected === undefined || computed === expected) return computed;
  throw new ImageFault('broken', `${where} has the digest ${computed} where ${expected} was expected`);
}
