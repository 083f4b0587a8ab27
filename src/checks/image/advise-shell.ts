import { posix } from 'node:path';
import { asText } from '../../manifest/manifest';
import type { LaunchContext } from './launch-context';
import { printList } from './print-list';

export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);
/**
 * What only a shell knows: no program of that name has to be anywhere.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_15
 */
const SHELL_WORDS: ReadonlySet<string> = new Set(
  `. : alias bg break case cd continue declare eval exec exit export fg for function getopts hash if jobs let local popd
  pushd read readonly return set shift shopt source times trap type typeset ulimit umask unalias unset until wait while`
    .trim()
    .split(/\s+/),
);
/** The field of a container that does the same, without a shell. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['cd', 'give the folder as workingDir'],
  ['export', 'set the variable in env'],
]);
const OPERATOR = /&&|\|\||[;|<>`]|\$\(|^\s*\w+=/;

/** Whether it is a command of the shell itself: `cd`. */
export function isShellWord(program: string): boolean {
  return SHELL_WORDS.has(program);
}

/** Whether one word is a line that only a shell understands: `cd /app && ./web`. */
export function isShellLine(program: string): boolean {
  const words = program.trim().split(/\s+/);
  return words.length > 1 && (SHELL_WORDS.has(words[0] ?? '') || OPERATOR.test(program));
}

/**
 * What to do about a command of the shell in the place of a program, or a line of it.
 *
 * @param candidates absolute paths of programs and links to them
 */
export async function adviseShell(
  context: LaunchContext,
  program: string,
  candidates: readonly string[],
): Promise<string> {
  const isLine = isShellLine(program);
  const rest = isLine ? undefined : findRest(context, program);
  if (program === 'exec' && rest !== undefined && rest.length > 0) return `leave it out: ${printList(rest)}`;
  const field = FIELDS.get(isLine ? (program.trim().split(/\s+/)[0] ?? '') : program);
  if (!(await hasShell(context, candidates)))
    return `name the program itself, since the image has no shell${field ? `, and ${field}` : ''}`;
  const line = isLine ? program : [program, ...(rest ?? ['…'])].join(' ');
  const way = isLine ? 'write it as the line of a shell' : 'start a shell for it';
  return `${way}: ${printList(['sh', '-c', line])}${field ? `, or ${field}` : ''}`;
}

/** Of an image whose base is not read, it may have one. */
async function hasShell({ view, files }: LaunchContext, candidates: readonly string[]): Promise<boolean> {
  if (view.platform === undefined || candidates.some((path) => SHELLS.has(posix.basename(path)))) return true;
  return (await files.resolve('/bin/sh')).outcome === 'found';
}

/** The words behind a program in the container's own command or args; undefined when it does not stand there. */
function findRest({ subject, purpose }: LaunchContext, program: string): string[] | undefined {
  if (purpose !== undefined) return undefined;
  const { command, args } = subject.container;
  const words = [command, args].flatMap((list) => (Array.isArray(list) ? list : [])).map((word) => asText(word) ?? '');
  return words[0] === program ? words.slice(1) : undefined;
}
