import type { Word, WordPart } from './shell-script';

const REDIRECTION = /\d*(?:>&|<&|>>|>\||<>|<<<|[<>])|&>>?/y;
/** What is no file, or none that stays. */
const NO_FILE = /^(?:\d+|-|\/dev\/(?:null|stdout|stderr|tty|fd\/\d+))$/;

/** Thrown where the reading of a script ends. It never leaves the parser. */
export class UnreadShell extends Error {
  /** @param from what is not read, as a message shows it */
  constructor(readonly from: string) {
    super(from);
    this.name = 'UnreadShell';
  }
}

const MAX_DEPTH = 50;
const SPECIAL = /[?$!-]/;

/** Reads the words of a shell script, letter by letter. */
export class ShellReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly script: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.script.length;
  }

  /** Passes over a text that matches here, and gives it back. The pattern has to be sticky. */
  take(pattern: RegExp): string | undefined {
    const text = this.peek(pattern);
    if (text !== undefined) this.at += text.length;
    return text;
  }

  /** The text that matches here. */
  peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.script)?.[0];
  }

  /** Passes over spaces, continued lines and comments, and over line ends too where they mean nothing. */
  skipBlanks(withLineEnds = false): void {
    const blanks = withLineEnds ? /(?:[ \t\n]|\\\n)+/y : /(?:[ \t]|\\\n)+/y;
    do this.take(blanks);
    while (this.take(/#[^\n]*/y) !== undefined && withLineEnds);
  }

  /** What is here, for messages. */
  quoteHere(): string {
    return this.isAtEnd ? 'its end' : quote(this.script.slice(this.at, this.at + 200));
  }

  /** A word; undefined where none begins. */
  readWord(): Word | undefined {
    const start = this.at;
    const parts = this.readParts(/[ \t\n;&|()<>]/, false);
    return this.at === start ? undefined : { parts, source: this.script.slice(start, this.at) };
  }

  /** Goes one deeper for what is nested in itself. */
  nest<Value>(read: () => Value): Value {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new UnreadShell(`what is nested more than ${MAX_DEPTH} deep`);
    const value = read();
    this.depth -= 1;
    return value;
  }

  /**
   * Passes over a redirection.
   *
   * @param writes gets the file that is written, if there is one
   * @returns false where none begins
   */
  readRedirection(writes: Word[]): boolean {
    const here = this.quoteHere();
    const sign = this.take(REDIRECTION);
    if (sign === undefined) return false;
    this.skipBlanks();
    if (this.peek(/[<>]\(/y) !== undefined) throw new UnreadShell(here);
    const target = this.readWord();
    if (!target) throw new UnreadShell(here);
    if (sign.includes('>') && !NO_FILE.test(target.source)) writes.push(target);
    return true;
  }

  /** Passes over `( … )`, `<( … )` and what is nested in them; false where none begins. */
  skipNested(opener: RegExp): boolean {
    if (this.take(opener) === undefined) return false;
    this.nest(() => this.skipParentheses());
    return true;
  }

  /** Parts up to a letter that ends them, which is left. */
  private readParts(end: RegExp, isQuoted: boolean): WordPart[] {
    const parts: WordPart[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') parts.push({ kind: 'text', text, isQuoted });
      text = '';
    };
    while (!this.isAtEnd) {
      const letter = this.script[this.at] ?? '';
      if (end.test(letter)) break;
      if (letter === '\\') {
        const next = this.script[this.at + 1];
        this.at += next === undefined ? 1 : 2;
        if (next === '\n') continue;
        if (isQuoted) {
          const isEscape = next !== undefined && (/[$`"\\]/.test(next) || end.test(next));
          text += isEscape ? next : `\\${next ?? ''}`;
          continue;
        }
        flush();
        parts.push({ kind: 'text', text: next ?? '\\', isQuoted: true });
      } else if (letter === "'" && !isQuoted) {
        flush();
        parts.push(this.readSingleQuotes());
      } else if (letter === '"') {
        flush();
        parts.push(...this.readDoubleQuotes());
      } else if (letter === '$') {
        const part = this.readDollar(isQuoted);
        if (part === undefined) {
          text += '$';
          continue;
        }
        flush();
        parts.push(part);
      } else if (letter === '`') {
        flush();
        if (this.take(/`(?:[^`\\]|\\.)*`/sy) === undefined) throw new UnreadShell('a ` that is not closed');
        parts.push({ kind: 'unknown', isQuoted });
      } else {
        text += letter;
        this.at += 1;
      }
    }
    flush();
    return parts;
  }

  private readSingleQuotes(): WordPart {
    const text = this.take(/'[^']*'/y);
    if (text === undefined) throw new UnreadShell("a ' that is not closed");
    return { kind: 'text', text: text.slice(1, -1), isQuoted: true };
  }

  private readDoubleQuotes(): WordPart[] {
    this.at += 1;
    const parts = this.nest(() => this.readParts(/"/, true));
    if (this.take(/"/y) === undefined) throw new UnreadShell('a " that is not closed');
    return parts.length > 0 ? parts : [{ kind: 'text', text: '', isQuoted: true }];
  }

  /** What a dollar sign means; undefined when it is nothing but that. */
  private readDollar(isQuoted: boolean): WordPart | undefined {
    this.at += 1;
    const name = this.take(/[A-Za-z_]\w*|[0-9@*#]/y);
    if (name !== undefined) return { kind: 'parameter', name, isQuoted };
    const letter = this.script[this.at] ?? '';
    if (letter === '{') return this.nest(() => this.readBraces(isQuoted));
    if (this.take(/\(\((?:[^()\n]|\([^()\n]*\))*\)\)/y) !== undefined) return { kind: 'unknown', isQuoted };
    if (letter === '(') {
      this.at += 1;
      this.nest(() => this.skipParentheses());
      return { kind: 'unknown', isQuoted };
    }
    // $'…' and $"…" are bash's, and other shells take the dollar sign as it is
    if (!isQuoted && (letter === "'" || letter === '"')) {
      const parts = letter === "'" ? [this.readSingleQuotes()] : this.readDoubleQuotes();
      return parts && { kind: 'unknown', isQuoted: true };
    }
    if (letter === '' || !SPECIAL.test(letter)) return undefined;
    this.at += 1;
    return { kind: 'unknown', isQuoted };
  }

  private readBraces(isQuoted: boolean): WordPart {
    const start = this.take(/\{(?:[A-Za-z_]\w*|\d+|[@*#])(?:\}|:?[-=+?])/y);
    const [, name = '', rest = ''] = /^\{(\w+|[@*#])(.*)$/s.exec(start ?? '') ?? [];
    if (start !== undefined && rest === '}') return { kind: 'parameter', name, isQuoted };
    if (start === undefined) this.at += 1;
    const operand = this.readParts(/\}/, isQuoted);
    if (this.take(/\}/y) === undefined) throw new UnreadShell('a ${ that is not closed');
    if (start === undefined) return { kind: 'unknown', isQuoted };
    const operator = rest.at(-1) as '-' | '=' | '+' | '?';
    return { kind: 'parameter', name, isQuoted, operator, hasColon: rest.length === 2, operand };
  }

  /** Passes over the rest of `$( … )`, and what is nested in it. */
  private skipParentheses(): void {
    while (!this.isAtEnd) {
      if (this.take(/\)/y) !== undefined) return;
      // parentheses of these do not come in pairs, or are none
      if (this.peek(/case\b|<<|(?<=[\s;&|(])#/y) !== undefined) throw new UnreadShell(this.quoteHere());
      if (this.take(/\(/y) !== undefined) this.nest(() => this.skipParentheses());
      else if (!this.readWord()) this.at += 1;
    }
    throw new UnreadShell('a $( that is not closed');
  }
}

/** The beginning of a text in one line. */
export function quote(text: string): string {
  const [line = ''] = text.trimStart().split('\n', 1);
  return `'${line.length > 40 ? `${line.slice(0, 40)}…` : line.trimEnd()}'`;
}
