import { basename } from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';

const NAME = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;

/** A key of that name anywhere, also with quotes or escapes. */
const SERVICES = /(?:^|[{,\s"'])services["']?\s*:|\\[ux]/;

/**
 * Whether a text is a Compose file rather than manifests of Kubernetes: a map with `services` and without `apiVersion` and
 * `kind`; or, by its name, a file that is meant to be one but cannot be read or has no services.
 */
export function isComposeText(text: string, file: string): boolean {
  const isNamed = NAME.test(basename(file));
  // most manifests need not be read twice
  if (!isNamed && !SERVICES.test(text)) return false;
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const keys = isMap(document.contents)
    ? document.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    : [];
  if (keys.includes('apiVersion') || keys.includes('kind')) return false;
  return keys.includes('services') || isNamed;
}
