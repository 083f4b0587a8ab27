import type { HttpReply } from './fetch-reply';
import { parseJson } from './parse-json';

// https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes, and what registries have beside
const CODES: ReadonlySet<string> = new Set([
  'BLOB_UNKNOWN',
  'DENIED',
  'MANIFEST_UNKNOWN',
  'NAME_INVALID',
  'NAME_UNKNOWN',
  'NOT_FOUND',
  'PAGINATION_NUMBER_INVALID',
  'TAG_INVALID',
  'TOOMANYREQUESTS',
  'UNAUTHORIZED',
  'UNSUPPORTED',
]);

/** The code of a registry's error: `MANIFEST_UNKNOWN`; undefined when the body is no error, or one of no known code. */
export function findErrorCode(reply: HttpReply): string | undefined {
  const { errors } = (parseJson(reply.body) ?? {}) as { errors?: unknown };
  if (!Array.isArray(errors)) return undefined;
  return errors.map((error) => (error as { code?: unknown } | null)?.code).find(isKnown);
}

// only known words are shown: a code is free text of the server, and could hold a secret
function isKnown(code: unknown): code is string {
  return typeof code === 'string' && CODES.has(code);
}
