import { basename } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped } from '../launch';
import { stoppedAtEnd } from './unwrap-prefix';

const VALUED: ReadonlySet<string> = new Set(
  '-c -s -g -G -u -w -T --command --session-command --shell --group --supp-group --user --whitelist-environment'.split(
    ' ',
  ),
);
const FLAGS = /^(?:-[lmpfPh]+|--(?:login|preserve-environment|fast|pty))$/;
const COMMANDS = ['-c', '--command', '--session-command'];

/**
 * `su USER -c 'text'` and `runuser -u USER program`: a shell, or a program, as another user. Which shell it is may stand in
 * the list of users, and whether it may be done is settled elsewhere, so nothing is certain.
 *
 * @see https://man7.org/linux/man-pages/man1/su.1.html
 * @see https://man7.org/linux/man-pages/man1/runuser.1.html
 */
export function unwrapSu(launch: Launch): Unwrapped {
  const [program = '', ...words] = launch.argv;
  const name = basename(program);
  const options = new Map<string, string>();
  const rest: string[] = [];
  let isLogin = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, long = '', value] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? [];
    // with -u what follows is a program and its own words
    if (word === '--' || (options.has('-u') && !word.startsWith('-'))) {
      rest.push(...words.slice(word === '--' ? at + 1 : at));
      break;
    }
    if (VALUED.has(long)) options.set(long, value ?? '');
    else if (VALUED.has(word)) {
      at += 1;
      if (words[at] === undefined) return stoppedAtEnd(launch);
      options.set(word === '--user' ? '-u' : word, words[at] ?? '');
    } else if (word === '-' || FLAGS.test(word)) isLogin ||= word === '-' || word === '--login' || /^-\w*l/.test(word);
    else if (word.startsWith('-')) {
      return { launches: [], unknown: `'${name}' has the option '${word}', with which it is not clear what it starts` };
    } else rest.push(word);
  }
  const env = new Map([
    ...launch.env,
    ['HOME', undefined] as const,
    ...(isLogin ? [['PATH', undefined] as const] : []),
  ]);
  const workingDirectory = isLogin ? undefined : launch.workingDirectory;
  const surroundings = { env, workingDirectory, isCertain: false };
  const user = options.get('-u');
  if (user !== undefined) {
    if (rest.length === 0) return stoppedAtEnd(launch);
    return { launches: [startedBy(launch, name, { ...surroundings, argv: rest, runsAs: user })] };
  }
  const text = COMMANDS.map((option) => options.get(option)).find((each) => each !== undefined);
  if (text === undefined) return stoppedAtEnd(launch);
  const shell = options.get('-s') ?? options.get('--shell') ?? 'sh';
  const [runsAs = '0', ...positional] = rest;
  return { launches: [startedBy(launch, name, { ...surroundings, argv: [shell, '-c', text, ...positional], runsAs })] };
}
