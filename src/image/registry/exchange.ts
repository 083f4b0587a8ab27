import { findAllowedTarget } from './allowed-target';
import { fetchReply, type HttpReply, type HttpRequest } from './fetch-reply';
import { NoAnswer } from './no-answer';
import { parseRetryAfter } from './parse-retry-after';
import type { Question } from './question';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;
const MAX_WAITS = 5;
const MORE_FOR_LOGINS = 'registries let those who are logged in ask more often';
const SHORTEST_PAUSE_MILLISECONDS = 100;

/**
 * One request until its last reply: redirects are followed, a `Retry-After` is waited for,
 * and a fault of the server or a cut connection gets one second try.
 *
 * `Authorization` goes to no other origin than the request's own.
 *
 * @returns a reply of any status but 429 and 5xx, save for 501
 * @throws NoAnswer
 */
export async function exchange(question: Question, request: HttpRequest): Promise<HttpReply> {
  let hasSecondTry = true;
  let waits = 0;
  for (;;) {
    const reply = await followRedirects(question, request).catch((error: unknown) => {
      if (!hasSecondTry || !(error instanceof NoAnswer) || error.fault !== 'cut') throw error;
      return undefined;
    });
    if (reply === undefined) {
      hasSecondTry = false;
      continue;
    }
    const { status, url } = reply;
    const wait = status === 429 || status === 503 ? parseRetryAfter(reply.headers.get('retry-after')) : undefined;
    if (wait !== undefined) {
      waits += 1;
      if (wait > question.remainingMilliseconds || waits > MAX_WAITS) {
        const seconds = `${Math.ceil(wait / 1000)} s`;
        throw new NoAnswer(
          `${url.host} answers ${status} and asks to wait ${seconds}; this question may take ${question.limit} in all`,
          undefined,
          status === 429 ? `wait that long and try again, or log in: ${MORE_FOR_LOGINS}` : undefined,
        );
      }
      await question.pause(url.host, Math.max(wait, SHORTEST_PAUSE_MILLISECONDS));
      continue;
    }
    if (status === 429) {
      const fix = `try again later, or log in: ${MORE_FOR_LOGINS}`;
      throw new NoAnswer(`${url.host} takes no more requests for now (429)`, undefined, fix);
    }
    // 501 says that there is no such method, which the next try will not change
    if (status < 500 || status === 501) return reply;
    if (!hasSecondTry) throw new NoAnswer(`${url.host} has a fault of its own (${status})`);
    hasSecondTry = false;
    await question.pause(url.host, SHORTEST_PAUSE_MILLISECONDS);
  }
}

async function followRedirects(question: Question, request: HttpRequest): Promise<HttpReply> {
  let { url, authorization } = request;
  for (let redirects = 0; ; redirects += 1) {
    const reply = await fetchReply(question, { ...request, url, authorization });
    const location = REDIRECTS.has(reply.status) ? reply.headers.get('location') : null;
    if (location === null) return reply;
    if (redirects === MAX_REDIRECTS) {
      throw new NoAnswer(`${request.url.host} redirects more than ${MAX_REDIRECTS} times`);
    }
    // a form holds a secret, and it was meant for this address
    const target = request.form === undefined ? findAllowedTarget(location, url) : undefined;
    if (target === undefined) throw new NoAnswer(`${url.host} redirects to an address that may not be followed`);
    if (target.origin !== url.origin) authorization = undefined;
    url = target;
  }
}
