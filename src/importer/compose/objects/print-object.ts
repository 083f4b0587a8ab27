import { Document, visit } from 'yaml';
import type { Manifest } from '../../../manifest/manifest';
import { readPlainScalar } from '../../../manifest/plain-scalar';

/** One object as YAML that Kubernetes reads back as the same: `yes` and `0644` have quotes where they are text. */
export function printObject(manifest: Manifest): string {
  const document = new Document(manifest, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      const { value } = node;
      if (typeof value === 'string' && readPlainScalar(value) !== value) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0, directives: false });
}
