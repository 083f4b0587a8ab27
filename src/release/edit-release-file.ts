import type { Pair, Scalar } from 'yaml';
import { requireNone, UserError } from '../errors';
import { ImageReference } from './image-reference';
import { type ImageKey, type ParsedRelease, parseReleaseText } from './parse-release-file';

/** What to write: a value, null to take the key out, or nothing to leave it as it is. */
export interface ReleaseEdit {
  readonly repository?: string;
  readonly tag?: string | null;
  readonly digest?: string | null;
}

/** Characters `from` up to `to` become `text`. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a release file with other values in it. Only the bytes of these values change:
 * comments, order, quotes, spacing and line ends stay. A key that is not there yet gets a line of its own
 * below the tag (or the repository); a key that is taken out takes its line with it.
 *
 * @param path for messages only
 * @throws UserError when the text or the result is not a release file, or a value is not what its key takes
 */
export function editReleaseFile(text: string, path: string, edit: ReleaseEdit): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const parsed = parseReleaseText(body, path);
  const wanted = new ImageReference({
    repository: edit.repository ?? parsed.image.repository,
    tag: edit.tag === undefined ? parsed.image.tag : (edit.tag ?? undefined),
    digest: edit.digest === undefined ? parsed.image.digest : (edit.digest ?? undefined),
  });
  const splices = (['repository', 'tag', 'digest'] as const)
    .filter((key) => wanted[key] !== parsed.image[key])
    .map((key) => spliceOf(body, parsed, key, wanted));
  const result = mark + applySplices(body, splices);
  const { image, versionProblem } = reparse(result, path) ?? {};
  if (image?.toString() !== wanted.toString()) throw editUnsafe(path, wanted);
  requireNone(versionProblem ? [versionProblem] : []);
  return result;
}

/** The edited text, if it can still be read; the values themselves have been looked at before. */
function reparse(text: string, path: string): ParsedRelease | undefined {
  try {
    return parseReleaseText(text, path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function editUnsafe(path: string, wanted: ImageReference): UserError {
  return new UserError({
    code: 'RELEASE_EDIT_UNSAFE',
    what: `${path} cannot be changed to ${wanted} in place`,
    why: 'the image is written in a form in which more than that value would change',
    fix: "write 'image:' with one key a line below it, or change it by hand",
  });
}

function spliceOf(text: string, parsed: ParsedRelease, key: ImageKey, wanted: ImageReference): Splice {
  const node = parsed.nodes.get(key);
  const value = wanted[key];
  if (node && value !== undefined) return replaceValue(text, node.value, value);
  if (node) return parsed.flow ? removeFromFlow(parsed, key) : removeLine(text, node.pair);
  const anchor = key === 'digest' && wanted.tag !== undefined ? parsed.nodes.get('tag') : undefined;
  return insertAfter(text, parsed, anchor ?? required(parsed.nodes.get('repository')), `${key}: ${value}`);
}

/** Quotes stay; nothing in a reference has to be escaped within them. */
function replaceValue(text: string, { range, type }: Scalar, value: string): Splice {
  const [from, to] = required(range);
  // an IPv6 host begins with a bracket, which unquoted is a YAML list
  if (type === 'PLAIN' && value.startsWith('[')) return { from, to, text: `"${value}"` };
  const quoted = text[from] === '"' || text[from] === "'" ? 1 : 0;
  return { from: from + quoted, to: to - quoted, text: value };
}

function insertAfter(
  text: string,
  parsed: ParsedRelease,
  anchor: { pair: Pair; value: Scalar },
  entry: string,
): Splice {
  if (parsed.flow) {
    const [, end] = required(anchor.value.range);
    return { from: end, to: end, text: `, ${entry}` };
  }
  const start = startOf(anchor.pair);
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const newline = text.indexOf('\n', start);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = newline === -1 ? text.length : text[newline - 1] === '\r' ? newline - 1 : newline;
  return { from: end, to: end, text: `${eol}${indent}${entry}` };
}

function removeLine(text: string, pair: Pair): Splice {
  const from = text.lastIndexOf('\n', startOf(pair) - 1) + 1;
  const newline = text.indexOf('\n', required((pair.value as Scalar).range)[1]);
  // a last line without a line end takes the one before it along
  if (newline === -1)
    return { from: Math.max(0, text[from - 2] === '\r' ? from - 2 : from - 1), to: text.length, text: '' };
  return { from, to: newline + 1, text: '' };
}

function removeFromFlow(parsed: ParsedRelease, key: ImageKey): Splice {
  const inOrder = [...parsed.nodes.values()].sort((a, b) => startOf(a.pair) - startOf(b.pair));
  const index = inOrder.findIndex(({ pair }) => pair === parsed.nodes.get(key)?.pair);
  const own = required(inOrder[index]);
  const next = inOrder[index + 1];
  if (next) return { from: startOf(own.pair), to: startOf(next.pair), text: '' };
  const before = required(inOrder[index - 1]);
  return { from: required(before.value.range)[1], to: required(own.value.range)[1], text: '' };
}

function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let done = 0;
  for (const { from, to, text: put } of [...splices].sort((a, b) => a.from - b.from)) {
    result += text.slice(done, Math.max(done, from)) + put;
    done = Math.max(done, to);
  }
  return result + text.slice(done);
}

function startOf(pair: Pair): number {
  return required((pair.key as Scalar).range)[0];
}

function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a parsed release file has a node without a place');
  return value;
}
