import { basename, resolve } from 'node:path/posix';
import { type Launch, startedBy, type Unwrapped, type Wrapper } from '../launch';
import { parseOptions } from './parse-options';
import { stoppedAtEnd, stoppedAtOption } from './unwrap-prefix';

/** Programs that hand a text to a shell, start what others tell them to, or start it somewhere else. */
export const TEXT_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['flock', unwrapFlock],
  ['watch', unwrapWatch],
  ['script', unwrapTypescript],
  ['chroot', unwrapChroot],
  ['nsenter', elsewhere],
  ['dockerize', unwrapDockerize],
  ...['wait-for-it', 'wait-for-it.sh', 'wait-for', 'wait-for.sh'].map((name): [string, Wrapper] => [
    name,
    unwrapWaiting,
  ]),
]);

/** @see https://man7.org/linux/man-pages/man1/flock.1.html */
function unwrapFlock(launch: Launch): Unwrapped {
  const parsed = parseOptions(launch.argv.slice(1), {
    flags: 'sexunoFv',
    valued: 'wE',
    longFlags: ['shared', 'exclusive', 'unlock', 'nonblock', 'nb', 'close', 'no-fork', 'verbose'],
    longValued: ['wait', 'timeout', 'conflict-exit-code'],
    ends: ['-h', '-V', '--help', '--version'],
  });
  if (parsed.outcome !== 'parsed') return stoppedAtOption(launch, parsed);
  const [, ...words] = parsed.rest;
  const [first, text] = words;
  if (first === undefined) return stoppedAtEnd(launch);
  if (first !== '-c' && first !== '--command') return { launches: [startedBy(launch, 'flock', { argv: words })] };
  return text === undefined ? stoppedAtEnd(launch) : { launches: [shellOf(launch, 'flock', text)] };
}

/** It shows again and again what a shell says, and goes on when that fails. */
function unwrapWatch(launch: Launch): Unwrapped {
  const parsed = parseOptions(launch.argv.slice(1), {
    flags: 'bcCdegprtwx',
    valued: 'nqs',
    longFlags: [
      'beep',
      'color',
      'no-color',
      'differences',
      'errexit',
      'chgexit',
      'precise',
      'no-title',
      'no-wrap',
      'exec',
    ],
    longValued: ['interval', 'equexit', 'shotsdir'],
    ends: ['-h', '-v', '--help', '--version'],
  });
  if (parsed.outcome !== 'parsed') return stoppedAtOption(launch, parsed);
  if (parsed.rest.length === 0) return stoppedAtEnd(launch);
  const isDirect = parsed.options.has('-x') || parsed.options.has('--exec');
  if (isDirect) return { launches: [startedBy(launch, 'watch', { argv: parsed.rest, isCertain: false })] };
  return { launches: [{ ...shellOf(launch, 'watch', parsed.rest.join(' ')), isCertain: false }] };
}

/** @see https://man7.org/linux/man-pages/man1/script.1.html */
function unwrapTypescript(launch: Launch): Unwrapped {
  // options may stand behind the name of the file
  const at = launch.argv.findIndex((word) => /^-[aefq]*c$|^--command$/.test(word));
  const text =
    at === -1
      ? /^--command=(.*)$/s.exec(launch.argv.find((word) => word.startsWith('--command=')) ?? '')?.[1]
      : launch.argv[at + 1];
  return text === undefined
    ? stoppedAtEnd(launch)
    : { launches: [{ ...shellOf(launch, 'script', text), isCertain: false }] };
}

/** @see https://www.gnu.org/software/coreutils/manual/html_node/chroot-invocation.html */
function unwrapChroot(launch: Launch): Unwrapped {
  const parsed = parseOptions(launch.argv.slice(1), {
    longFlags: ['skip-chdir'],
    longValued: ['groups', 'userspec'],
    ends: ['--help', '--version'],
  });
  if (parsed.outcome !== 'parsed') return stoppedAtOption(launch, parsed);
  const [root, ...argv] = parsed.rest;
  if (root === undefined) return stoppedAtEnd(launch);
  if (resolve(launch.workingDirectory ?? '/.', root) !== '/') return elsewhere(launch);
  const runsAs = parsed.options.has('--userspec') || parsed.options.has('--groups') ? { runsAs: '?' } : {};
  const program = argv.length > 0 ? argv : ['/bin/sh', '-i'];
  return { launches: [startedBy(launch, 'chroot', { ...runsAs, argv: program, workingDirectory: '/' })] };
}

function elsewhere(launch: Launch): Unwrapped {
  const name = basename(launch.argv[0] ?? '');
  return { launches: [], unknown: `'${name}' starts it among other files than those at '/', which are not looked at` };
}

/** Scripts that are copied from image to image: they wait for others, and start what stands behind `--`. */
function unwrapWaiting(launch: Launch): Unwrapped {
  const at = launch.argv.indexOf('--');
  const argv = at === -1 ? [] : launch.argv.slice(at + 1);
  if (argv.length === 0) return stoppedAtEnd(launch);
  return { launches: [startedBy(launch, basename(launch.argv[0] ?? ''), { argv, isCertain: false })] };
}

const DOCKERIZE_VALUED =
  /^--?(?:wait|timeout|wait-retry-interval|wait-http-header|template|stdout|stderr|delims|env|env-section)$/;

/** @see https://github.com/jwilder/dockerize */
function unwrapDockerize(launch: Launch): Unwrapped {
  let at = 1;
  for (let word = launch.argv[at]; word?.startsWith('-') && word !== '--'; word = launch.argv[at]) {
    if (
      !/=/.test(word) &&
      !DOCKERIZE_VALUED.test(word) &&
      !/^--?(?:no-overwrite|poll|multiline|validate-cert|env-header|version)$/.test(word)
    ) {
      return {
        launches: [],
        unknown: `'dockerize' has the option '${word}', with which it is not clear what it starts`,
      };
    }
    at += DOCKERIZE_VALUED.test(word) ? 2 : 1;
  }
  const argv = launch.argv.slice(launch.argv[at] === '--' ? at + 1 : at);
  return argv.length === 0 ? stoppedAtEnd(launch) : { launches: [startedBy(launch, 'dockerize', { argv })] };
}

function shellOf(launch: Launch, via: string, text: string): Launch {
  return startedBy(launch, via, { argv: ['/bin/sh', '-c', text] });
}
