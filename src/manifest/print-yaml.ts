import { DocumentPrinter } from './print-yaml/document-printer';

/**
 * Who the text is for. `cdk8s` wants the bytes of `Yaml.stringify`, whatever they mean to others. `kubernetes` wants to read
 * back what was printed: the few texts that cdk8s writes in a way that Kubernetes refuses or takes for something else
 * (`0o17`, `<<`, a tab at the beginning, a line of blanks, U+2028 and its like) are written with escapes.
 */
export type YamlReader = 'cdk8s' | 'kubernetes';

/**
 * Documents as one YAML text, parted by `---`, ending with a newline: the bytes of cdk8s' `Yaml.stringify`, in a
 * fraction of its time. Lines are never folded, lists are indented, keys keep their order, and text that YAML 1.1 would
 * read as something else is quoted. As in cdk8s, an undefined document is an empty line and an undefined value null.
 *
 * Maps and lists of text, numbers, booleans and null are printed here. A document with anything else in it (dates,
 * instances of classes, one object at two places, values nested very deep), and one that is only a scalar, is printed
 * by cdk8s itself.
 *
 * @param printOther prints such a document; cdk8s is loaded only when there is one
 * @throws whatever cdk8s throws for a value that YAML does not have
 * @see https://yaml.org/spec/1.1/
 */
export function printYaml(
  documents: readonly unknown[],
  printOther: (document: unknown) => string = printWithCdk8s,
  reader: YamlReader = 'cdk8s',
): string {
  return Array.from(documents, (document) =>
    document === undefined ? '\n' : (new DocumentPrinter(reader).print(document) ?? printOther(document)),
  ).join('---\n');
}

/** Documents as {@link printYaml} prints them for Kubernetes. */
export function printForKubernetes(documents: readonly unknown[]): string {
  return printYaml(documents, printWithCdk8s, 'kubernetes');
}

function printWithCdk8s(document: unknown): string {
  const { Yaml } = require('cdk8s') as typeof import('cdk8s');
  return Yaml.stringify(document);
}
