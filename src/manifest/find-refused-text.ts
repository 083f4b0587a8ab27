import { CST, Lexer } from 'yaml';

/** Text that our parser would take and the one of Kubernetes refuses, or reads in another way. */
export interface RefusedText {
  readonly offset: number;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** Everything but what YAML allows, save for the ends of line of YAML 1.1, of which other parsers know nothing. */
const STRANGE = /(?![\t\n\u{10000}-\u{10ffff}])[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu;
const ENDS_OF_LINE: ReadonlySet<string> = new Set(['\r', '\u0085', '\u2028', '\u2029']);
/** A tab in front of a line or behind an indicator, and the escapes that are looked at. */
const DOUBTFUL = /^ *\t|[-?:]\t|\\(?:u[dD][89a-fA-F]|\/|\r?\n)/m;
const INDICATORS: ReadonlySet<string> = new Set(['seq-item-ind', 'explicit-key-ind']);
const HALF_OF_PAIR = /\\u[dD][89a-fA-F]/;
/** A pair, half of one, or whatever else stands behind a backslash, another backslash included. */
const ESCAPE =
  /\\(?:\r?\n[ \t]*(?:\r?\n)?|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2}|.)/gs;

/**
 * What Kubernetes' own YAML parser refuses or takes for something else, in the order of the text: each strange character
 * once, tabs in front of a line or behind an indicator, and escapes that YAML 1.1 has not or that readers differ about.
 *
 * @see https://yaml.org/spec/1.1/#id868524 which characters there are, and which of them end a line
 */
export function findRefusedText(text: string): RefusedText[] {
  const found = [...findStrangeCharacters(text), ...(DOUBTFUL.test(text) ? findInTokens(text) : [])];
  return found.sort((a, b) => a.offset - b.offset);
}

function findStrangeCharacters(text: string): RefusedText[] {
  const firsts = new Map<string, number>();
  for (const { 0: character, index } of text.matchAll(STRANGE)) {
    const isEndOfLine = character === '\r' && text[index + 1] === '\n';
    if (!isEndOfLine && !firsts.has(character)) firsts.set(character, index);
  }
  return [...firsts].map(([character, offset]) => {
    const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    const why = ENDS_OF_LINE.has(character)
      ? 'kubectl takes it for the end of a line'
      : character === '\ufeff'
        ? 'kubectl passes over it at the begin of a line, and elsewhere takes it for text'
        : 'YAML has no such character in its text';
    return {
      offset,
      what: `the character ${name} stands here`,
      why,
      fix: 'write it as an escape in double quotes, or delete it',
    };
  });
}

/** What depends on where it stands: in texts with quotes, in blocks, in brackets, or in front of a field. */
function findInTokens(text: string): RefusedText[] {
  const found: RefusedText[] = [];
  // kubectl reads what begins with a bracket as JSON, where pairs are written as escapes
  const isJson = /^\s*\{/.test(text);
  let offset = 0;
  let depth = 0;
  let header: string | undefined;
  let isScalar = false;
  let isIndicator = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | null = isScalar ? 'scalar' : CST.tokenType(source);
    if (isScalar) {
      const tab = header === undefined ? findTabInPlain(source) : findTabInBlock(source, header);
      if (tab !== undefined) found.push(tabAt(offset + tab));
      header = undefined;
    } else if (type === 'double-quoted-scalar') {
      const fault = findEscape(source, isJson);
      if (fault !== undefined) found.push({ ...fault, offset: offset + fault.offset });
    } else if (type === 'block-scalar-header') {
      header = source;
    } else if (type === 'flow-map-start' || type === 'flow-seq-start') {
      depth += 1;
    } else if (type === 'flow-map-end' || type === 'flow-seq-end') {
      depth -= 1;
    } else if (type === 'space' && depth <= 0 && source.includes('\t') && (isIndicator || isLineStart(text, offset))) {
      found.push(tabAt(offset));
    }
    isIndicator = type !== null && (INDICATORS.has(type) || (type === 'map-value-ind' && isLineStart(text, offset)));
    const isSign = !isScalar && (type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end');
    if (!isSign) offset += source.length;
    isScalar = !isScalar && type === 'scalar';
  }
  return found;
}

/** Whether nothing but spaces stands before it in its line. */
function isLineStart(text: string, offset: number): boolean {
  let at = offset;
  while (text[at - 1] === ' ') at -= 1;
  return at === 0 || text[at - 1] === '\n';
}

/** The first escape in double quotes that is refused. */
function findEscape(source: string, isJson: boolean): RefusedText | undefined {
  for (const { 0: found, index } of source.matchAll(ESCAPE)) {
    const isPair = found.length === '\\ud83d\\ude00'.length;
    if (HALF_OF_PAIR.test(found) && !(isPair && isJson)) return { offset: index, ...HALF };
    if (found === '\\/' && !isJson) return { offset: index, ...SLASH };
    if (/\n[ \t]*\r?\n/.test(found)) return { offset: index, ...LINE_END };
  }
  return undefined;
}

/** In a further line of a text without quotes. */
function findTabInPlain(source: string): number | undefined {
  const tab = /\n *\t/.exec(source);
  return tab ? tab.index + 1 : undefined;
}

/** A tab that stands where a block is still indented. */
function findTabInBlock(source: string, header: string): number | undefined {
  const lines = source.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const widths = filled.map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const indentation = /\d/.test(header)
    ? widths.reduce((least, width) => Math.min(least, width), Infinity)
    : (widths[0] ?? 0);
  let index = 0;
  let isBegun = /\d/.test(header);
  for (const line of lines) {
    const [before] = /^ *(?=\t)/.exec(line) ?? [];
    if (before !== undefined && (!isBegun || before.length < indentation)) return index;
    isBegun ||= line.trim() !== '';
    index += line.length + 1;
  }
  return undefined;
}

function tabAt(offset: number): RefusedText {
  return {
    offset,
    what: 'a tab stands in front of this line',
    why: 'YAML does not allow tabs as indentation, and kubectl not even in blank lines',
    fix: 'indent with spaces',
  };
}

const HALF = {
  what: 'an escape here is half of a surrogate pair',
  why: 'YAML has one escape for such a character, as in "\\U0001F600", and kubectl refuses two halves',
  fix: 'write the character itself',
};
const SLASH = {
  what: 'the escape \\/ stands here',
  why: 'JSON has it, and YAML 1.1 has not, so that kubectl refuses it',
  fix: 'write the slash itself',
};
const LINE_END = {
  what: 'an escaped end of line stands here before an empty line',
  why: 'readers of YAML do not agree on what that is',
  fix: 'delete the empty line, or write \\n',
};
