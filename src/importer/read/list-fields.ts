import { isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { fieldName } from '../../manifest/field-name';
import type { ParsedManifest } from '../../manifest/parsed-manifest';
import { isMergeKey } from '../../manifest/yaml-value';
import { pointer as below } from '../pointer';
import type { SourceLines } from './source-lines';

/** A field or list item of an object, and where it stands in the text. */
export interface SourceField {
  /** RFC 6901; of the map that it stands in, for a merge key. */
  readonly pointer: string;
  /** How many fields it is within. */
  readonly depth: number;
  /** Offset of its key, or of its dash. */
  readonly start: number;
  /** From 0. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Whether it stands in a block, and not between brackets. */
  readonly isInBlock: boolean;
  /** Whether its value is a list or a map between brackets. */
  readonly hasBrackets: boolean;
  /** The line that its value ends in; undefined for a block, which ends with a field of its own or with its text. */
  readonly endLine: number | undefined;
}

/** All fields of an object in the order in which they stand; those of an alias are not among them. */
export function listFields({ source }: ParsedManifest, lines: SourceLines): SourceField[] {
  const fields: SourceField[] = [];
  const add = (value: unknown, start: number, pointer: string, isInBlock: boolean, depth: number): void => {
    const hasBrackets = (isMap(value) || isSeq(value)) && value.flow === true;
    const end = hasBrackets || isFlowScalar(value) ? (value as Node).range?.[1] : undefined;
    const line = lines.lineAt(start);
    const endLine = end === undefined ? undefined : lines.lineAt(Math.max(start, end - 1));
    const column = lines.columnAt(start);
    fields.push({ pointer, depth, start, line, column, isInBlock, hasBrackets, endLine });
    walk(value, pointer, depth + 1);
  };
  const walk = (node: unknown, pointer: string, depth: number): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const start = startOf(item);
        const dash = node.flow === true ? undefined : lines.findDash(start);
        add(item, dash ?? start, `${pointer}/${index}`, node.flow !== true, depth);
      }
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isMergeKey(key) ? undefined : fieldName(key, source.document);
        const own = name === undefined ? pointer : below(pointer, name);
        add(value, startOf(key), own, node.flow !== true, depth);
      }
    }
  };
  walk(source.node, '', 0);
  return fields;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

/** Plain or in quotes. */
function isFlowScalar(node: unknown): boolean {
  return isScalar(node) && node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED;
}
