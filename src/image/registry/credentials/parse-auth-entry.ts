import { type Credentials, toCredentials } from './credentials';

/**
 * The credentials in an entry of `auths`, in any of the ways that `docker login` and people write them;
 * undefined when there are none, as beside a credential helper.
 */
export function parseAuthEntry(entry: unknown): Credentials | undefined {
  const { auth, username, password, identitytoken } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { kind: 'identity-token', identityToken: identitytoken };
  }
  const decoded = typeof auth === 'string' ? Buffer.from(auth, 'base64').toString() : '';
  const colon = decoded.indexOf(':');
  if (colon === -1) return toCredentials(username, password);
  // docker fills short passwords up with zeros
  return toCredentials(decoded.slice(0, colon), decoded.slice(colon + 1).replace(/\0+$/, ''));
}
