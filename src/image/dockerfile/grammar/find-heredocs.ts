import { expandWords, WordFault } from './expand-word';

/** `<<-'EOF'`: what ends it, and whether tabs at line starts go. */
export interface HeredocMark {
  readonly name: string;
  readonly isChomped: boolean;
  /** The word that stands for it in the instruction. */
  readonly word: string;
}

const MARK = /^\d*<<(-?)\s*([^<]*)$/;

/** The heredocs that a joined line opens, in order. */
export function findHeredocs(line: string): HeredocMark[] {
  if (!line.includes('<<')) return [];
  return splitRaw(line).flatMap((word) => parseHeredocMark(word) ?? []);
}

/** What a word opens; undefined when it is no heredoc. */
export function parseHeredocMark(word: string): HeredocMark | undefined {
  const [, chomp, rest] = MARK.exec(word) ?? [];
  if (!rest) return undefined;
  try {
    const words = expandWords(rest, { escapeChar: '\\', find: () => undefined, keepsUnset: true });
    const [name, ...others] = 'value' in words ? words.value : [];
    if (name === undefined || others.length > 0) return undefined;
    return { name, isChomped: chomp === '-', word };
  } catch (error) {
    if (error instanceof WordFault) return undefined;
    throw error;
  }
}

function splitRaw(line: string): readonly string[] {
  try {
    const words = expandWords(line, { escapeChar: '\\', find: () => undefined, isRaw: true, keepsUnset: true });
    return 'value' in words ? words.value : [];
  } catch (error) {
    // a quote without end: builders look for no heredoc then
    if (error instanceof WordFault) return [];
    throw error;
  }
}
