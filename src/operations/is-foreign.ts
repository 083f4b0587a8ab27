import { isMap, isSeq, type Node, parseAllDocuments } from 'yaml';

/** Of which an object has at least two; a values file or a Compose file may have one by chance. */
const FIELDS = ['apiVersion', 'kind', 'metadata'];
/** One that stands in a text that is not YAML: at the beginning of a line, or of a map in braces. */
const WRITTEN = /(?:^|[{,])\s*["']?(?:apiVersion|kind)["']?[ \t]*:/m;

/**
 * Whether a text is surely something else than Kubernetes objects: values of a Helm chart, a Compose file, a workflow, the
 * settings of a tool. No document in it then has two of `apiVersion`, `kind` and `metadata`.
 */
export function isForeign(text: string): boolean {
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), { logLevel: 'silent', uniqueKeys: false });
  if (documents.some(({ errors }) => errors.length > 0)) return !WRITTEN.test(text);
  return !documents.some(({ contents }) => isObject(contents));
}

function isObject(contents: Node | null): boolean {
  // kubectl takes no list of objects either, and says so
  if (isSeq(contents)) return contents.items.some(hasFields);
  return hasFields(contents);
}

function hasFields(value: unknown): boolean {
  return isMap(value) && FIELDS.filter((field) => value.has(field)).length >= 2;
}
