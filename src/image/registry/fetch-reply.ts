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
  /** Bytes that are left out at the beginning of the body, where the server can do that. */
  readonly skippedBytes?: number | undefined;
  /** Whether the body of a success is wanted as it comes, and not compressed on the way. */
  readonly isStreamed?: boolean | undefined;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  readonly url: URL;
  /** Decompressed, at most 8 MiB; empty where there is a stream. */
  readonly body: Buffer;
  /**
   * The body of a reply with status 200 or 206 to a request that wanted it so, however long.
   * It keeps its connection until it is read to the end or cancelled, and the question's time is not its limit
   * once the question is closed.
   */
  readonly stream?: ReadableStream<Uint8Array> | undefined;
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

async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const { method, url, accept, authorization, form, skippedBytes = 0, isStreamed = false } = request;
  const response = await fetch(url, {
    method,
    headers: {
      accept,
      ...(authorization === undefined ? {} : { authorization }),
      ...(skippedBytes === 0 ? {} : { range: `bytes=${skippedBytes}-` }),
      ...(isStreamed ? { 'accept-encoding': 'identity' } : {}),
    },
    redirect: 'manual',
    signal,
    ...(form === undefined ? {} : { body: form }),
  });
  const { status, headers } = response;
  if (isStreamed && (status === 200 || status === 206)) {
    return { status, headers, url, body: Buffer.alloc(0), stream: response.body ?? new Blob([]).stream() };
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_MEBIBYTES * 2 ** 20) {
      throw new NoAnswer(`${url.host} answers with more than ${MAX_BODY_MEBIBYTES} MiB`);
    }
    chunks.push(chunk);
  }
  return { status, headers, url, body: Buffer.concat(chunks) };
}
