import { posix } from 'node:path';
import type { FileFacts } from './file-facts';
import { parseScriptLine, SCRIPT_HEAD_BYTES } from './parse-script-line';
import type { RangeReading } from './streamed-ranges';

// the longest entrypoints of well-known images have a third of it
const MOST_TEXT_BYTES = 64 * 1024;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh']);
/** Words of its own, or another program in its place: without them nothing can be told of what it starts. */
const USES_WORDS = /\$\{?[@*1]|(?<![\w-])exec(?![\w-])/;

/**
 * Reads the first line of a script, and all of it where a shell runs it and it has to do with its words.
 *
 * @param keepsText whether the text is of use
 */
export function* readScript(fileBytes: number, keepsText: boolean): RangeReading<FileFacts> {
  const [head] = yield { read: [{ offset: 0, length: Math.min(SCRIPT_HEAD_BYTES, fileBytes) }] };
  if (head === undefined) return { kind: 'other' };
  const facts = parseScriptLine(head);
  if (!keepsText || fileBytes > MOST_TEXT_BYTES || facts.isCut || !isOfShell(facts.line)) return facts;
  const [bytes] = yield { read: [{ offset: 0, length: fileBytes }] };
  const text = bytes?.toString('utf8');
  return text !== undefined && USES_WORDS.test(text) ? { ...facts, text } : facts;
}

/** Whether a first line names a shell: `/bin/sh -e`, `/usr/bin/env bash`, `/bin/busybox sh`. */
function isOfShell(line: string): boolean {
  const words = line.split(/[ \t]+/).filter((word) => word !== '');
  const isIndirect = /(?:^|\/)(?:env|busybox)$/.test(words[0] ?? '');
  const program = isIndirect ? words.slice(1).find((word) => !word.startsWith('-')) : words[0];
  return SHELLS.has(posix.basename(program ?? ''));
}
