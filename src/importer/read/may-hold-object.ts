import { isMap, isScalar, parseAllDocuments } from 'yaml';

/** One of the two fields that every object has, at the begin of a line or behind a bracket, comma, dash or quote. */
const OBJECT_FIELD = /(?:^|[{,\s"'-])(?:apiVersion|kind)["']?\s*:/m;

/**
 * Whether a text of any kind may be meant as Kubernetes objects: a document of it has apiVersion or kind, or it has them
 * somewhere and cannot be read. False for values of a chart, Compose files, workflows, and what is no YAML at all.
 */
export function mayHoldObject(text: string): boolean {
  if (!OBJECT_FIELD.test(text)) return false;
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return documents.some(
    ({ contents, errors }) =>
      errors.length > 0 ||
      (isMap(contents) &&
        contents.items.some(({ key }) => isScalar(key) && (key.value === 'apiVersion' || key.value === 'kind'))),
  );
}
