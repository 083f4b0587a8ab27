import type { ScriptFacts } from './file-facts';

/** What the kernel reads of a file before it decides how to start it: BINPRM_BUF_SIZE, since Linux 5.1. */
export const SCRIPT_HEAD_BYTES = 256;

const NUL = 0;
const LINE_FEED = '\n'.charCodeAt(0);
const CARRIAGE_RETURN = '\r'.charCodeAt(0);
const BLANKS: ReadonlySet<number | undefined> = new Set([' '.charCodeAt(0), '\t'.charCodeAt(0)]);

/**
 * The first line of a script, as far as the kernel reads it.
 *
 * @param head the first 256 bytes, all of a shorter file; they begin with `#!`
 * @see https://github.com/torvalds/linux/blob/v6.6/fs/binfmt_script.c
 */
export function parseScriptLine(head: Uint8Array): ScriptFacts {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const lineFeed = text.indexOf(LINE_FEED);
  const isWhole = lineFeed >= 0 || text.length < SCRIPT_HEAD_BYTES;
  const lineEnd = lineFeed >= 0 ? lineFeed : text.length;
  const nul = text.subarray(0, lineEnd).indexOf(NUL);
  // names end at a NUL, as all texts of the kernel do
  if (nul >= 0) return { kind: 'script', line: text.toString('utf8', 2, nul), hasCarriageReturn: false, isCut: false };
  if (isWhole) {
    const hasCarriageReturn = lineEnd > 2 && text[lineEnd - 1] === CARRIAGE_RETURN;
    const line = text.toString('utf8', 2, hasCarriageReturn ? lineEnd - 1 : lineEnd);
    return { kind: 'script', line, hasCarriageReturn, isCut: false };
  }
  // the last byte only serves to see whether a word ends there
  const end = BLANKS.has(text[SCRIPT_HEAD_BYTES - 1]) ? SCRIPT_HEAD_BYTES : SCRIPT_HEAD_BYTES - 1;
  return { kind: 'script', line: text.toString('utf8', 2, end), hasCarriageReturn: false, isCut: true };
}
