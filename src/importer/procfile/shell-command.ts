import { findQuoteEnd } from './find-quote-end';

/** A line of a Procfile as a shell would take it. */
export interface ShellCommand {
  /** The words that the program is started with; undefined when only a shell can tell them. */
  readonly words: readonly string[] | undefined;
  /** What only a shell can do: `${PORT…}`, `&&`, `LOG=…`. */
  readonly shellParts: readonly string[];
  /** Of these, what bash has and other shells may not have. */
  readonly bashParts: readonly string[];
  /** Whether it starts one program, one behind `exec`, or does anything else. */
  readonly start: 'program' | 'exec' | 'other';
  /** Where the program's name begins in the text, behind assignments. */
  readonly programAt: number;
  /** The variables it reads, each once. */
  readonly variables: readonly string[];
}

/** Words that the shell itself acts on, of which not all are programs as well. */
const BUILTINS = new Set(
  '. : ! { } [[ (( alias bg break builtin case cd command continue coproc declare do done elif else esac eval exit export fc fg fi for function getopts hash if in jobs let local popd pushd read readonly return select set shift shopt source suspend then time times trap type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);
const BASH_BUILTINS = new Set(
  '[[ (( builtin coproc declare function let popd pushd select shopt source typeset'.split(' '),
);

const TOKEN = new RegExp(
  [
    '(?<space>\\s+)',
    '(?<operator>&>>?|\\|&|\\|\\||&&|;;|[<>]\\(|[;&|()])',
    '(?<redirect>[0-9]*(?:<<<|<<-?|<>|<&|>>|>&|>\\||[<>]))',
    "(?<single>'[^']*')",
    '(?<escaped>\\\\[\\s\\S])',
    '(?<glob>[*?[])',
    '(?<opener>\\$?"|\\$\\(|\\$\\{|`|\\$\')',
    '(?<variable>\\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]))',
    '(?<plain>[^\\s\'"\\\\`$*?\\[<>;&|()]+|\\$)',
  ].join('|'),
  'y',
);
const BASH_TOKEN = /^(?:&>>?|\|&|[<>]\(|<<<|\$['"])/;
const EXPANSION = /`|\$\(|\$\{(?:[A-Za-z_][A-Za-z0-9_]*\}?)?|\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/;
/** No program: shells end with 127 for it, and with 126 behind `exec`. */
const EMPTY_WORD = /^(?:''|"")+$/;
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/**
 * Reads a command as a POSIX shell does. Quotes are resolved, nothing is expanded.
 * Undefined when a quote or a bracket does not end.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function parseShellCommand(text: string): ShellCommand | undefined {
  const reading = new Reading();
  let at = 0;
  while (at < text.length) {
    if (text[at] === '#' && !reading.isInWord) break;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    // a backslash with nothing behind it, or a single quote that does not end
    if (!token) return undefined;
    const { opener } = token.groups as Groups;
    const end = opener === undefined ? TOKEN.lastIndex : findQuoteEnd(text, at, opener);
    if (end === undefined) return undefined;
    reading.take(token.groups as Groups, text.slice(at, end), at);
    at = end;
  }
  reading.endWord();
  return reading.result();
}

type Groups = Partial<Record<string, string>>;

interface Word {
  /** What it stands for. */
  text: string;
  source: string;
  /** Its source with a blank in place of each part that is quoted or expanded. */
  bare: string;
  readonly at: number;
}

/** What is known of a command so far. */
class Reading {
  private readonly words: string[] = [];
  private readonly shellParts: string[] = [];
  private readonly bashParts: string[] = [];
  private readonly variables = new Set<string>();
  private word: Word | undefined;
  private isTarget = false;
  private isSimple = true;
  private programAt: number | undefined;
  private isExec = false;

  get isInWord(): boolean {
    return this.word !== undefined;
  }

  take(groups: Groups, source: string, at: number): void {
    if (BASH_TOKEN.test(source)) this.bashParts.push(describePart(source));
    if (groups.space !== undefined) this.endWord();
    else if (groups.operator !== undefined || groups.redirect !== undefined) this.takeOperator(groups, source);
    else this.takePart(groups, source, at);
  }

  endWord(): void {
    const { word } = this;
    this.word = undefined;
    if (!word) return;
    if (this.isTarget) {
      this.isTarget = false;
      return;
    }
    if (this.programAt === undefined && ASSIGNMENT.test(word.source)) {
      // the value may be a secret
      const part = `${ASSIGNMENT.exec(word.source)?.[0]}…`;
      this.shellParts.push(part);
      if (part.includes('+=')) this.bashParts.push(part);
      return;
    }
    if (mayBeSeries(word.bare)) {
      this.shellParts.push('{…}');
      this.bashParts.push('{…}');
    }
    if (this.programAt === undefined) {
      this.takeProgram(word);
    } else {
      this.words.push(word.text);
    }
  }

  result(): ShellCommand {
    const isExec = this.isExec && this.words.length > 0 && !this.words[0]?.startsWith('-');
    const isProgram = !this.isExec && this.programAt !== undefined;
    return {
      words: this.shellParts.length === 0 && (isExec || isProgram) ? this.words : undefined,
      shellParts: this.shellParts,
      bashParts: this.bashParts,
      start: !this.isSimple ? 'other' : isExec ? 'exec' : isProgram ? 'program' : 'other',
      programAt: this.programAt ?? 0,
      variables: [...this.variables],
    };
  }

  private takeOperator({ operator, redirect }: Groups, source: string): void {
    this.endWord();
    this.shellParts.push(source);
    this.isSimple &&= operator === undefined;
    this.isTarget = redirect !== undefined;
  }

  private takePart({ single, escaped, plain, opener }: Groups, source: string, at: number): void {
    const isHome = source.startsWith('~') && !this.isInWord;
    const literal = isHome
      ? undefined
      : (single?.slice(1, -1) ?? escaped?.slice(1) ?? plain ?? (opener === '"' ? resolveDouble(source) : undefined));
    if (literal === undefined) {
      this.shellParts.push(describePart(source));
      const unescaped = source.replace(/\\[\s\S]/g, '');
      for (const [, name = ''] of unescaped.matchAll(/\$\{?[#!]?([A-Za-z_][A-Za-z0-9_]*)/g)) this.variables.add(name);
    }
    this.word ??= { text: '', source: '', bare: '', at };
    this.word.text += literal ?? '';
    this.word.source += source;
    this.word.bare += plain ?? ' ';
  }

  private takeProgram(word: Word): void {
    this.programAt = word.at;
    this.isExec = word.source === 'exec';
    if (this.isExec) return;
    this.words.push(word.text);
    // the words of the language are written as they are, the others may be quoted
    const builtin = EMPTY_WORD.test(word.source)
      ? word.source
      : [word.source, word.text].find((name) => BUILTINS.has(name));
    if (builtin === undefined) return;
    this.isSimple = false;
    this.shellParts.push(builtin);
    if (BASH_BUILTINS.has(builtin)) this.bashParts.push(builtin);
  }
}

/** bash makes several words of `{a,b}` and `{1..3}`, and may do so wherever brackets and a comma are not quoted. */
function mayBeSeries(bare: string): boolean {
  const within = bare.slice(bare.indexOf('{') + 1, bare.lastIndexOf('}') + 1);
  return bare.includes('{') && /,|\.\./.test(within);
}

/** The text in double quotes; undefined when something in it is expanded. */
function resolveDouble(source: string): string | undefined {
  const inner = source.slice(1, -1);
  const unescaped = inner.replace(/\\[\s\S]/g, '');
  return EXPANSION.test(unescaped) ? undefined : inner.replace(/\\(["\\$`])/g, '$1');
}

/** What a shell has to do there, without the texts around it and in it: they may be secrets. */
function describePart(source: string): string {
  if (source.startsWith('~')) return '~';
  if (source.startsWith("$'")) return "$'…'";
  const [expansion = source] = EXPANSION.exec(source.replace(/\\[\s\S]/g, '')) ?? [];
  if (expansion === '`') return '`…`';
  if (expansion === '$(') return '$(…)';
  return expansion.startsWith('${') && !expansion.endsWith('}') ? `${expansion}…}` : expansion;
}
