import { tagFault } from '../../release/reference-grammar';
import { findAllowedTarget } from './allowed-target';
import type { Conversation } from './conversation';
import type { HttpReply } from './fetch-reply';
import { findErrorCode } from './find-error-code';
import { NoAnswer } from './no-answer';
import { parseJson } from './parse-json';
import { parseNextLink } from './parse-next-link';

const TAGS_PER_PAGE = 1000;
const MAX_PAGES = 100;

/** All tags, or the registry's word that there is no such repository; or that could not be told, and why. */
export type TagsAnswer =
  | { readonly outcome: 'found'; readonly tags: readonly string[] }
  | { readonly outcome: 'missing'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/**
 * All tags of a repository in the registry's order, each once; what is not a tag by the grammar is left out.
 *
 * @throws NoAnswer, also when there are more than 100 pages: a part of the list is never given for the whole
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-tags
 */
export async function fetchTags(conversation: Conversation): Promise<TagsAnswer> {
  const tags = new Set<string>();
  const seen = new Set<string>();
  let isListed = false;
  const what = `the tags of '${conversation.repository}'`;
  let url: URL | undefined = conversation.url(`tags/list?n=${TAGS_PER_PAGE}`);
  while (url !== undefined) {
    if (seen.size === MAX_PAGES) throw new NoAnswer(`${url.host} has more than ${MAX_PAGES} pages of ${what}`);
    if (seen.has(url.href)) throw new NoAnswer(`${url.host} turns in a circle when asked for ${what}`);
    seen.add(url.href);
    const reply: HttpReply = await conversation.ask('GET', url, 'application/json');
    // registries may allow fewer tags per page, and refuse instead of giving fewer
    if (reply.status === 400 && seen.size === 1 && findErrorCode(reply) === 'PAGINATION_NUMBER_INVALID') {
      url = conversation.url('tags/list');
      continue;
    }
    if (reply.status === 404 && !isListed) {
      const why = await conversation.requireMissing(reply, `no repository '${conversation.repository}'`);
      return { outcome: 'missing', why };
    }
    if (reply.status !== 200) throw conversation.unexpected(reply, what);
    for (const tag of requireTags(reply)) tags.add(tag);
    isListed = true;
    url = nextPage(reply, what);
  }
  return { outcome: 'found', tags: [...tags] };
}

function requireTags({ body, url }: HttpReply): string[] {
  const list = (parseJson(body) ?? {}) as { tags?: unknown };
  // a repository that has lost all its tags has null for a list
  const tags = list.tags === null ? [] : list.tags;
  if (!Array.isArray(tags)) throw new NoAnswer(`${url.host} answers something else than a list of tags`);
  return tags.filter((tag: unknown): tag is string => typeof tag === 'string' && tagFault(tag) === undefined);
}

function nextPage(reply: HttpReply, what: string): URL | undefined {
  const link = parseNextLink(reply.headers.get('link'));
  if (link === undefined) return undefined;
  // a registry behind a proxy may think that it is asked by plain HTTP
  const https =
    reply.url.protocol === 'https:' ? link.replace(`http://${reply.url.host}/`, `${reply.url.origin}/`) : link;
  const next = findAllowedTarget(https, reply.url);
  if (next === undefined)
    throw new NoAnswer(`${reply.url.host} continues ${what} at an address that may not be followed`);
  return next;
}
