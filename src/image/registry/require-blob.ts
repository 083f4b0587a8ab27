import { askForBlob, type BlobRequest, blobFault } from './ask-for-blob';
import type { Conversation } from './conversation';
import { NoAnswer } from './no-answer';

/** What those say who have no HEAD; and a 404 has the registry's words only in the body that HEAD leaves out. */
const ASK_AGAIN: ReadonlySet<number> = new Set([404, 405, 501]);

/**
 * Makes sure that a registry has a blob, of which nothing is read.
 *
 * @throws NoAnswer, or ImageFault `missing`
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#checking-if-content-exists-in-the-registry
 */
export async function requireBlob(conversation: Conversation, blob: BlobRequest): Promise<void> {
  const head = await conversation
    .ask('HEAD', conversation.url(`blobs/${blob.digest}`), '*/*')
    .catch((error: unknown) => {
      // storage may only allow the GET that the registry signed
      if (error instanceof NoAnswer && error.fault === 'elsewhere') return undefined;
      throw error;
    });
  if (head?.status === 200) return;
  if (head !== undefined && !ASK_AGAIN.has(head.status)) throw await blobFault(conversation, head, blob);
  const part = await askForBlob(conversation, blob, Math.max(0, blob.bytes - 1));
  await part?.stream.cancel();
}
