import { ShellFault, ShellReader } from './shell-reader';
import type { Redirect, ShellNode, ShellWord } from './shell-script';

/**
 * Reads a shell script, POSIX with what bash and ash have in common.
 *
 * @returns undefined when it cannot be read
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function parseShell(text: string): ShellNode | undefined {
  try {
    return readScript(text, 0);
  } catch (error) {
    if (error instanceof ShellFault) return undefined;
    throw error;
  }
}

function readScript(text: string, depth: number): ShellNode {
  const parser = new ShellParser(new ShellReader(text, depth, readScript), depth);
  return parser.readAll();
}

const MOST_DEPTH = 60;

class ShellParser {
  readonly #reader: ShellReader;
  #depth: number;

  constructor(reader: ShellReader, depth: number) {
    this.#reader = reader;
    this.#depth = depth;
  }

  readAll(): ShellNode {
    const nodes = this.#readList(new Set());
    if (this.#reader.at < this.#reader.text.length) throw new ShellFault('something is left');
    return nodes;
  }

  #readList(ends: ReadonlySet<string>): ShellNode {
    if (++this.#depth > MOST_DEPTH) throw new ShellFault('too deep');
    const nodes: ShellNode[] = [];
    for (;;) {
      this.#reader.skipLines();
      const char = this.#reader.peek();
      if (char === '' || char === ')' || this.#reader.peek(2) === ';;' || ends.has(this.#reader.peekKeyword())) break;
      nodes.push(this.#readAndOr());
      this.#reader.skipSpaces();
      if (this.#reader.peek(2) !== ';;' && /[;&]/.test(this.#reader.peek())) this.#reader.at++;
    }
    this.#depth--;
    return { type: 'sequence', nodes };
  }

  #readAndOr(): ShellNode {
    let left = this.#readPipeline();
    for (;;) {
      this.#reader.skipSpaces();
      const operator = this.#reader.peek(2);
      if (operator !== '&&' && operator !== '||') return left;
      this.#reader.at += 2;
      this.#reader.skipLines();
      const right = this.#readPipeline();
      left = { type: operator === '||' ? 'or' : 'and', left, right };
    }
  }

  #readPipeline(): ShellNode {
    const isNegated = this.#reader.peekKeyword() === '!';
    if (isNegated) this.#reader.at++;
    this.#reader.skipSpaces();
    const nodes = [this.#readCommand()];
    for (;;) {
      this.#reader.skipSpaces();
      if (this.#reader.peek() !== '|' || this.#reader.peek(2) === '||') break;
      this.#reader.at += this.#reader.peek(2) === '|&' ? 2 : 1;
      this.#reader.skipLines();
      nodes.push(this.#readCommand());
    }
    const [first] = nodes;
    return nodes.length === 1 && first && !isNegated ? first : { type: 'pipeline', nodes, isNegated };
  }

  #readCommand(): ShellNode {
    if (this.#reader.peek() === '(') {
      this.#reader.at++;
      const body = this.#readList(new Set());
      this.#expect(')');
      return { type: 'subshell', body, redirects: this.#readRedirects() };
    }
    switch (this.#reader.peekKeyword()) {
      case '{': {
        this.#takeKeyword();
        const body = this.#readList(new Set(['}']));
        this.#takeKeyword('}');
        return { type: 'sequence', nodes: [body, this.#redirected()] };
      }
      case 'if':
        return this.#readBranches('if', ['then', 'elif', 'else', 'fi'], 'fi');
      case 'while':
      case 'until':
        return this.#readBranches(this.#reader.peekKeyword(), ['do', 'done'], 'done');
      case 'for':
        return this.#readFor();
      case 'case':
        return this.#readCase();
      case 'function':
        throw new ShellFault('a function');
      default:
        return this.#readSimple();
    }
  }

  #readBranches(start: string, words: readonly string[], end: string): ShellNode {
    this.#takeKeyword(start);
    const ends = new Set(words);
    const nodes: ShellNode[] = [];
    for (;;) {
      nodes.push(this.#readList(ends));
      const word = this.#reader.peekKeyword();
      this.#takeKeyword();
      if (word === end) return { type: 'perhaps', nodes: [...nodes, this.#redirected()] };
      if (!ends.has(word)) throw new ShellFault(`${end} is missing`);
    }
  }

  #readFor(): ShellNode {
    this.#takeKeyword('for');
    this.#reader.skipSpaces();
    const name = this.#reader.peekKeyword();
    this.#takeKeyword();
    const words: ShellWord[] = [];
    this.#reader.skipLines();
    if (this.#reader.peekKeyword() === 'in') {
      this.#takeKeyword('in');
      for (;;) {
        this.#reader.skipSpaces();
        const word = this.#reader.readWord();
        if (word === undefined) break;
        words.push(word);
      }
    }
    this.#reader.skipSpaces();
    if (this.#reader.peek() === ';') this.#reader.at++;
    this.#reader.skipLines();
    this.#takeKeyword('do');
    const body = this.#readList(new Set(['done']));
    this.#takeKeyword('done');
    const loop: ShellNode = { type: 'for', name, words, body };
    return { type: 'sequence', nodes: [loop, this.#redirected()] };
  }

  #readCase(): ShellNode {
    this.#takeKeyword('case');
    this.#reader.skipSpaces();
    this.#reader.readWord();
    this.#reader.skipLines();
    this.#takeKeyword('in');
    const nodes: ShellNode[] = [];
    for (;;) {
      this.#reader.skipLines();
      if (this.#reader.peekKeyword() === 'esac') break;
      if (this.#reader.peek() === '(') this.#reader.at++;
      do {
        this.#reader.skipSpaces();
        if (this.#reader.peek() === '|') this.#reader.at++;
        this.#reader.skipSpaces();
        if (this.#reader.readWord() === undefined) throw new ShellFault('a pattern is missing');
        this.#reader.skipSpaces();
      } while (this.#reader.peek() === '|');
      this.#expect(')');
      nodes.push(this.#readList(new Set(['esac'])));
      if (this.#reader.peek(2) === ';;') this.#reader.at += 2;
    }
    this.#takeKeyword('esac');
    return { type: 'perhaps', nodes: [...nodes, this.#redirected()] };
  }

  #readSimple(): ShellNode {
    const assignments: { name: string; value: ShellWord }[] = [];
    const words: ShellWord[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.#reader.skipSpaces();
      const redirect = this.#reader.readRedirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      const word = this.#reader.readWord();
      if (word === undefined) break;
      const assignment = words.length === 0 ? parseAssignment(word) : undefined;
      if (assignment) assignments.push(assignment);
      else words.push(word);
    }
    if (this.#reader.peek() === '(' && words.length === 1) return this.#readFunction();
    if (words.length + assignments.length + redirects.length === 0) throw new ShellFault('no command');
    return { type: 'command', assignments, words, redirects };
  }

  /** Behind its name. */
  #readFunction(): ShellNode {
    this.#expect('(');
    this.#expect(')');
    this.#reader.skipLines();
    return { type: 'perhaps', nodes: [this.#readCommand()] };
  }

  #redirected(): ShellNode {
    const redirects = this.#readRedirects();
    if (redirects.length === 0) return { type: 'sequence', nodes: [] };
    return { type: 'command', assignments: [], words: [], redirects };
  }

  #readRedirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      this.#reader.skipSpaces();
      const redirect = this.#reader.readRedirect();
      if (redirect === undefined) return redirects;
      redirects.push(redirect);
    }
  }

  #takeKeyword(expected?: string): void {
    this.#reader.skipLines();
    const word = this.#reader.peekKeyword();
    if (word === '' || (expected !== undefined && word !== expected)) throw new ShellFault(`${expected} is missing`);
    this.#reader.at += word.length;
  }

  #expect(char: string): void {
    this.#reader.skipSpaces();
    if (this.#reader.peek() !== char) throw new ShellFault(`${char} is missing`);
    this.#reader.at++;
  }
}

function parseAssignment([first, ...others]: ShellWord): { name: string; value: ShellWord } | undefined {
  if (first?.type !== 'literal' || first.isQuoted) return undefined;
  const [all, name] = /^([A-Za-z_]\w*)\+?=/.exec(first.text) ?? [];
  if (all === undefined || name === undefined) return undefined;
  return { name, value: [{ ...first, text: first.text.slice(all.length) }, ...others] };
}
