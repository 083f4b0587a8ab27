import type { Known } from '../known';
import { cutPattern, replacePattern } from './cut-pattern';

/** What a builder refuses in a word: `${X`. In words, without a full stop. */
export class WordFault extends Error {}

/** The value of a variable; undefined when it is surely not set. */
export type Lookup = (name: string) => Known<string> | undefined;

export interface WordRules {
  readonly escapeChar: '\\' | '`';
  readonly find: Lookup;
  /** Leaves quotes and escapes as they stand. */
  readonly isRaw?: boolean;
  /** Leaves variables as they stand that are not set. */
  readonly keepsUnset?: boolean;
  /** Takes quotes for letters: for what stands in a heredoc. */
  readonly ignoresQuotes?: boolean;
}

/**
 * A word of a Dockerfile with its quotes and variables resolved as builders do, which is less than a shell does.
 *
 * @throws WordFault
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandWord(text: string, rules: WordRules): Known<string> {
  const reader = new WordReader(text, rules);
  const { result } = reader.read('');
  return reader.unknown === undefined ? { value: result } : { unknown: reader.unknown };
}

/**
 * Likewise, split at the spaces that are not quoted, after variables are filled in.
 *
 * @throws WordFault
 */
export function expandWords(text: string, rules: WordRules): Known<readonly string[]> {
  const reader = new WordReader(text, rules);
  const { words } = reader.read('');
  return reader.unknown === undefined ? { value: words } : { unknown: reader.unknown };
}

const MOST_DEPTH = 100;

class WordReader {
  /** Why the whole is not known. */
  unknown: string | undefined;
  readonly #text: string;
  readonly #rules: WordRules;
  #at = 0;
  #depth = 0;

  constructor(text: string, rules: WordRules) {
    this.#text = text;
    this.#rules = rules;
  }

  /** Up to a letter that ends it, or to the end of the text when that is empty. */
  read(stop: string, keepsEscapes = this.#rules.isRaw ?? false): { result: string; words: string[] } {
    let result = '';
    let word = '';
    const words: string[] = [];
    while (this.#at < this.#text.length) {
      const char = this.#peek();
      if (stop !== '' && char === stop) {
        this.#at++;
        return { result, words };
      }
      const isQuote = (char === "'" || char === '"') && !this.#rules.ignoresQuotes;
      let piece = isQuote ? this.#readQuoted(char, keepsEscapes) : '';
      let isLiteral = isQuote;
      if (char === '$') piece = this.#readVariable();
      else if (char === this.#rules.escapeChar) {
        this.#at++;
        const next = this.#next();
        piece = `${keepsEscapes ? char : ''}${next}`;
        isLiteral = true;
      } else if (this.#text.startsWith('<<', this.#at)) {
        // a heredoc may have spaces before its name
        piece = /^<<[\t\r ]*/.exec(this.#text.slice(this.#at))?.[0] ?? '<<';
        this.#at += piece.length;
        isLiteral = true;
      } else if (!isQuote) piece = this.#next();
      result += piece;
      for (const each of isLiteral ? [piece] : piece) {
        if (isLiteral || !/\s/.test(each)) word += each;
        else if (word !== '') words.push(word);
        if (!isLiteral && /\s/.test(each)) word = '';
      }
    }
    if (stop !== '') throw new WordFault(`'${stop}' is missing in '${this.#text}'`);
    if (word !== '') words.push(word);
    return { result, words };
  }

  #readQuoted(quote: string, keepsEscapes: boolean): string {
    const raw = this.#rules.isRaw ? quote : '';
    this.#at++;
    let result = raw;
    while (this.#at < this.#text.length) {
      const char = this.#peek();
      if (char === '$' && quote === '"') {
        result += this.#readVariable();
        continue;
      }
      this.#at++;
      if (char === quote) return result + raw;
      if (char !== this.#rules.escapeChar || quote === "'") {
        result += char;
        continue;
      }
      const next = this.#peek();
      const isEscaped = next === '"' || next === '$' || next === this.#rules.escapeChar;
      if (isEscaped) this.#at++;
      if (next !== '') result += isEscaped ? `${keepsEscapes ? char : ''}${next}` : char;
    }
    throw new WordFault(`a quote has no end in '${this.#text}'`);
  }

  #readVariable(): string {
    this.#at++;
    if (this.#peek() !== '{') {
      const name = this.#readName();
      return name === '' ? '$' : this.#valueOf(name, `$${name}`);
    }
    this.#at++;
    if (/^[{}:]?$/.test(this.#peek())) throw new WordFault(`'\${' has no name in '${this.#text}'`);
    const start = this.#at;
    const name = this.#readName();
    const operator = this.#next();
    if (operator === '}') return this.#valueOf(name, `\${${name}}`);
    const isColon = operator === ':';
    const kind = isColon ? this.#next() : operator;
    const isCut = kind === '#' || kind === '%';
    if ((isColon && isCut) || !(isCut || '+-?'.includes(kind) || (kind === '/' && !isColon)) || kind === '') {
      throw new WordFault(`'\${${name}${operator}' is no way to use a variable`);
    }
    if (kind === '/') return this.#replaced(name, start);
    if (++this.#depth > MOST_DEPTH) throw new WordFault(`more than ${MOST_DEPTH} variables stand in each other`);
    const { result: word } = this.read('}', isCut);
    this.#depth--;
    const whole = `\${${this.#text.slice(start, this.#at)}`;
    const found = this.#rules.find(name);
    if (found && 'unknown' in found) return this.#forget(found.unknown);
    const value = found?.value;
    if (value === undefined && this.#rules.keepsUnset) return whole;
    const isMissing = value === undefined || (isColon && value === '');
    if (kind === '-') return isMissing ? word : value;
    if (kind === '+') return isMissing ? '' : word;
    // --build-arg may set it
    if (kind === '?') return isMissing ? this.#forget(`'${name}' is not set`) : value;
    const cut = cutPattern(value ?? '', word, kind === '%' ? 'end' : 'start');
    if (cut === undefined) throw new WordFault(`'${word}' is no pattern`);
    return cut;
  }

  #replaced(name: string, start: number): string {
    const isAll = this.#peek() === '/';
    if (isAll) this.#at++;
    const { result: pattern } = this.read('/', true);
    const { result: replacement } = this.read('}', true);
    const found = this.#rules.find(name);
    if (found && 'unknown' in found) return this.#forget(found.unknown);
    if (found === undefined && this.#rules.keepsUnset) return `\${${this.#text.slice(start, this.#at)}`;
    const replaced = replacePattern(found?.value ?? '', pattern, replacement, isAll);
    if (replaced === undefined) throw new WordFault(`'${pattern}' is no pattern`);
    return replaced;
  }

  #readName(): string {
    const [name = ''] = /^(?:\d+|[@*#?\-$!]|[\p{L}\p{Nd}_]+)/u.exec(this.#text.slice(this.#at, this.#at + 1000)) ?? [];
    this.#at += name.length;
    return name;
  }

  #valueOf(name: string, whole: string): string {
    const found = this.#rules.find(name);
    if (found === undefined) return this.#rules.keepsUnset ? whole : '';
    return 'value' in found ? found.value : this.#forget(found.unknown);
  }

  #forget(why: string): string {
    this.unknown ??= why;
    return '';
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #next(): string {
    return this.#text[this.#at++] ?? '';
  }
}
