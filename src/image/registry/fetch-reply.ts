import { networkFault } from './network-fault';
import { NoAnswer } from './no-answer';
import type { Question } from './question';

const MAX_BODY_MEBIBYTES = 8;

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  /** Media types, as the header has them. */
  readonly accept: string;
  /** The header's value: a secret. */
  readonly authorization?: string | undefined;
  /** The body of a POST: a secret. */
  readonly form?: URLSearchParams | undefined;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  readonly url: URL;
  /** Decompressed, at most 8 MiB. */
  readonly body: Buffer;
}

/**
 * One request and its reply, whatever its status; redirects are not followed.
 *
 * @throws NoAnswer when there is no whole reply: the network, TLS, the time, a body over 8 MiB
 */
export async function fetchReply(question: Question, request: HttpRequest): Promise<HttpReply> {
  const { host } = request.url;
  return await question.within(host, send(request, question.signal), 'late').catch((error: unknown) => {
    throw error instanceof NoAnswer ? error : networkFault(error, host);
  });
}

async function send({ method, url, accept, authorization, form }: HttpRequest, signal: AbortSignal) {
  const response = await fetch(url, {
    method,
    headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
    redirect: 'manual',
    signal,
    ...(form === undefined ? {} : { body: form }),
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_MEBIBYTES * 2 ** 20) {
      throw new NoAnswer(`${url.host} answers with more than ${MAX_BODY_MEBIBYTES} MiB`);
    }
    chunks.push(chunk);
  }
  return { status: response.status, headers: response.headers, url, body: Buffer.concat(chunks) };
}
