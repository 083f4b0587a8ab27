import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { losesDigits, readPlainScalar } from './plain-scalar';

/** Keeps a problem with the place where it stands: an offset into the text. */
export type Report = (offset: number, problem: { code: string; what: string; why: string; fix: string }) => void;

/** As deep as the fields of any Kubernetes object by far; what is deeper is an attack or an accident. */
const MAX_DEPTH = 500;
// as many as the Kubernetes reader takes before it looks twice: https://pkg.go.dev/go.yaml.in/yaml/v2
const MAX_ALIASED_VALUES = 400_000;
const YAML_TAG = 'tag:yaml.org,2002:';

/** A value and how many values are in it, itself included. */
interface Counted {
  readonly value: unknown;
  readonly size: number;
}

/**
 * The value of one YAML document as Kubernetes reads it. The document has to be parsed with the failsafe schema, so
 * that each scalar is still what was written. A map has every key as its own property, `__proto__` included.
 */
export class YamlValue {
  private readonly anchors = new Map<string, Counted>();
  private readonly open = new Set<string>();
  private aliasedValues = 0;

  constructor(
    private readonly report: Report,
    private readonly lineAt: (offset: number) => number,
  ) {}

  /** The whole document; what could not be read is reported, and null. */
  read(document: Document.Parsed): unknown {
    return this.readNode(document.contents, 0).value;
  }

  private readNode(node: unknown, depth: number): Counted {
    if (node === null || node === undefined) return { value: null, size: 1 };
    if (depth > MAX_DEPTH) {
      return this.refuse(node, `the values are nested more than ${MAX_DEPTH} deep`, {
        why: 'no Kubernetes object is that deep',
        fix: 'mend the file',
      });
    }
    if (isAlias(node)) return this.readAlias(node.source, node);
    const { anchor } = node as { anchor?: string };
    if (anchor === undefined) return this.readContent(node, depth);
    this.open.add(anchor);
    const counted = this.readContent(node, depth);
    this.open.delete(anchor);
    this.anchors.set(anchor, counted);
    return counted;
  }

