import { isPlainText, isSurelyPlain } from './is-plain-text';
import { printDoubleQuoted, printQuoted } from './print-quoted';

/** At the beginning of a line, these are a directive or the border of a document. */
const DOCUMENT_MARKER = /^(?:%|---|\.\.\.)/m;
const MAX_KEPT_KEYS = 4096;
const MAX_KEPT_LENGTH = 64;

// the same few hundred keys come in every manifest
const kept = new Map<string, string>();

/** A key and its colon, as they stand anywhere but at the left margin. */
export function printKey(key: string): string {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const printed = `${printName(key)}:`;
  if (key.length <= MAX_KEPT_LENGTH && kept.size < MAX_KEPT_KEYS) kept.set(key, printed);
  return printed;
}

/** A key of the document itself and its colon. */
export function printRootKey(key: string): string {
  const printed = printKey(key);
  const isBare = printed.length === key.length + 1;
  return isBare && DOCUMENT_MARKER.test(key) ? `${printQuoted(key)}:` : printed;
}

function printName(key: string): string {
  // in this place it is the merge key, which cdk8s does not quote either
  if (isSurelyPlain(key) || key === '<<') return key;
  if (key.includes('\n')) return printDoubleQuoted(key);
  return isPlainText(key) ? key : printQuoted(key);
}
