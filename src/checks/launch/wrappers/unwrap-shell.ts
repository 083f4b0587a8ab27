import { basename } from 'node:path/posix';
import type { Launch, Unwrapped, Wrapper } from '../launch';
import { followShell } from '../shell/follow-shell';
import { parseShell } from '../shell/parse-shell';
import { ShellState } from '../shell/shell-state';
import { stoppedAtEnd } from './unwrap-prefix';

interface ShellKind {
  /** Whether it is bash, or takes what bash takes. */
  readonly isBash?: boolean;
  /** Whether it looks in `PATH` for a script that is not in the working directory. */
  readonly isSearching?: boolean;
}

/** `sh` may be any of them. */
const SHELLS: Readonly<Record<string, ShellKind>> = {
  sh: { isSearching: true },
  ash: {},
  dash: {},
  bash: { isBash: true, isSearching: true },
  zsh: { isBash: true, isSearching: true },
  ksh: { isSearching: true },
  mksh: { isSearching: true },
};

/** Shells, with a script as a word or in a file. */
export const SHELL_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries(SHELLS).map(([name, kind]) => [name, (launch) => unwrapShell(launch, kind)]),
);

/** What a shell was told about itself. */
interface ShellOptions {
  /** `-c` */
  hasScript: boolean;
  /** `-e`, `-a` and the like, by their long names. */
  readonly set: Set<string>;
  /** `-l` or `-i`: it reads files of the image first, which may set variables. */
  isLogin: boolean;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['e', 'errexit'],
  ['a', 'allexport'],
  ['n', 'noexec'],
]);
const LOGIN_WORDS = ['--login', '--interactive'];
const OTHER_WORDS = ['--noprofile', '--norc', '--posix', '--verbose', '--restricted', '--noediting', '--debugger'];

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html */
function unwrapShell(launch: Launch, kind: ShellKind): Unwrapped {
  const name = basename(launch.argv[0] ?? '');
  const options: ShellOptions = { hasScript: false, set: new Set(), isLogin: launch.argv[0]?.startsWith('-') ?? false };
  const words = readOptions(launch.argv.slice(1), options);
  if (typeof words === 'string') {
    return { launches: [], unknown: `'${name}' has the option '${words}', with which it is not clear what it starts` };
  }
  const [first, ...rest] = words;
  if (first === undefined || options.set.has('noexec')) return stoppedAtEnd(launch);
  if (options.hasScript) return unwrapScript(launch, kind, options, first, rest);
  if (options.set.has('stdin')) return { launches: [] };
  const isSearched = (kind.isSearching ?? false) && !first.includes('/');
  // what it reads first may change anything
  const isPlain = !options.isLogin && !launch.env.has('BASH_ENV');
  return { launches: [], reads: [{ path: first, isSearched, mayBeFolder: false, ...(isPlain && { words: rest }) }] };
}

/** The words behind the options, or an option that is not known. */
function readOptions(words: readonly string[], options: ShellOptions): readonly string[] | string {
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--' || word === '-') return words.slice(at + 1);
    if (LOGIN_WORDS.includes(word)) options.isLogin = true;
    else if (OTHER_WORDS.includes(word)) continue;
    else if (word === '--rcfile' || word === '--init-file') at += 1;
    else if (!/^[-+]./.test(word)) break;
    else if (!/^[-+][a-zA-Z]+$/.test(word)) return word;
    else {
      for (const letter of word.slice(1)) {
        const isValued = letter === 'o' || letter === 'O';
        if (isValued) at += 1;
        const option = isValued ? (words[at] ?? '') : letter;
        if (word.startsWith('+')) options.set.delete(LETTERS.get(option) ?? option);
        else if (option === 'c') options.hasScript = true;
        else if (option === 'l' || option === 'i' || option === 'login') options.isLogin = true;
        else options.set.add(option === 's' ? 'stdin' : (LETTERS.get(option) ?? option));
      }
    }
  }
  return words.slice(at);
}

function unwrapScript(
  launch: Launch,
  { isBash = false }: ShellKind,
  { set, isLogin }: ShellOptions,
  script: string,
  words: readonly string[],
): Unwrapped {
  const env = new Map(launch.env);
  // the files that it reads first may do anything to it
  if (isLogin || (isBash && env.has('BASH_ENV'))) env.set('PATH', undefined);
  const [name = launch.argv[0], ...positional] = words;
  const state = new ShellState(env, launch.isCut ? undefined : positional, launch.workingDirectory, name);
  state.exitsOnError = set.has('errexit');
  state.exportsAll = set.has('allexport');
  return followShell(parseShell(script, isBash), launch, `${basename(launch.argv[0] ?? '')} -c`, state);
}