  private readContent(node: unknown, depth: number): Counted {
    if (isMap(node)) return this.readMap(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.readNode(item, depth + 1));
      return { value: items.map(({ value }) => value), size: sizeOf(items) };
    }
    return { value: isScalar(node) ? this.readScalar(node) : null, size: 1 };
  }

  private readAlias(name: string, node: unknown): Counted {
    const counted = this.anchors.get(name);
    if (this.open.has(name) || counted === undefined) {
      return this.refuse(
        node,
        this.open.has(name) ? `'*${name}' stands within its own value` : `there is no '&${name}'`,
        {
          why: 'an alias stands for the value of an anchor that stands before it',
          fix: 'write the value itself',
        },
      );
    }
    const isKnownBomb = this.aliasedValues > MAX_ALIASED_VALUES;
    this.aliasedValues += counted.size;
    if (this.aliasedValues <= MAX_ALIASED_VALUES) return counted;
    if (isKnownBomb) return { value: null, size: 1 };
    return this.refuse(node, `aliases stand for more than ${MAX_ALIASED_VALUES} values`, {
      why: 'Kubernetes refuses a file that is small and becomes huge',
      fix: 'write the values themselves',
    });
  }

  private readMap(map: YAMLMap, depth: number): Counted {
    const value: Record<string, unknown> = {};
    const offsets = new Map<string, number>();
    const parts: Counted[] = [];
    for (const pair of map.items) {
      if (isMergeKey(pair.key)) {
        parts.push(this.merge(value, pair.value, pair.key, depth));
        continue;
      }
      const key = this.readKey(pair.key, depth);
      const counted = this.readNode(pair.value, depth + 1);
      if (key === undefined) continue;
      const first = offsets.get(key);
      if (first !== undefined) {
        this.report(offsetOf(pair.key), {
          code: 'MANIFEST_DUPLICATE_KEY',
          what: `'${key}' stands here again`,
          why: `it already stands in line ${this.lineAt(first)}, and which of them counts depends on who reads the file`,
          fix: 'keep one of them',
        });
      }
      offsets.set(key, offsetOf(pair.key));
      define(value, key, counted.value);
      parts.push(counted);
    }
    return { value, size: sizeOf(parts) };
  }

  /** In Kubernetes what stands later wins, be it merged or written; in a list of maps the earlier one does. */
  private merge(into: Record<string, unknown>, node: unknown, key: unknown, depth: number): Counted {
    const counted = this.readNode(node, depth + 1);
    // a list behind an alias is none to Kubernetes
    const maps: unknown[] = isSeq(node) ? (counted.value as unknown[]) : [counted.value];
    for (const map of maps.toReversed()) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) {
        return this.refuse(key, "'<<' has something else than a map", {
          why: 'it puts the fields of a map, or of each map in a list, in its place',
          fix: 'give it an alias of a map',
        });
      }
      for (const [name, value] of Object.entries(map)) define(into, name, value);
    }
    return counted;
  }

  private readKey(node: unknown, depth: number): string | undefined {
    if (isScalar(node) && !node.type?.startsWith('BLOCK_') && node.range && this.isInLines(node.range)) {
      this.refuse(node, 'a key stands in several lines', {
        why: 'kubectl looks for its colon in the line that it begins in',
        fix: 'write it in one line',
      });
      return undefined;
    }
    const { value } = this.readNode(node, depth + 1);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.refuse(node, `a key is ${value === null ? 'empty' : Array.isArray(value) ? 'a list' : 'a map'}`, {
      why: 'the keys of a Kubernetes object are text',
      fix: 'write a name before the colon',
    });
    return undefined;
  }

  private readBinary(node: Scalar, text: string): unknown {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.toString('base64') === text.replace(/[\r\n]/g, '')) return bytes.toString();
    return this.refuse(node, 'the value of the type !!binary is not base64', {
      why: 'the type before it says so',
      fix: 'take the type out, or mend the value',
    }).value;
  }

  private isInLines([start, end]: readonly [number, number, number]): boolean {
    return end > start + 1 && this.lineAt(end - 1) > this.lineAt(start);
  }

  private readScalar(node: Scalar): unknown {
    const text = String(node.value ?? '');
    const tag = node.tag?.startsWith(YAML_TAG) ? node.tag.slice(YAML_TAG.length) : undefined;
    if (tag === 'binary') return this.readBinary(node, text);
    const isTyped = tag !== undefined && ['int', 'float', 'bool', 'null'].includes(tag);
    if (node.tag === undefined ? node.type !== 'PLAIN' : !isTyped) return text;
    const value = readPlainScalar(text);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return this.refuse(node, `'${text}' is no number that Kubernetes has`, {
        why: 'objects are sent as JSON, which has neither infinity nor not-a-number',
        fix: 'put quotes around it if it is text',
      }).value;
    }
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER && losesDigits(text)) {
      return this.refuse(node, `the number ${text} is too large to be kept to the last digit`, {
        why: `JavaScript would make it ${value}, which is another number`,
        fix: 'put quotes around it if it is text, or leave this object out',
      }).value;
    }
    const type =
      value === null ? 'null' : typeof value === 'boolean' ? 'bool' : Number.isInteger(value) ? 'int' : 'float';
    if (!isTyped || type === tag || (type === 'int' && tag === 'float')) return value;
    return this.refuse(node, `'${text}' is not of the type !!${tag}`, {
      why: 'the type before it says so',
      fix: 'take the type out, or mend the value',
    }).value;
  }

  private refuse(node: unknown, what: string, reason: { why: string; fix: string }): Counted {
    this.report(offsetOf(node), { code: 'MANIFEST_NOT_YAML', what, ...reason });
    return { value: null, size: 1 };
  }
}

function sizeOf(parts: readonly Counted[]): number {
  return parts.reduce((sum, { size }) => sum + size, 1);
}

/** Whether a key is `<<`, which puts the fields of a map in its place. */
export function isMergeKey(node: unknown): boolean {
  return isScalar(node) && node.type === 'PLAIN' && node.value === '<<';
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

/** Sets a key that may be called `__proto__`. */
function define(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}
