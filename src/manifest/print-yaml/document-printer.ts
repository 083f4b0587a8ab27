import type { YamlReader } from '../print-yaml';
import { isMisread } from './is-misread';
import { isSurelyPlain } from './is-plain-text';
import { printEscaped } from './print-escaped';
import { printKey, printRootKey } from './print-key';
import { printText } from './print-text';

/** The nodes of the `yaml` package carry this mark; it prints them as what they stand for. */
const NODE_TYPE = Symbol.for('yaml.node.type');
/** Deeper than any Kubernetes object; what is deeper may need more stack than there is. */
const MAX_DEPTH = 200;
/** A key printed longer than this stands behind a `?`, since readers need not look further for the colon. */
const MAX_KEY_LENGTH = 1024;

const INDENTS = Array.from({ length: MAX_DEPTH + 3 }, (_, depth) => '  '.repeat(depth));
const NEWLINES = INDENTS.map((indent) => `\n${indent}`);

/** Prints one document. An instance is used once. */
export class DocumentPrinter {
  private readonly seen = new Set<object>();
  private isPlain = true;

  constructor(private readonly reader: YamlReader) {}

  /** The document and a newline; undefined when it has something else in it than plain maps, lists and scalars. */
  print(document: unknown): string | undefined {
    if (typeof document !== 'object' || document === null) return undefined;
    const text = `${this.printCollection(document, 0, printRootKey)}\n`;
    // no text begins with a zero; asking puts its parts together now, which halves the time for many documents
    return this.isPlain && text.charCodeAt(0) !== 0 ? text : undefined;
  }

  /** What stands at `depth` times two spaces, without the spaces before its first line. */
  private printCollection(value: object, depth: number, keyPrinter: (key: string) => string): string {
    if (!this.take(value, depth)) return '';
    return Array.isArray(value)
      ? this.printList(value, depth)
      : this.printMap(value as Record<string, unknown>, depth, keyPrinter);
  }

  /** Whether it is a plain map or list that has not been met before; otherwise the document is not ours to print. */
  private take(value: object, depth: number): boolean {
    const count = this.seen.size;
    this.isPlain &&=
      depth <= MAX_DEPTH &&
      (Array.isArray(value) ? isPlainList(value) : isPlainMap(value)) &&
      // an object that comes again would be an alias
      this.seen.add(value).size > count;
    return this.isPlain;
  }

  private hasToBeEscaped(text: string): boolean {
    return this.reader === 'kubernetes' && !isSurelyPlain(text) && isMisread(text);
  }

  private printMap(map: Record<string, unknown>, depth: number, keyPrinter: (key: string) => string): string {
    const keys = Object.keys(map);
    if (keys.length === 0) return '{}';
    let text = '';
    for (const key of keys) {
      if (text !== '') text += NEWLINES[depth];
      const printed = this.hasToBeEscaped(key) ? `${printEscaped(key)}:` : keyPrinter(key);
      // its colon counts here, and not there
      const isLong = printed.length > MAX_KEY_LENGTH + 1;
      text += isLong ? `? ${printed.slice(0, -1)}${NEWLINES[depth]}:` : printed;
      const value = map[key];
      if (typeof value !== 'object' || value === null) {
        text += ` ${this.printScalar(value, depth + 1)}`;
        continue;
      }
      const inner = this.printCollection(value, depth + 1, printKey);
      text += (isLong || inner === '{}' || inner === '[]' ? ' ' : NEWLINES[depth + 1]) + inner;
    }
    return text;
  }

  private printList(list: readonly unknown[], depth: number): string {
    if (list.length === 0) return '[]';
    let text = '';
    // not for…of, which is slower, nor forEach, which leaves out holes: they are null
    for (let index = 0; index < list.length; index++) {
      const value = list[index];
      text += index === 0 ? '- ' : `${NEWLINES[depth]}- `;
      text +=
        typeof value !== 'object' || value === null
          ? this.printScalar(value, depth + 1)
          : this.printCollection(value, depth + 1, printKey);
    }
    return text;
  }

  private printScalar(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return this.hasToBeEscaped(value) ? printEscaped(value) : printText(value, INDENTS[depth] as string);
      case 'number':
        return printNumber(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'undefined':
      case 'object':
        return 'null';
      default:
        this.isPlain = false;
        return '';
    }
  }
}

function isPlainList(list: unknown[]): boolean {
  return (
    Object.getPrototypeOf(list) === Array.prototype &&
    list[Symbol.iterator] === Array.prototype[Symbol.iterator] &&
    isWithoutMeaning(list)
  );
}

function isPlainMap(map: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(map);
  return (prototype === Object.prototype || prototype === null) && !(Symbol.iterator in map) && isWithoutMeaning(map);
}

/** Whether nothing but its items says how it is printed. */
function isWithoutMeaning(value: object): boolean {
  const { [NODE_TYPE]: mark, toJSON } = value as { readonly [NODE_TYPE]?: unknown; readonly toJSON?: unknown };
  return mark === undefined && typeof toJSON !== 'function';
}

function printNumber(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return '.nan';
  return value < 0 ? '-.inf' : '.inf';
}
