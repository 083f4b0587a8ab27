import type { VersionMove } from './version-moves';

const DIGEST = /\b(sha256|sha512):([0-9a-f]{12})[0-9a-f]{52,}/g;

/** Digests cut to their first 12 digits. */
export function shortenDigests(text: string): string {
  return text.replace(DIGEST, '$1:$2');
}

/** Both versions of a move as people say them: tags where they differ, otherwise what does. */
export function shortVersions({ from, to }: Pick<VersionMove, 'from' | 'to'>): [from: string, to: string] {
  const [oldTag = '', newTag = ''] = [from, to].map((version) => version.split('@')[0]);
  if (oldTag !== newTag) return [shortenDigests(oldTag), shortenDigests(newTag)];
  const [old, now] = [shortenDigests(from), shortenDigests(to)];
  return old === now ? [from, to] : [old, now];
}
