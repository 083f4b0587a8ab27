import { isMap, stringify } from 'yaml';
import type { ParsedManifest } from '../../manifest/parsed-manifest';
import type { LineRange } from './object-lines';
import type { SourceLines } from './source-lines';

/**
 * The text of an object as it was written, comments included: its document without `---`, or its item of a list without
 * dash and indentation. Undefined where lines cannot be taken out of their surroundings. Whether they say the same there
 * is not checked: an alias may have lost its anchor.
 */
export function sliceObject(object: ParsedManifest, range: LineRange, lines: SourceLines): string | undefined {
  return range.dash === undefined ? sliceDocument(object, range, lines) : sliceItem(object, range, range.dash, lines);
}

function sliceDocument({ source }: ParsedManifest, { from, to }: LineRange, lines: SourceLines): string {
  const { node, document } = source;
  const head = lines.lineAt(node?.range?.[0] ?? document.range[0]);
  const begin = Math.max(from, Math.min(head, lines.lineAt(document.range[0])));
  let end = lines.lineAt(Math.max(0, (node?.range?.[1] ?? document.range[1]) - 1));
  while (end < to && !/^\.\.\.(?:\s|$)/.test(lines.read(end))) end += 1;
  // of what stands above ---, directives are no part of the object
  const above = range(from, begin).filter((line) => !lines.hasContent(line));
  const own = range(begin, end).map((line) => lines.slice(line, line + 1));
  // a comment may stand behind it
  own[0] = own[0]?.replace(/^---[ \t]*(?:\r?\n)?/, '') ?? '';
  return [...above.map((line) => lines.slice(line, line + 1)), ...own].join('');
}

function sliceItem(
  { manifest, source }: ParsedManifest,
  { from, to }: LineRange,
  dash: number,
  lines: SourceLines,
): string | undefined {
  const { node } = source;
  if (!isMap(node) || node.flow === true || !node.range) return undefined;
  const head = lines.lineAt(dash);
  const beforeDash = lines.columnAt(dash);
  const width = lines.columnAt(node.range[0]);
  const own = range(head, to).map((line) => {
    const text = lines.slice(line, line + 1);
    return outdent(line === head ? `${text.slice(0, beforeDash)} ${text.slice(beforeDash + 1)}` : text, width);
  });
  if (
    lines
      .slice(head, head + 1)
      .slice(0, beforeDash)
      .trim() !== '' ||
    own.includes(undefined)
  )
    return undefined;
  const above = range(from, head).map((line) => lines.slice(line, line + 1).trimStart());
  const given = node.has('kind') ? '' : stringify({ apiVersion: manifest.apiVersion, kind: manifest.kind });
  // what is left of a line with the dash alone
  const rest = own[0]?.trim() === '' ? own.slice(1) : own;
  return [...above, given, ...rest].join('');
}

/** A line without so much of its indentation; undefined when it has less, and is more than a comment. */
function outdent(line: string, width: number): string | undefined {
  const indentation = /^ */.exec(line)?.[0].length ?? 0;
  const rest = line.slice(Math.min(indentation, width));
  return indentation >= width || /^\s*(?:#|$)/.test(rest) ? rest : undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
