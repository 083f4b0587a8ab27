import type { Pair, Scalar } from 'yaml';
import { ImageReference } from './image-reference';
import { findVersionProblem } from './moving-tag';
import type { ImageKey, ParsedRelease } from './parse-release-file';
import { digestFault, repositoryFault, tagFault } from './reference-grammar';

/** What may be read otherwise than it looks: other letters than ASCII's, tabs, and line ends of old. */
const UNUSUAL = /[^\n\r -~]|\r(?!\n)/;
const NOTHING = /^ *(?:#.*)?$/;
const IMAGE = /^image: *(?: #.*)?$/;
/** A value that is text however it is quoted, and holds nothing that would end it, be escaped, or begin a comment. */
const ENTRY = /^( +)(repository|tag|digest): +(["']?)([A-Za-z0-9](?:[\w./:@+-]*[\w./@+-])?)\3 *(?: #.*)?$/;
const QUOTES = { '': 'PLAIN', '"': 'QUOTE_DOUBLE', "'": 'QUOTE_SINGLE' } as const;
const FAULTS: Readonly<Record<ImageKey, (text: string) => string | undefined>> = {
  repository: repositoryFault,
  tag: tagFault,
  digest: digestFault,
};

const KEYS = ['repository', 'tag', 'digest'] as const;

/** One entry of the image map: its place, and what stands there. */
interface Entry {
  readonly key: ImageKey;
  readonly line: number;
  readonly keyAt: number;
  /** From the first character of the value to behind the last, quotes included. */
  readonly range: readonly [from: number, to: number];
  readonly value: string;
  readonly type: (typeof QUOTES)[keyof typeof QUOTES];
}

/**
 * Reads a release file that is written as everybody writes it: `image:`, and a line for each key below it. Undefined for
 * anything else and for anything wrong, which takes a YAML parser; loading that takes longer than the rest of a bump.
 *
 * @param text without a byte order mark
 */
export function parsePlainRelease(text: string, path: string): ParsedRelease | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const entries = readEntries(text);
  const repository = entries?.get('repository');
  if (!entries || !repository) return undefined;
  if ([...entries.values()].some(({ key, value }) => FAULTS[key](value) !== undefined)) return undefined;
  const tag = entries.get('tag');
  const image = new ImageReference({
    repository: repository.value,
    tag: tag?.value,
    digest: entries.get('digest')?.value,
  });
  const policy = { movingTags: [], allowMovingTag: false };
  const versionProblem = findVersionProblem(image, policy, `${path}:${(tag ?? repository).line}`);
  const nodes = new Map(KEYS.flatMap((key) => toNode(entries.get(key))));
  return { image, ...policy, versionProblem, nodes, flow: false };
}

function readEntries(text: string): Map<ImageKey, Entry> | undefined {
  const entries = new Map<ImageKey, Entry>();
  let indent: string | undefined;
  let offset = 0;
  let hasImage = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const start = offset;
    offset += raw.length + 1;
    if (NOTHING.test(line)) continue;
    if (!hasImage) {
      if (!IMAGE.test(line)) return undefined;
      hasImage = true;
      continue;
    }
    const match = ENTRY.exec(line);
    if (!match) return undefined;
    const [, space, key, quote, value] = match as unknown as [string, string, ImageKey, keyof typeof QUOTES, string];
    indent ??= space;
    if (space !== indent || entries.has(key)) return undefined;
    const from = start + line.indexOf(quote + value, space.length + key.length + 1);
    const range = [from, from + value.length + 2 * quote.length] as const;
    entries.set(key, { key, line: index + 1, keyAt: start + space.length, range, value, type: QUOTES[quote] });
  }
  return entries;
}

/** What an edit asks of the nodes of the parser, and no more. */
function toNode(entry: Entry | undefined): [ImageKey, { pair: Pair; value: Scalar }][] {
  if (!entry) return [];
  const { key, keyAt, range, type } = entry;
  const [from, to] = range;
  const value = { value: entry.value, type, range: [from, to, to] } as unknown as Scalar;
  const name = { value: key, type: 'PLAIN', range: [keyAt, keyAt + key.length, keyAt + key.length] };
  return [[key, { pair: { key: name, value } as unknown as Pair, value }]];
}
