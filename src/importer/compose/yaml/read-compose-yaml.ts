import { type Document, isMap, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { ProblemList } from '../problem-list';
import type { ComposeNode } from './compose-node';
import { ComposeReader } from './compose-reader';

/**
 * The documents of a Compose file, each as a tree of placed values: anchors and merge keys are resolved, variables are
 * not. Documents without content are left out.
 *
 * @param file for places and messages only
 */
export function readComposeYaml(text: string, file: string, problems: ProblemList): ComposeNode[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const placeAt = (offset: number) => `${file}:${Math.max(1, lines.linePos(offset).line)}`;
  const seen = new Set<string>();
  for (const { code, message, pos } of documents.flatMap(({ errors }) => errors)) {
    const place = placeAt(pos[0]);
    // the later problems of a line follow from its first
    if (!seen.has(place)) problems.add(place, `this is not YAML: ${message}`, explain(code, message));
    seen.add(place);
  }
  if (seen.size > 0) return [];
  return documents
    .filter((document: Document.Parsed) => isMap(document.contents) || isSeq(document.contents) || hasText(document))
    .map((document: Document.Parsed) => new ComposeReader(placeAt, problems).read(document.contents));
}

function hasText(document: Document.Parsed): boolean {
  return document.contents !== null && document.range[1] > document.range[0] && String(document.contents) !== '';
}

function explain(code: string, message: string): { why: string; fix: string } {
  if (code === 'TAB_AS_INDENT') return { why: 'YAML does not allow tabs as indentation', fix: 'indent with spaces' };
  // the parser gives up where it would need a deeper stack
  if (message.includes('call stack')) return { why: 'its values are nested too deep to be read', fix: 'mend the file' };
  return { why: 'docker compose could not read it either', fix: 'mend the line' };
}
