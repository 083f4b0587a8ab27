import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { UserError } from '../../errors';
import type { Manifest } from '../../manifest/manifest';
import { parseManifests } from '../../manifest/parse-manifests';
import type { ParsedManifest } from '../../manifest/parsed-manifest';
import type { LineRange } from './object-lines';
import { sliceObject } from './slice-object';
import type { SourceLines } from './source-lines';

/** Ways to print a manifest, the plainest first. */
const PRINTERS: readonly ((manifest: Manifest) => string)[] = [
  (manifest) => stringify(manifest, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }),
  // quotes around everything, for keys such as '<<'
  (manifest) => `${JSON.stringify(manifest, null, 2)}\n`,
  // aliases, for what would be nested too deep without them
  (manifest) => stringify(manifest, { version: '1.1', lineWidth: 0 }),
];

/**
 * The YAML of one object by itself, which is read back as exactly the same manifest and ends in an end of line: its own
 * lines word for word, comments included, as long as they say the same without their surroundings. Where they do not,
 * the object is printed anew, without its comments: an item of a list in brackets (JSON too) or behind an alias, and one
 * with an alias whose anchor stands elsewhere in the list.
 *
 * @param range undefined for an object that shares its lines with others
 */
export function textOf(object: ParsedManifest, range: LineRange | undefined, lines: SourceLines): string {
  const { manifest } = object;
  const own = range && sliceObject(object, range, lines);
  // blank lines at the end may belong to the last text
  const ways = [
    ...(own === undefined ? [] : [() => endLine(own.trimEnd(), own), () => endLine(own, own)]),
    ...PRINTERS,
  ];
  let text = '';
  for (const way of ways) {
    text = way(manifest);
    if (says(text, manifest)) break;
  }
  return text;
}

/** @param like a text with the ends of line to take */
function endLine(text: string, like: string): string {
  if (text.endsWith('\n')) return text;
  return `${text}${/\r?\n/.exec(like)?.[0] ?? '\n'}`;
}

function says(text: string, manifest: Manifest): boolean {
  try {
    const found = parseManifests(text, '');
    return found.length === 1 && isDeepStrictEqual(found[0]?.manifest, manifest);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
