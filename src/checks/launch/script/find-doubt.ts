import { basename } from 'node:path/posix';
import { makerOf } from '../makers';
import { quote } from '../shell/shell-reader';
import type { OutlinedCommand } from './outline-script';

// what is sent to the shell when it ends, or on the way
const HEARD = /^(?:SIG)?(?:EXIT|0|ERR|ZERR|DEBUG|CHLD|17)$/i;
const DECLARING: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'unset', 'read']);
const LOOKS: ReadonlySet<string> = new Set(['hash', 'alias', 'enable']);

type Doubt = (command: OutlinedCommand, words: readonly string[]) => string | undefined;

const reads: Doubt = (command) => `it runs what is not known here: ${show(command)}`;

/** Commands after which a script may start something else than it seems, by their names. */
const DOUBTS: ReadonlyMap<string, Doubt> = new Map<string, Doubt>([
  ['.', reads],
  ['source', reads],
  ['eval', reads],
  ['set', (command, words) => (isOptionOnly(words) ? undefined : `it may change its words: ${show(command)}`)],
  ['shift', (command) => `it may change its words: ${show(command)}`],
  [
    'shopt',
    (command, words) => (words.includes('execfail') ? `it goes on when that fails: ${show(command)}` : undefined),
  ],
  ['exec', (command, words) => (words.length > 0 ? `it may become another program: ${show(command)}` : undefined)],
  // a failure is one for whoever started it too
  [
    'exit',
    (command, [status]) => (/^[1-9]\d?$/.test(status ?? '') ? undefined : `it may end before: ${show(command)}`),
  ],
  [
    'trap',
    (command, words) =>
      words.slice(1).some((word) => HEARD.test(word)) ? `it has a trap: ${show(command)}` : undefined,
  ],
]);

/** Why what a script starts at its end may be something else, or not needed, because of a command before; undefined for nothing. */
export function findDoubt(command: OutlinedCommand, wanted: string): string | undefined {
  const [name, ...words] = command.words.map(textOf);
  if (changesPath(command, name)) return `it changes PATH: ${show(command)}`;
  if (command.words[0] && isUnknown(command, 0)) return `it runs what is not known here: ${show(command)}`;
  if (LOOKS.has(name ?? '')) return `it changes how programs are looked up: ${show(command)}`;
  const own = DOUBTS.get(name ?? '')?.(command, words);
  if (own !== undefined) return own;
  const maker = findMakerIn(command, name === undefined ? [] : [name, ...words], wanted);
  return maker && `it may put it there before: ${maker}`;
}

/** Whether words of `set` are options, as those of `set -e -o pipefail` are. */
export function isOptionOnly(words: readonly string[]): boolean {
  return words.every((word, index) => /^[-+][a-zA-Z]+$/.test(word) || /^[-+][a-zA-Z]*o$/.test(words[index - 1] ?? ''));
}

function changesPath({ assignments, words }: OutlinedCommand, name: string | undefined): boolean {
  if (words.length === 0) return assignments.some((each) => each.name === 'PATH');
  return DECLARING.has(name ?? '') && words.some(({ source }) => /^["']?PATH(?:=|\+=|["']?$)/.test(source));
}

function findMakerIn(command: OutlinedCommand, words: readonly string[], wanted: string): string | undefined {
  const isCut = command.words.some((_, index) => isUnknown(command, index));
  // `sudo apt-get`, `env FOO=bar cp`
  const makers = words.flatMap((_word, index) =>
    index === 0 || /^(?:sudo|env|exec|command|xargs|nohup|time|busybox|if|then)$/.test(words[0] ?? '')
      ? (makerOf(words.slice(index), isCut) ?? [])
      : [],
  );
  const isMade = makers.some(({ files }) => files === 'any' || wanted.includes('/') || names(files, wanted));
  const isWritten = command.writes.some(
    ({ source }) => /[$`*?]/.test(source.split('/').at(-1) ?? '') || names([source], wanted),
  );
  return isMade || isWritten ? show(command) : undefined;
}

function names(files: readonly (string | undefined)[], wanted: string): boolean {
  return files.some((file) => basename(file?.replace(/["']/g, '') ?? wanted) === basename(wanted));
}

/** A word without its quotes, as far as it is written out. */
function textOf({ parts, source }: OutlinedCommand['words'][number]): string {
  return parts.every(({ kind }) => kind === 'text')
    ? parts.map((part) => ('text' in part ? part.text : '')).join('')
    : source;
}

function isUnknown({ words }: OutlinedCommand, index: number): boolean {
  return words[index]?.parts.some(({ kind }) => kind !== 'text') === true;
}

function show({ assignments, words }: OutlinedCommand): string {
  const before = assignments.map(({ name }) => `${name}=…`);
  return quote([...before, ...words.map(({ source }) => source)].join(' '));
}
