import { type Document, isMap, isSeq, LineCounter, type Node, parseAllDocuments, type YAMLSeq } from 'yaml';
import { type Problem, requireNone } from '../errors';
import { findGap } from './find-gap';
import { findRefusedText } from './find-refused-text';
import { asFields, type Fields, isFields, type Manifest } from './manifest';
import { type ManifestSource, ParsedManifest } from './parsed-manifest';
import { type Report, YamlValue } from './yaml-value';

const MAX_PROBLEMS = 100;

/**
 * The objects in a YAML text, in their order, each placed at `file:line`. YAML is read as Kubernetes reads it: the words
 * and numbers of YAML 1.1 (`0644` is octal, `yes` is true), dates as text, aliases and merge keys. `kind: List` is
 * its items; documents without content are left out. Each object knows the text that it was read from.
 *
 * @param file for places and messages only
 * @throws UserError MANIFEST_NOT_YAML, MANIFEST_DUPLICATE_KEY, MANIFEST_INCOMPLETE, all problems of the file at once, or
 *   the first hundred and how many there are
 */
export function parseManifests(text: string, file: string): ParsedManifest[] {
  const lines = new LineCounter();
  const body = text.replace(/^\ufeff/, '');
  const documents = parseAllDocuments(body, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problems = findSyntaxProblems(body, documents, lineAt);
  const report: Report = (offset, problem) => problems.push({ offset, problem });
  const found: ParsedManifest[] = [];
  const take = (value: unknown, source: ManifestSource, offset: number): void => {
    const items = itemsOf(value);
    if (items) {
      const list = itemListOf(source.node);
      items.forEach((item, index) => {
        const node = list?.items[index] as Node | undefined;
        take(item, { ...source, node, list: list && { items: list, index } }, node?.range?.[0] ?? offset);
      });
    } else {
      const problem = findGap(value);
      if (problem) report(offset, problem);
      else found.push(new ParsedManifest(value as Manifest, `${file}:${lineAt(offset)}`, source));
    }
  };
  let start = 0;
  for (const document of documents) {
    const documentRange = [start, document.range[2]] as const;
    start = document.range[2];
    if (document.errors.length > 0) continue;
    const before = problems.length;
    const value = new YamlValue(report, lineAt).read(document);
    if (problems.length > before || value === null) continue;
    const node = document.contents ?? undefined;
    take(value, { file, text: body, document, documentRange, node, list: undefined, lineAt }, node?.range[0] ?? 0);
  }
  const placed = problems
    .sort((a, b) => a.offset - b.offset)
    .slice(0, MAX_PROBLEMS)
    .map(({ offset, problem }) => ({ ...problem, what: `${file}:${lineAt(offset)}: ${problem.what}` }));
  requireNone([...placed, ...countFurther(placed, problems.length, file)]);
  return found;
}

/** One problem for those that are not told one by one. */
function countFurther([first]: readonly Problem[], count: number, file: string): Problem[] {
  if (!first || count <= MAX_PROBLEMS) return [];
  return [
    {
      code: first.code,
      what: `${file} has ${count - MAX_PROBLEMS} further problems`,
      why: `the first ${MAX_PROBLEMS} are told one by one`,
      fix: 'mend these first',
    },
  ];
}

/** Where it is not YAML, or not what kubectl takes for YAML. One a line, since the later ones follow from the first. */
function findSyntaxProblems(
  text: string,
  documents: readonly Document.Parsed[],
  lineAt: (offset: number) => number,
): { readonly offset: number; readonly problem: Problem }[] {
  const markers = [...text.matchAll(/^---(?![ \t\r]*(?:#|$))/gm)].map(({ index }) => ({
    offset: index,
    problem: notYaml('something stands behind ---', 'kubectl takes nothing but a comment there', 'begin a new line'),
  }));
  const ends = [
    ...text.matchAll(/^\.\.\.(?![^ \t\r\n])[^\n]*\n(?:[ \t\r]*(?:#[^\n]*)?\n)*(?=[^\n])(?!---|[ \t]*(?:#|$))/gm),
  ].map(({ index }) => ({
    offset: index,
    problem: notYaml('something stands behind ...', 'kubectl passes over it', 'begin the next document with ---'),
  }));
  const refused = findRefusedText(text).map(({ offset, what, why, fix }) => ({
    offset,
    problem: notYaml(what, why, fix),
  }));
  const directives = documents
    .filter((document) => document.directives.yaml.explicit)
    .map(({ range }) => ({
      offset: range[0],
      problem: notYaml('%YAML stands before it', 'kubectl reads each document without directives', 'delete that line'),
    }));
  const errors = documents.flatMap((document) =>
    document.errors.map(({ code, message, pos }) => {
      const { why, fix } = explain(code, message);
      return { offset: pos[0], problem: notYaml(`this is not YAML: ${message}`, why, fix) };
    }),
  );
  const seen = new Set<number>();
  return [...markers, ...ends, ...directives, ...errors, ...refused].filter(({ offset }) => {
    const isNew = !seen.has(lineAt(offset));
    seen.add(lineAt(offset));
    return isNew;
  });
}

function explain(code: string, message: string): { why: string; fix: string } {
  if (code === 'TAB_AS_INDENT') return { why: 'YAML does not allow tabs as indentation', fix: 'indent with spaces' };
  // the parser gives up where it would need a deeper stack
  if (message.includes('call stack')) return { why: 'its values are nested too deep to be read', fix: 'mend the file' };
  return { why: 'kubectl could not read it either', fix: 'mend the line' };
}

function notYaml(what: string, why: string, fix: string): Problem {
  return { code: 'MANIFEST_NOT_YAML', what, why, fix };
}

/** The items of `kind: List`, or of a list of one kind, whose items may leave out their kind; undefined otherwise. */
function itemsOf(value: unknown): unknown[] | undefined {
  const { apiVersion, kind, items } = asFields(value);
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (!Array.isArray(items)) return kind === 'List' && (items === undefined || items === null) ? [] : undefined;
  const itemKind = kind.slice(0, -'List'.length);
  return items.map((item: Fields) =>
    itemKind !== '' && isFields(item) && item.kind === undefined && item.apiVersion === undefined
      ? { apiVersion, kind: itemKind, ...item }
      : item,
  );
}

/** Undefined where the items stand behind an alias. */
function itemListOf(node: unknown): YAMLSeq | undefined {
  const items = isMap(node) ? node.get('items', true) : undefined;
  return isSeq(items) ? items : undefined;
}
