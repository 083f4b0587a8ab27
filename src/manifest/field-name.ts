import { type Document, isAlias, isScalar } from 'yaml';
import { readPlainScalar } from './plain-scalar';

/**
 * The name of a field as Kubernetes reads its key: that of `yes:` is `true`. Undefined for a key that is no text.
 *
 * @param key a node of a document that was parsed with the failsafe schema
 */
export function fieldName(key: unknown, document: Document): string | undefined {
  const node = isAlias(key) ? key.resolve(document) : key;
  if (!isScalar(node)) return undefined;
  const text = String(node.value ?? '');
  return node.tag === undefined && node.type === 'PLAIN' ? String(readPlainScalar(text)) : text;
}
