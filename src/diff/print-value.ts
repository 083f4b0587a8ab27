import { shortenDigests } from './short-version';

/** About as much as fits in a line beside its path. */
const MAX_LENGTH = 80;
const CONTEXT = 16;
// control and format characters: a manifest must not be able to paint the terminal, or turn what stands beside it
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Text that could be taken for a number, a word of YAML, JSON or something of ours. */
const AMBIGUOUS = /^$|^\s|\s$|^["'[{]|^(?:true|false|null|\(.*\)|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)$|→|\n/;

/**
 * A value in one line: text as it is where it can be taken for nothing else, everything else as JSON. Long values keep
 * their ends; nothing in them reaches the terminal but what can be seen.
 */
export function printFieldValue(value: unknown): string {
  return shorten(spell(value));
}

/** Two values in one line each; of long ones what they share is cut, so that what differs is seen. */
export function printBothValues(before: unknown, after: unknown): [before: string, after: string] {
  const sameType = typeof before === typeof after;
  const [old, now] = [before, after].map((value) => (sameType ? spell(value) : (JSON.stringify(value) ?? ''))) as [
    string,
    string,
  ];
  const [shortOld, shortNow] = [shortenDigests(old), shortenDigests(now)];
  if (shortOld !== shortNow && Math.max(shortOld.length, shortNow.length) <= MAX_LENGTH) return [shortOld, shortNow];
  if (Math.max(old.length, now.length) <= MAX_LENGTH) return [old, now];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  const from = start > 2 * CONTEXT ? start - CONTEXT : 0;
  return [old, now].map((text) => shorten(from === 0 ? text : `…${text.slice(from)}`)) as [string, string];
}

/** A line of text in which everything can be seen, tabs apart. */
export function printLine(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function spell(value: unknown): string {
  return printLine(typeof value === 'string' && !AMBIGUOUS.test(value) ? value : (JSON.stringify(value) ?? ''));
}

function shorten(text: string): string {
  const short = shortenDigests(text);
  if (short.length <= MAX_LENGTH) return short;
  const head = short.slice(0, MAX_LENGTH - 2 * CONTEXT).replace(/[\ud800-\udbff]$/, '');
  const tail = short.slice(-CONTEXT).replace(/^[\udc00-\udfff]/, '');
  return `${head}…${tail} (${text.length} characters)`;
}
