import { digestFault } from '../../release/reference-grammar';
import type { HttpReply } from './fetch-reply';
import { NoAnswer } from './no-answer';

/**
 * The digest of a manifest in the registry's own words; undefined when it says nothing.
 *
 * @throws NoAnswer when it says something else
 */
export function toldDigest({ headers, url }: HttpReply): string | undefined {
  const digest = headers.get('docker-content-digest');
  if (digest === null) return undefined;
  if (digestFault(digest) !== undefined) throw new NoAnswer(`${url.host} answers with a digest that is none`);
  return digest;
}
