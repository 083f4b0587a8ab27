import { resolve } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped } from '../launch';
import { type OptionGrammar, parseOptions } from './parse-options';
import { splitEnvString } from './split-env-string';
import { stoppedAtEnd, stoppedAtOption } from './unwrap-prefix';

const GRAMMAR: OptionGrammar = {
  flags: 'i0v',
  valued: 'uCSa',
  longFlags: ['ignore-environment', 'null', 'debug', 'block-signal', 'default-signal', 'ignore-signal'],
  longValued: ['unset', 'chdir', 'split-string', 'argv0'],
  lasts: ['-S', '--split-string'],
  ends: ['--help', '--version', '--list-signal-handling'],
};
// the text of -S may have an -S again
const MAX_SPLITS = 10;

/**
 * `env`: it empties the environment with `-i`, takes away what `-u` names and then sets `NAME=value`. Without a program
 * it prints them.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html
 */
export function unwrapEnv(launch: Launch): Unwrapped {
  const options: { readonly name: string; readonly value: string }[] = [];
  let words = launch.argv.slice(1);
  for (let splits = 0; ; splits += 1) {
    const parsed = parseOptions(words, GRAMMAR);
    if (parsed.outcome !== 'parsed') return stoppedAtOption(launch, parsed);
    options.push(...parsed.given);
    words = [...parsed.rest];
    const last = parsed.given.at(-1);
    if (last === undefined || !GRAMMAR.lasts?.includes(last.name)) break;
    const split = splits < MAX_SPLITS ? splitEnvString(last.value, launch.env) : undefined;
    if (!split) return { launches: [], unknown: `the text of 'env ${last.name}' could not be understood` };
    words = [...split, ...words];
  }

  const isDash = words[0] === '-';
  if (isDash) words = words.slice(1);
  const isEmptied = isDash || options.some(({ name }) => name === '-i' || name === '--ignore-environment');
  const env = new Map(isEmptied ? [] : launch.env);
  for (const { name, value } of options) if (name === '-u' || name === '--unset') env.delete(value);
  const program = words.findIndex((word) => !word.includes('='));
  for (const word of program === -1 ? [] : words.slice(0, program)) {
    const sign = word.indexOf('=');
    env.set(word.slice(0, sign), word.slice(sign + 1));
  }
  if (program === -1) return stoppedAtEnd(launch);
  const folder = options.findLast(({ name }) => name === '-C' || name === '--chdir')?.value;
  const workingDirectory = folder === undefined ? launch.workingDirectory : enter(launch.workingDirectory, folder);
  return { launches: [startedBy(launch, 'env', { argv: words.slice(program), env, workingDirectory })] };
}

function enter(from: string | undefined, folder: string): string | undefined {
  return folder.startsWith('/') ? resolve(folder) : from === undefined ? undefined : resolve(from, folder);
}
