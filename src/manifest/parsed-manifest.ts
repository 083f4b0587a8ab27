import { type Document, isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import { fieldName } from './field-name';
import { asFields, type Manifest, type PlacedManifest } from './manifest';
import { isMergeKey } from './yaml-value';

/** What a manifest was read from. Offsets are into `text`. */
export interface ManifestSource {
  /** As messages name it. */
  readonly file: string;
  /** The whole text of the file, without a byte order mark. */
  readonly text: string;
  readonly document: Document.Parsed;
  /** From the end of the document before it on, so that the comments above `---` are in it. */
  readonly documentRange: readonly [start: number, end: number];
  /** The object's own map, or an alias that stands for it; undefined for an item of a list behind an alias. */
  readonly node: Node | undefined;
  /** The list that the object is an item of. */
  readonly list: { readonly items: YAMLSeq; readonly index: number } | undefined;
  /** The line of an offset, from 1. */
  lineAt(offset: number): number;
}

/** A manifest that knows the text it was read from. What it knows beside the manifest and its place is no own property. */
export class ParsedManifest implements PlacedManifest {
  readonly #source: ManifestSource;

  constructor(
    readonly manifest: Manifest,
    readonly place: string,
    source: ManifestSource,
  ) {
    this.#source = source;
  }

  get source(): ManifestSource {
    return this.#source;
  }

  /**
   * Where a field stands, as `file:line`: the line of its key or list item, or of the deepest field on the way to it
   * that is there. What comes from an alias or a merge key stands where that does.
   */
  lineOf(path: readonly (string | number)[]): string {
    const { file, document, lineAt } = this.#source;
    let node: unknown = this.#source.node;
    let value: unknown = this.manifest;
    let offset: number | undefined;
    for (const step of path) {
      const found = findChild(node, value, step, document);
      if (found === undefined) break;
      offset = found.offset;
      node = found.node;
      value = Array.isArray(value) ? value[Number(step)] : asFields(value)[step];
    }
    return offset === undefined ? this.place : `${file}:${lineAt(offset)}`;
  }
}

interface Child {
  readonly node: unknown;
  readonly offset: number;
}

function findChild(node: unknown, value: unknown, step: string | number, document: Document): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: offsetOf(item) };
  }
  if (!isMap(node)) return undefined;
  const name = String(step);
  const own = node.items.find(({ key }) => !isMergeKey(key) && fieldName(key, document) === name);
  if (own !== undefined) return { node: own.value, offset: offsetOf(own.key) };
  // items of a list may get their kind from it, so not every field has to stand here
  const merge = Object.hasOwn(asFields(value), name) ? node.items.find(({ key }) => isMergeKey(key)) : undefined;
  return merge && { node: undefined, offset: offsetOf(merge.key) };
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
