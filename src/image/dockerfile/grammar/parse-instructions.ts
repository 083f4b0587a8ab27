import { findHeredocs } from './find-heredocs';
import type { Heredoc, Instruction } from './instruction';
import { splitInstruction } from './split-instruction';

/** A fault that ends the reading of a file, for a builder too. */
export interface GrammarFault {
  readonly line: number;
  readonly why: string;
}

export interface ParsedInstructions {
  /** Those before the fault. */
  readonly instructions: readonly Instruction[];
  /** What `# escape=` says, a backslash otherwise. */
  readonly escapeChar: '\\' | '`';
  /** What `# syntax=` says. */
  readonly syntax: string | undefined;
  readonly fault: GrammarFault | undefined;
}

/** As many as can be on one line, with its end: builders refuse longer ones. */
const MOST_LINE_BYTES = 65_535;
const TOO_LONG = `the line is longer than ${MOST_LINE_BYTES} bytes`;
const HOLDS_HEREDOCS = new Set(['ADD', 'COPY', 'RUN', 'ONBUILD']);

/**
 * Splits a Dockerfile in instructions by the rules of BuildKit's parser: continued lines, comments and empty lines
 * among them, heredocs, and the directives at the top.
 *
 * @see https://docs.docker.com/reference/dockerfile/#format
 */
export function parseInstructions(text: string): ParsedInstructions {
  const lines = text.replace(/^\ufeff/, '').split(/(?<=\n)/);
  const { escapeChar, syntax, fault: directiveFault } = parseDirectives(lines);
  if (directiveFault) return { instructions: [], escapeChar, syntax, fault: directiveFault };
  const continued = escapeChar === '\\' ? /(^|[^\\])\\[ \t]*$/ : /(^|[^`])`[ \t]*$/;
  const instructions: Instruction[] = [];
  const done = (fault?: GrammarFault) => ({ instructions, escapeChar, syntax, fault });
  for (let at = 0; at < lines.length; ) {
    const line = at + 1;
    if (isTooLong(lines[at])) return done({ line, why: TOO_LONG });
    const first = withoutComment(withoutEnd(lines[at++]).trimStart());
    let joined = first.replace(continued, '$1');
    let isOpen = continued.test(first);
    while (isOpen && at < lines.length) {
      if (isTooLong(lines[at])) return done({ line: at + 1, why: TOO_LONG });
      const next = withoutEnd(lines[at++]);
      if (/^\s*(?:#|$)/.test(next)) continue;
      joined += next.replace(continued, '$1');
      isOpen = continued.test(next);
    }
    if (joined.trim() === '') continue;
    const split = splitInstruction(joined, escapeChar);
    const keyword = split.word.toUpperCase();
    const heredocs: Heredoc[] = [];
    for (const { name, isChomped } of HOLDS_HEREDOCS.has(keyword) ? findHeredocs(joined) : []) {
      let content = '';
      for (;;) {
        const next = lines[at++];
        if (next === undefined) return done({ line, why: `'<<${name}' has no end: no line is '${name}' alone` });
        const shown = isChomped ? next.replace(/^\t+/, '') : next;
        if (withoutEnd(shown) === name) break;
        content += shown;
      }
      heredocs.push({ name, content });
    }
    instructions.push({ line, keyword, ...split, heredocs });
  }
  return done();
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

function parseDirectives(lines: readonly string[]): Pick<ParsedInstructions, 'escapeChar' | 'syntax' | 'fault'> {
  const seen = new Map<string, string>();
  const result = (fault?: GrammarFault) => {
    const escapeChar = seen.get('escape') === '`' ? ('`' as const) : ('\\' as const);
    return { escapeChar, syntax: seen.get('syntax'), fault };
  };
  for (const [index, line] of lines.entries()) {
    const [, word, value] = DIRECTIVE.exec(withoutEnd(line).trimStart()) ?? [];
    const name = word?.toLowerCase();
    if (name === undefined || value === undefined || !['syntax', 'escape', 'check'].includes(name)) break;
    if (seen.has(name)) return result({ line: index + 1, why: `the directive '${name}' stands twice` });
    seen.set(name, value);
    if (name === 'escape' && value !== '\\' && value !== '`') {
      return result({ line: index + 1, why: 'the escape character is either \\ or `' });
    }
  }
  return result();
}

function withoutEnd(line = ''): string {
  return line.replace(/[\r\n]+$/, '');
}

function withoutComment(line: string): string {
  return line.startsWith('#') ? '' : line;
}

function isTooLong(line = ''): boolean {
  return line.length > MOST_LINE_BYTES / 4 && Buffer.byteLength(line) > MOST_LINE_BYTES;
}
