import { createHash } from 'node:crypto';
import type { ImageParts } from '../../release/image-reference';
import { ACCEPTED_TYPES } from '../oci/media-types';
import type { Conversation } from './conversation';
import type { HttpReply } from './fetch-reply';
import { NoAnswer } from './no-answer';
import { parseJson } from './parse-json';
import { toldDigest } from './told-digest';

const MANIFEST_TYPES = ACCEPTED_TYPES.join(', ');

/** The registry says which digest, or that there is none; or that could not be told, and why. */
export type DigestAnswer =
  | { readonly outcome: 'found'; readonly digest: string }
  | { readonly outcome: 'missing'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/**
 * The digest that a tag has now. An image with a digest and no tag is asked for by its digest.
 *
 * @throws NoAnswer
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests
 */
export async function fetchDigest(
  conversation: Conversation,
  { tag, digest }: Pick<ImageParts, 'tag' | 'digest'>,
): Promise<DigestAnswer> {
  const reference = tag ?? digest ?? 'latest';
  const asked = tag === undefined ? digest : undefined;
  const what = `'${conversation.repository}${tag === undefined && digest !== undefined ? '@' : ':'}${reference}'`;
  const url = conversation.url(`manifests/${reference}`);
  const head = await conversation.ask('HEAD', url, MANIFEST_TYPES);
  const told = head.status === 200 ? toldDigest(head) : undefined;
  if (told !== undefined) return { outcome: 'found', digest: requireSame(head, told, asked) };
  // a 404 has the registry's words only in the body that HEAD leaves out
  if (![200, 404, 405, 501].includes(head.status)) throw conversation.unexpected(head, what);
  const reply = await conversation.ask('GET', url, MANIFEST_TYPES);
  if (reply.status === 404) return { outcome: 'missing', why: await conversation.requireMissing(reply, `no ${what}`) };
  if (reply.status !== 200) throw conversation.unexpected(reply, what);
  const claimed = toldDigest(reply) ?? asked;
  const computed = computeDigest(reply, claimed?.split(':')[0] ?? 'sha256');
  return { outcome: 'found', digest: requireSame(reply, requireSame(reply, computed, claimed), asked) };
}

function computeDigest({ body, url }: HttpReply, algorithm: string): string {
  const manifest = parseJson(body) as { schemaVersion?: unknown } | null | undefined;
  // a page for people has a hash too; and a manifest of version 1 is hashed without its signatures
  if (manifest?.schemaVersion !== 2) throw new NoAnswer(`${url.host} answers something else than an image manifest`);
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

function requireSame({ url }: HttpReply, digest: string, expected: string | undefined): string {
  if (expected === undefined || digest === expected) return digest;
  throw new NoAnswer(`${url.host} answers with ${digest} where ${expected} was expected`);
}
