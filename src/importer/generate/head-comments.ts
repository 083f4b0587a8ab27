import type { ImportedObject } from '../imported-object';

/** What stands above many objects, or speaks of rights, is about the whole file. */
const LICENCE = /\b(?:copyright|licen[cs]e|spdx-license-identifier)\b/i;
/** Shorter ones may well be about each object. */
const MIN_LINES = 3;

/** The comments above objects that are said once at the top of main.ts, each as its lines joined. */
export function findHeadComments(objects: readonly ImportedObject[]): Set<string> {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const text = textAbove(object);
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const isHead = (text: string, count: number) =>
    LICENCE.test(text) || (count > 1 && text.split('\n').length >= MIN_LINES);
  return new Set([...counts].filter(([text, count]) => isHead(text, count)).map(([text]) => text));
}

/** The comment lines above the whole object. */
function textAbove(object: ImportedObject): string {
  return (object.comments.get('')?.above ?? []).join('\n');
}

/** The same comments without those at the top of the file. */
export function withoutHead(lines: readonly string[], head: ReadonlySet<string>): readonly string[] {
  return head.has(lines.join('\n')) ? [] : lines;
}
