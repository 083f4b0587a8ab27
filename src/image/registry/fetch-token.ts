import { findAllowedTarget } from './allowed-target';
import { type Credentials, toBasic } from './credentials/credentials';
import { exchange } from './exchange';
import type { HttpReply, HttpRequest } from './fetch-reply';
import { NoAnswer } from './no-answer';
import { parseJson } from './parse-json';
import type { Question } from './question';

const CLIENT_ID = 'lockstep';

/** What a token is asked for with. */
export interface TokenRequest {
  /** The parameters of the registry's Bearer challenge. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Where the challenge is from. */
  readonly registry: URL;
  /** When the challenge names none: `repository:library/redis:pull`. */
  readonly scope: string;
  readonly credentials: Credentials | undefined;
  /** Who asks for what, for people, to follow `gives no token (401): `. */
  readonly refusal: string;
}

/**
 * A token for a registry from the token server that its challenge names. Without credentials it is an anonymous one.
 *
 * The credentials go to that server, on whatever host it is, as the specification wants it; but only by HTTPS,
 * or on this machine for a registry on this machine.
 *
 * @throws NoAnswer
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export async function fetchToken(question: Question, request: TokenRequest): Promise<string> {
  const realm = findAllowedTarget(request.parameters.get('realm') ?? '', request.registry);
  if (realm === undefined) {
    throw new NoAnswer(`${request.registry.host} wants a login at an address that is not safe: it is not HTTPS`);
  }
  const reply = await exchange(question, { accept: 'application/json', ...toHttp(request, realm) });
  if (reply.status !== 200) {
    throw new NoAnswer(`${reply.url.host} gives no token (${reply.status}): ${request.refusal}`);
  }
  return tokenOf(reply);
}

function toHttp(
  { parameters, scope, credentials }: TokenRequest,
  realm: URL,
): Pick<HttpRequest, 'method' | 'url' | 'authorization' | 'form'> {
  const scopes = (parameters.get('scope') ?? scope).split(' ').filter((one) => one !== '');
  const service = parameters.get('service');
  if (credentials?.kind === 'identity-token') {
    // https://distribution.github.io/distribution/spec/auth/oauth/: one parameter for all scopes
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: CLIENT_ID });
    if (service !== undefined) form.set('service', service);
    form.set('scope', scopes.join(' '));
    form.set('refresh_token', credentials.identityToken);
    return { method: 'POST', url: realm, form };
  }
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.append('service', service);
  for (const one of scopes) url.searchParams.append('scope', one);
  return { method: 'GET', url, authorization: credentials && toBasic(credentials) };
}

function tokenOf({ body, url }: HttpReply): string {
  const { token, access_token } = (parseJson(body) ?? {}) as Readonly<Record<string, unknown>>;
  const value = token || access_token;
  // what is no header's value would be shown by the error that fetch makes of it
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  throw new NoAnswer(`${url.host} answers something else than a token`);
}
