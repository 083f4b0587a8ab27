import { toBasic } from './credentials/credentials';
import { findCredentials } from './credentials/find-credentials';
import type { HttpReply } from './fetch-reply';
import { fetchToken } from './fetch-token';
import type { Login } from './login';
import { NoAnswer } from './no-answer';
import { parseChallenges } from './parse-challenges';
import type { Question } from './question';
import type { RegistryEndpoint } from './registry-endpoint';

/**
 * The login that a reply with status 401 wants: a token, or a user name and a password.
 *
 * @param refused a reply of the registry itself
 * @throws NoAnswer when it wants what is not kept, or another kind of login
 */
export async function logIn(
  question: Question,
  endpoint: RegistryEndpoint,
  refused: HttpReply,
  env: NodeJS.ProcessEnv,
): Promise<Login> {
  const { host, path } = endpoint;
  const challenges = parseChallenges(refused.headers.get('www-authenticate') ?? '');
  const bearer = challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.has('realm'));
  const basic = challenges.find(({ scheme }) => scheme === 'basic');
  if (bearer === undefined && basic === undefined) {
    throw new NoAnswer(`${host} wants a login (401) and does not say of which kind`);
  }
  const { credentials, source, notes } = await findCredentials(question, `${host}/${path}`, env);
  const asked = credentials
    ? `asked with the credentials of ${source}`
    : `asked without credentials: none are kept for ${host}`;
  const words = [asked, ...notes].join('; ');
  if (bearer !== undefined) {
    const token = await fetchToken(question, {
      parameters: bearer.parameters,
      registry: refused.url,
      scope: `repository:${path}:pull`,
      credentials,
      refusal: `'${path}' is not there, or not for you; ${words}`,
    });
    return { authorization: `Bearer ${token}`, words };
  }
  if (credentials?.kind !== 'password') {
    throw new NoAnswer(`${host} wants a user name and a password (401); ${words}`);
  }
  return { authorization: toBasic(credentials), words };
}
