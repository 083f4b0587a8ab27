import { printLiteral } from '../../project/print-literal';

const MAX_COLUMNS = 120;

/** Letters, signs and arrows that are one column wide in every version of Unicode, as a class of a RegExp. */
const ONE_COLUMN =
  '\\u0020-\\u007e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0482\\u048a-\\u0590\\u2010-\\u2027\\u2030-\\u205e' +
  '\\u20a0-\\u20c0\\u2190-\\u22ff\\u2500-\\u259f';
/** Kana, Han, Hangul, full-width forms and faces, which are two columns wide in every version of Unicode. */
const TWO_COLUMNS =
  '\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60\\u{1f600}-\\u{1f64f}';

const WIDE = new RegExp(`[${TWO_COLUMNS}]`, 'gu');
/** From no column (marks above a letter) to three: formatters do not agree. */
const UNSURE = new RegExp(`[^${ONE_COLUMN}${TWO_COLUMNS}]`, 'gu');
const MAX_UNSURE_COLUMNS = 3;
const ASCII = /^[ -~]*$/;

/**
 * Tells whether a line is short enough for the formatter, and prints texts so that it can tell.
 *
 * @see https://www.unicode.org/reports/tr11/ how wide a character is
 */
export class Ruler {
  #isSure = true;

  /** @param escapes what texts do not show as it is: only what nobody sees, or also what cannot be measured */
  constructor(private readonly escapes: 'hidden' | 'unsure' = 'hidden') {}

  /** Whether each answer so far is the same for every formatter. */
  get isSure(): boolean {
    return this.#isSure;
  }

  /** Whether a text has at most this many columns, those of a line by default. */
  fits(text: string, maxColumns = MAX_COLUMNS): boolean {
    if (ASCII.test(text)) return text.length <= maxColumns;
    const unsure = text.match(UNSURE)?.length ?? 0;
    const least = Array.from(text).length - unsure + (text.match(WIDE)?.length ?? 0);
    const most = least + unsure * MAX_UNSURE_COLUMNS;
    if (least <= maxColumns && most > maxColumns) this.#isSure = false;
    return most <= maxColumns;
  }

  /** A text as a TypeScript string in one line. */
  printLiteral(text: string): string {
    return this.printMeasurable(printLiteral(text));
  }

  /** A text, where it matters with escapes for what cannot be measured. */
  printMeasurable(text: string): string {
    if (this.escapes === 'hidden') return text;
    return text.replace(UNSURE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  }
}

/** Prints lines that fit whoever measures them: where that is in doubt, with escapes for what cannot be measured. */
export function printMeasured(print: (ruler: Ruler) => string[]): string[] {
  const ruler = new Ruler();
  const lines = print(ruler);
  return ruler.isSure ? lines : print(new Ruler('unsure'));
}
