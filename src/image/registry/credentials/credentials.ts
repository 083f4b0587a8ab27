/** What a registry's token server or the registry itself takes for a login: secrets. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identity-token'; readonly identityToken: string };

/** The user name that stands for "what follows is an identity token", in Docker's files and helpers. */
const TOKEN_USER = '<token>';

/** Credentials from a user name and a secret as Docker keeps them; undefined when one of them is missing. */
export function toCredentials(username: unknown, secret: unknown): Credentials | undefined {
  if (typeof username !== 'string' || typeof secret !== 'string' || username === '' || secret === '') return undefined;
  if (username === TOKEN_USER) return { kind: 'identity-token', identityToken: secret };
  return { kind: 'password', username, password: secret };
}

/** A user name and a password as the value of `Authorization`. */
export function toBasic({ username, password }: Credentials & { readonly kind: 'password' }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
