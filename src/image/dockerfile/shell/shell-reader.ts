import type { Redirect, ShellNode, ShellWord, WordPart } from './shell-script';

/** What we cannot read of a script; it may well be right. */
export class ShellFault extends Error {}

const MOST_DEPTH = 60;
const REDIRECT = /(\d*)(&>>|&>|<<<|<<-?|>>|>\||>&|<&|<>|>|<)/y;

/** Reads words of a POSIX shell script from a text. */
export class ShellReader {
  readonly text: string;
  at = 0;
  /** Words that end heredocs whose text begins at the next line. */
  readonly #heredocs: { name: string; isChomped: boolean }[] = [];
  readonly #readScript: (text: string, depth: number) => ShellNode;
  readonly #depth: number;

  constructor(text: string, depth: number, readScript: (text: string, depth: number) => ShellNode) {
    if (depth > MOST_DEPTH) throw new ShellFault('too deep');
    this.text = text;
    this.#depth = depth;
    this.#readScript = readScript;
  }

  peek(length = 1): string {
    return this.text.slice(this.at, this.at + length);
  }

  /** Skips spaces, continued lines and comments; not line ends. */
  skipSpaces(): void {
    for (;;) {
      const [space = ''] = match(/(?:[ \t\r]|\\\r?\n)+/y, this.text, this.at);
      this.at += space.length;
      if (this.peek() !== '#') return;
      const end = this.text.indexOf('\n', this.at);
      this.at = end === -1 ? this.text.length : end;
    }
  }

  /** Skips spaces and line ends, with the heredocs that stand after them. */
  skipLines(): void {
    for (;;) {
      this.skipSpaces();
      if (this.peek() !== '\n') return;
      this.at++;
      this.#skipHeredocs();
    }
  }

  #skipHeredocs(): void {
    for (const { name, isChomped } of this.#heredocs.splice(0)) {
      for (;;) {
        if (this.at >= this.text.length) return;
        const end = this.text.indexOf('\n', this.at);
        const line = this.text.slice(this.at, end === -1 ? undefined : end).replace(/\r$/, '');
        this.at = end === -1 ? this.text.length : end + 1;
        if ((isChomped ? line.replace(/^\t+/, '') : line) === name) break;
      }
    }
  }

  /** The word at this place; undefined when none begins here. */
  readWord(): ShellWord | undefined {
    const parts: WordPart[] = [];
    for (;;) {
      const char = this.peek();
      if (char === '' || /[\s;&|<>()]/.test(char)) break;
      if (this.peek(2) === '\\\n') {
        this.at += 2;
        continue;
      }
      parts.push(...this.#readPart(char));
    }
    return parts.length === 0 ? undefined : parts;
  }

  readRedirect(): Redirect | undefined {
    const [all = '', , operator = ''] = match(REDIRECT, this.text, this.at);
    if (all === '') return undefined;
    this.at += all.length;
    this.skipSpaces();
    const target = this.readWord();
    if (target === undefined) throw new ShellFault('a redirection has no target');
    if (operator === '<<' || operator === '<<-') {
      const name = target.map((part) => (part.type === 'literal' ? part.text : '')).join('');
      this.#heredocs.push({ name, isChomped: operator === '<<-' });
    }
    return { operator, target };
  }

  /** A bare word that stands next, if it is one: without quotes and variables. */
  peekKeyword(): string {
    const [word = ''] = /^(?:[A-Za-z_]\w*|[{}!])(?=[\s;&|<>()]|$)/.exec(this.peek(100)) ?? [];
    return word;
  }

  #readPart(char: string): readonly WordPart[] {
    if (char === "'") return [{ type: 'literal', text: this.#readUpTo("'"), isQuoted: true }];
    if (char === '"') return this.#readDoubleQuoted();
    if (char === '$') return [this.#readDollar(false)];
    if (char === '`') return [this.#readBackticks()];
    if (char === '\\') {
      const text = this.text[this.at + 1] ?? '';
      this.at += 2;
      return [{ type: 'literal', text, isQuoted: true }];
    }
    const [text = ''] = match(/[^\s;&|<>()'"$`\\]+/y, this.text, this.at);
    this.at += text.length;
    return [{ type: 'literal', text, isQuoted: false }];
  }

  #readUpTo(end: string): string {
    const close = this.text.indexOf(end, this.at + 1);
    if (close === -1) throw new ShellFault(`${end} is missing`);
    const text = this.text.slice(this.at + 1, close);
    this.at = close + 1;
    return text;
  }

  #readDoubleQuoted(): WordPart[] {
    this.at++;
    const parts: WordPart[] = [{ type: 'literal', text: '', isQuoted: true }];
    for (;;) {
      const char = this.peek();
      if (char === '') throw new ShellFault('a quote has no end');
      if (char === '"') {
        this.at++;
        return parts;
      }
      if (char === '$') parts.push(this.#readDollar(true));
      else if (char === '`') parts.push(this.#readBackticks());
      else if (char === '\\') {
        const next = this.text[this.at + 1] ?? '';
        this.at += 2;
        if (next === '\n') continue;
        parts.push({ type: 'literal', text: '$`"\\'.includes(next) ? next : `\\${next}`, isQuoted: true });
      } else {
        const [text = ''] = match(/[^"$`\\]+/y, this.text, this.at);
        this.at += text.length;
        parts.push({ type: 'literal', text, isQuoted: true });
      }
    }
  }

  #readDollar(isQuoted: boolean): WordPart {
    const next = this.text[this.at + 1] ?? '';
    if (next === '(') {
      const isSum = this.text[this.at + 2] === '(';
      const inside = this.#readBalanced('(', ')');
      // $((1 + 1)) is a sum
      const script = isSum ? '' : inside;
      return { type: 'substitution', script: this.#readScript(script, this.#depth + 1) };
    }
    if (next === '{') {
      const inside = this.#readBalanced('{', '}');
      const [name = ''] = /^(?:[A-Za-z_]\w*|[0-9]+|[@*#?$!-])/.exec(inside) ?? [];
      return { type: 'variable', name, modifier: inside.slice(name.length), isQuoted };
    }
    const [name = ''] = match(/[A-Za-z_]\w*|[0-9@*#?$!-]/y, this.text, this.at + 1);
    this.at += 1 + name.length;
    if (name === '') return { type: 'literal', text: '$', isQuoted: true };
    return { type: 'variable', name, modifier: '', isQuoted };
  }

  #readBackticks(): WordPart {
    let inside = '';
    for (this.at++; this.peek() !== '`'; this.at++) {
      if (this.peek() === '') throw new ShellFault('` is missing');
      if (this.peek() === '\\' && /[$`\\]/.test(this.text[this.at + 1] ?? '')) this.at++;
      inside += this.peek();
    }
    this.at++;
    return { type: 'substitution', script: this.#readScript(inside, this.#depth + 1) };
  }

  /** From a `$` before an opening bracket to behind the closing one: what is between them. */
  #readBalanced(open: string, close: string): string {
    const start = this.at + 2;
    let level = 1;
    for (this.at = start; this.at < this.text.length; this.at++) {
      const char = this.peek();
      if (char === '\\') this.at++;
      else if (char === "'" && open === '(') {
        const end = this.text.indexOf("'", this.at + 1);
        if (end === -1) break;
        this.at = end;
      } else if (char === open) level++;
      else if (char === close && --level === 0) {
        const inside = this.text.slice(start, this.at);
        this.at++;
        return inside;
      }
    }
    throw new ShellFault(`${close} is missing`);
  }
}

function match(pattern: RegExp, text: string, at: number): readonly string[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}
