import { fetchReply } from './fetch-reply';
import { NoAnswer } from './no-answer';
import type { Question } from './question';
import type { RegistryEndpoint } from './registry-endpoint';

/** How servers of Go and nginx answer HTTP at a port that is for HTTPS. */
const WANTS_HTTPS = /HTTP request (?:to an HTTPS server|was sent to HTTPS port)/;

/**
 * The scheme, host and port of a registry: HTTPS, and on this machine plain HTTP unless only HTTPS is spoken there.
 * Sends no credentials.
 *
 * @throws NoAnswer when the time is over
 */
export async function settleOrigin(question: Question, endpoint: RegistryEndpoint): Promise<string> {
  const https = `https://${endpoint.address}`;
  const http = `http://${endpoint.address}`;
  const isHttps = !endpoint.isLocal || (!(await speaks(question, http)) && (await speaks(question, https)));
  return new URL(isHttps ? https : http).origin;
}

async function speaks(question: Question, origin: string): Promise<boolean> {
  try {
    const url = new URL('/v2/', origin);
    const reply = await fetchReply(question, { method: 'GET', url, accept: 'application/json' });
    return reply.status !== 400 || !WANTS_HTTPS.test(reply.body.toString());
  } catch (error) {
    if (!(error instanceof NoAnswer) || error.fault === 'late') throw error;
    // a certificate that is not trusted is still one: the next request says so
    return error.fault === 'certificate';
  }
}
