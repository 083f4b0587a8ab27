import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { didYouMean } from '../did-you-mean';
import type { Problem } from '../errors';
import { tagFault } from './reference-grammar';

/**
 * Reads one map of plain strings from a YAML text and keeps every problem with its line. Nothing is converted:
 * each scalar is the string that was written.
 */
export class StrictYaml {
  private readonly problems: { offset: number; problem: Problem }[] = [];
  private readonly lines = new LineCounter();

  /** @param path for messages only */
  constructor(private readonly path: string) {}

  /** The only document's contents; undefined when there is a problem. */
  readDocument(text: string): unknown {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      keepSourceTokens: true,
      lineCounter: this.lines,
      prettyErrors: false,
    });
    if (!Array.isArray(documents) || documents.length === 0) return this.empty();
    const document = documents[0] as Document.Parsed;
    if (documents.length > 1) {
      const second = documents[1] as Document.Parsed;
      this.add(second.range[0], 'RELEASE_SEVERAL_DOCUMENTS', 'a second YAML document begins here', {
        why: 'a release file names one image, and which document counts would be a guess',
        fix: 'keep one document, and a file for each release',
      });
      return undefined;
    }
    for (const error of document.errors) {
      this.add(error.pos[0], 'RELEASE_NOT_YAML', `this is not YAML: ${error.message}`, {
        why:
          error.code === 'TAB_AS_INDENT'
            ? 'YAML does not allow tabs as indentation'
            : 'the file has to be read the same way by every tool',
        fix: error.code === 'TAB_AS_INDENT' ? 'indent with spaces' : 'mend the line',
      });
    }
    if (this.problems.length > 0) return undefined;
    if (document.contents === null || isBlankScalar(document.contents)) return this.empty();
    return document.contents;
  }

  get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  /** The problems as they stand in the file. */
  inOrder(): Problem[] {
    return [...this.problems].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem);
  }

  /** The pairs of a map by key, every unknown and duplicate key reported. */
  readMap(
    node: unknown,
    name: string,
    known: readonly string[],
    { why, example, at }: { why: string; example: string; at?: number },
  ): Map<string, Pair> | undefined {
    if (this.isIndirect(node, name)) return undefined;
    if (!isMap(node)) {
      this.add(at ?? offsetOf(node), 'RELEASE_WRONG_TYPE', `${name} is ${describe(node)}, not a map`, {
        why,
        fix: example,
      });
      return undefined;
    }
    const pairs = new Map<string, Pair>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      const offset = offsetOf(pair.key);
      if (key === undefined || !known.includes(key)) {
        const guess = key === undefined ? undefined : didYouMean(key, known);
        this.add(offset, 'RELEASE_UNKNOWN_KEY', `unknown key '${key ?? String(pair.key)}'`, {
          why,
          fix: guess ? `rename '${key}' to '${guess}' and give it one value` : `delete '${key ?? String(pair.key)}'`,
        });
      } else if (pairs.has(key)) {
        const first = this.lines.linePos(offsetOf(pairs.get(key)?.key)).line;
        this.add(offset, 'RELEASE_DUPLICATE_KEY', `'${key}' stands here again`, {
          why: `it already stands in line ${first}, and which of them counts would be a guess`,
          fix: 'keep one of them',
        });
      } else {
        pairs.set(key, pair);
      }
    }
    return pairs;
  }

  /** The one-line value of a key. */
  readScalar(pair: Pair, key: string): Scalar | undefined {
    const node = pair.value;
    if (this.isIndirect(node, `'${key}'`)) return undefined;
    if (isBlankScalar(node) || node === null) {
      this.add(offsetOf(pair.key), 'RELEASE_VALUE_MISSING', `'${key}' has no value`, {
        why: 'an empty value would be left out of the image reference without a word',
        fix: `give '${key}' a value or delete the line`,
      });
      return undefined;
    }
    if (!isScalar(node)) {
      this.add(offsetOf(node), 'RELEASE_WRONG_TYPE', `'${key}' is ${describe(node)}, not one value`, {
        why: 'the release file names one image',
        fix: `write one value behind '${key}:'`,
      });
      return undefined;
    }
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      this.add(offsetOf(node), 'RELEASE_NOT_PLAIN', `'${key}' is a block of text`, {
        why: 'bump and bots change the value in its line',
        fix: `write the value behind '${key}:', in the same line`,
      });
      return undefined;
    }
    return node;
  }

  /** `true` or `false`; false for a key that is not there. */
  readBoolean(pair: Pair | undefined, key: string): boolean {
    if (!pair) return false;
    const value = this.readScalar(pair, key)?.value;
    if (value !== undefined && value !== 'true' && value !== 'false') {
      this.add(offsetOf(pair.value), 'RELEASE_WRONG_TYPE', `'${key}' is '${value}'`, {
        why: 'it is a yes or a no',
        fix: 'write true or false',
      });
    }
    return value === 'true';
  }

  /** A list of tags; empty for a key that is not there. */
  readStrings(pair: Pair | undefined, key: string): string[] {
    if (!pair) return [];
    if (this.isIndirect(pair.value, `'${key}'`)) return [];
    if (!isSeq(pair.value)) {
      this.add(
        offsetOf(pair.value ?? pair.key),
        'RELEASE_WRONG_TYPE',
        `'${key}' is ${describe(pair.value)}, not a list`,
        {
          why: 'it lists the tags that move',
          fix: `write ${key}: [main, edge]`,
        },
      );
      return [];
    }
    const tags: string[] = [];
    for (const item of pair.value.items) {
      const fault = isScalar(item) ? tagFault(String(item.value)) : `is ${describe(item)}`;
      if (fault === undefined) tags.push(String((item as Scalar).value));
      else {
        this.add(offsetOf(item), 'RELEASE_TAG_INVALID', `a tag in '${key}' ${fault}`, {
          why: 'this is the OCI distribution grammar of a tag',
          fix: 'list tags, for example [main, edge]',
        });
      }
    }
    return tags;
  }

  /** Anchors, aliases and explicit tags say one thing in two places or change its type: neither can be edited in place. */
  private isIndirect(node: unknown, name: string): boolean {
    const anchor = (node as { anchor?: string } | null)?.anchor;
    const tag = (node as { tag?: string } | null)?.tag;
    if (!isAlias(node) && anchor === undefined && tag === undefined) return false;
    const kind = isAlias(node) ? 'an alias' : anchor !== undefined ? 'an anchor' : `the YAML tag ${tag}`;
    this.add(offsetOf(node), 'RELEASE_NOT_PLAIN', `${name} has ${kind}`, {
      why: 'bump and bots change a value where it stands, so it has to stand in one place',
      fix: 'write the value itself',
    });
    return true;
  }

  private empty(): undefined {
    this.add(0, 'RELEASE_EMPTY', 'there is nothing in it', {
      why: 'a release file names the image that every workload runs',
      fix: "write 'image:', and below it 'repository:' and 'tag:'",
    });
    return undefined;
  }

  /** Keeps a problem; its place is put before `what`. */
  add(offset: number, code: string, what: string, { why, fix }: { why: string; fix: string }): void {
    this.problems.push({ offset, problem: { code, what: `${this.place(offset)}: ${what}`, why, fix } });
  }

  /** `file:line` of an offset. */
  place(offset: number): string {
    return `${this.path}:${Math.max(1, this.lines.linePos(offset).line)}`;
  }
}

/** Where a node begins in the text; 0 for none. */
export function offsetOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] } | null | undefined)?.range?.[0] ?? 0;
}

function isBlankScalar(node: unknown): boolean {
  return isScalar(node) && node.type === 'PLAIN' && (node.source ?? '') === '';
}

function describe(node: unknown): string {
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'a map';
  if (node === null || node === undefined || isBlankScalar(node)) return 'empty';
  return 'text';
}
