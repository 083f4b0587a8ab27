import type { Code } from './code';
import { printComments } from './print-comments';
import {
  INDENT,
  isEmpty,
  isFilled,
  MAX_SHORT_ARGUMENT_COLUMNS,
  type Place,
  printAssignment,
  printBroken,
  printExpression,
} from './print-expression';
import { printFlatOutermost } from './print-flat';
import { printMeasured, type Ruler } from './ruler';

/** `const assignTo = callee(...args);` */
export interface CallStatement {
  /** The constant that takes what the call returns; undefined for none. */
  readonly assignTo?: string;
  /** What is called, in one line: `release.deployment`, `new ApiObject`. */
  readonly callee: string;
  readonly args: readonly Code[];
  /** How many spaces stand before the statement. */
  readonly indent?: number;
  /** Comment lines above it, without `//`. */
  readonly comments?: readonly string[];
}

/** `const name = value;` */
export interface ConstStatement {
  readonly name: string;
  readonly value: Code;
  /** Comment lines above it, without `//`. */
  readonly comments?: readonly string[];
}

/** The lines of a call, without ends of lines, as Biome leaves them at 120 columns. */
export function printCall({ assignTo, callee, args, indent = 0, comments }: CallStatement): string[] {
  const indentation = ' '.repeat(indent);
  return printMeasured((ruler) => {
    const call = new Call(callee, args, ruler);
    const place: Place = { before: indentation, after: ';', indent };
    return [
      ...printComments(comments, indentation),
      ...(assignTo === undefined ? call.print(place) : call.printAssigned(`const ${assignTo} =`, place)),
    ];
  });
}

/** The lines of a constant, without ends of lines, as Biome leaves them at 120 columns. */
export function printConst({ name, value, comments }: ConstStatement): string[] {
  return printMeasured((ruler) => [
    ...printComments(comments, ''),
    ...printAssignment(
      { head: `const ${name} =`, value, flat: printFlatOutermost(value, ruler), after: ';', indent: 0 },
      ruler,
    ),
  ]);
}

/** A call that is laid out. */
class Call {
  /** Each argument in one line; undefined for one that stands in several. */
  readonly #flats: readonly (string | undefined)[];

  constructor(
    private readonly callee: string,
    private readonly args: readonly Code[],
    private readonly ruler: Ruler,
  ) {
    this.#flats = args.map((arg) => printFlatOutermost(arg, ruler));
  }

  /** Behind its head where it can start there, otherwise below. */
  printAssigned(head: string, { before, after, indent }: Place): string[] {
    const lines = this.print({ before: `${before}${head} `, after, indent });
    const start = this.#isBreakable() ? `${before}${head} ${this.callee}(` : lines[0];
    if (this.ruler.fits(start ?? '') && (lines.length === 1 || this.#isBreakable() || this.#isLoneText())) return lines;
    const below = indent + INDENT;
    return [before + head, ...this.print({ before: ' '.repeat(below), after, indent: below })];
  }

  /** In one line where it fits, with only the last argument in several, or with an argument a line. */
  print({ before, after, indent }: Place): string[] {
    const open = `${before}${this.callee}(`;
    const close = `)${after}`;
    const line = this.#flats.every((flat) => flat !== undefined) ? open + this.#flats.join(', ') + close : undefined;
    if (line !== undefined && (this.args.length === 0 || this.ruler.fits(line))) return [line];
    return (
      this.#printHugged({ before: open, after: close, indent }) ?? [
        open,
        ...this.args.flatMap((arg, index) => this.#printArgument(arg, index, indent + INDENT)),
        ' '.repeat(indent) + close,
      ]
    );
  }

  #printArgument(arg: Code, index: number, indent: number): string[] {
    return printExpression(arg, { before: ' '.repeat(indent), after: ',', indent }, this.ruler, this.#flats[index]);
  }

  /** Undefined where the call cannot be `callee(first, {` … `})`. */
  #printHugged({ before, after, indent }: Place): string[] | undefined {
    const last = this.args.at(-1);
    const others = this.#flats.slice(0, -1);
    if (last === undefined || !this.#isHugged(last) || others.includes(undefined)) return undefined;
    const head = before + others.map((flat) => `${flat}, `).join('');
    const lines = printBroken(last, { before: head, after, indent }, this.ruler);
    const isText = last.kind === 'literal' || last.kind === 'source';
    return isText || this.ruler.fits(lines[0] ?? '') ? lines : undefined;
  }

  #isHugged(last: Code): boolean {
    if (last.kind === 'literal' || last.kind === 'source' || last.kind === 'call') return this.#isLoneText();
    if (isEmpty(last) || this.args.at(-2)?.kind === last.kind) return false;
    return last.kind === 'map' || this.args.length === 1 || !isFilled(last);
  }

  /** Whether the only argument is a text of several lines, around which formatters never break. */
  #isLoneText(): boolean {
    const [arg] = this.args;
    const isLeaf = arg?.kind === 'literal' || arg?.kind === 'source';
    return isLeaf && this.args.length === 1 && this.#flats[0] === undefined;
  }

  /** Formatters would rather move a call below its constant than break it around nothing or one short argument. */
  #isBreakable(): boolean {
    const [arg] = this.args;
    if (arg === undefined || this.#isLoneText()) return false;
    return this.callee.startsWith('new ') || this.args.length > 1 || !isShort(arg, this.#flats[0] ?? '', this.ruler);
  }
}

/** A number, or another value or name that is short. */
function isShort(arg: Code, flat: string, ruler: Ruler): boolean {
  if (arg.kind === 'literal' && Number.isFinite(arg.value)) return true;
  const isPlain = arg.kind === 'source' ? /^[\w$]+$/.test(arg.text) : arg.kind === 'literal' && arg.value !== -Infinity;
  return isPlain && ruler.fits(flat, MAX_SHORT_ARGUMENT_COLUMNS);
}
