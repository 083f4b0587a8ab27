import { basename, extname } from 'node:path/posix';
import type { Launch, ScriptFile, Unwrapped, Wrapper } from '../launch';
import { type OptionGrammar, parseOptions } from './parse-options';

/** A program that reads the file which it is given, in place of options and words of other kinds. */
interface Interpreter extends OptionGrammar {
  /** Options whose value is the file. */
  readonly fileOptions?: readonly string[];
  /** Whether a word without an option is a file: it need not be one where a name stands for something else too. */
  readonly isFile: (word: string) => boolean;
  readonly mayBeFolder?: boolean;
}

const ANY = (word: string) => word !== '-';

/**
 * By names without version: `python3.11` is `python`. An option that is not here ends the search: what is not known to
 * be a file is let be.
 *
 * @see https://docs.python.org/3/using/cmdline.html
 * @see https://nodejs.org/api/cli.html
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  python: {
    flags: 'bBdEiIOPqsSuvx',
    valued: 'WX',
    ends: ['-c', '-m', '-h', '-V', '--help', '--version'],
    isFile: ANY,
    mayBeFolder: true,
  },
  node: {
    valued: 'rC',
    longFlags: [
      ...['inspect', 'inspect-brk', 'enable-source-maps', 'expose-gc', 'no-warnings', 'no-deprecation'],
      ...['trace-warnings', 'trace-deprecation', 'trace-uncaught', 'preserve-symlinks', 'preserve-symlinks-main'],
      ...['experimental-modules', 'experimental-specifier-resolution', 'experimental-vm-modules', 'use-openssl-ca'],
      ...['use-system-ca', 'abort-on-uncaught-exception', 'experimental-strip-types', 'experimental-transform-types'],
      ...['report-on-fatalerror', 'report-uncaught-exception', 'optimize-for-size', 'harmony', 'insecure-http-parser'],
    ],
    longValued: ['require', 'import', 'loader', 'experimental-loader', 'conditions', 'title', 'icu-data-dir'],
    pattern: /^--(?!eval|print|test|run|watch|check)[a-z0-9_-]+=/,
    ends: [
      '-e',
      '-p',
      '-v',
      '-h',
      '-i',
      '-c',
      '--eval',
      '--print',
      '--version',
      '--help',
      '--test',
      '--run',
      '--watch',
    ],
    // a name without extension may stand for several files
    isFile: (word) => /^\.(?:[cm]?js|json|node|[cm]?ts)$/.test(extname(word)),
  },
  ruby: {
    flags: 'wWUdal',
    valued: 'IrE',
    longFlags: ['yjit', 'jit', 'disable-gems', 'enable-frozen-string-literal'],
    ends: ['-e', '-c', '-h', '--version', '--help'],
    isFile: ANY,
  },
  perl: { flags: 'wWtTU', valued: 'IMm', ends: ['-e', '-E', '-v', '-V', '-h', '-c'], isFile: ANY },
  php: {
    flags: 'nqCH',
    valued: 'dczf',
    longFlags: ['no-php-ini', 'no-header'],
    longValued: ['define', 'php-ini', 'file'],
    fileOptions: ['-f', '--file'],
    ends: ['-r', '-R', '-B', '-F', '-S', '-t', '-a', '-i', '-v', '-m', '-h', '-l', '-s', '-w', '--version', '--help'],
    isFile: ANY,
  },
  dotnet: {
    longValued: ['additionalprobingpath', 'additional-deps', 'depsfile', 'runtimeconfig', 'roll-forward', 'fx-version'],
    ends: ['-h', '-d', '--help', '--info', '--version', '--list-sdks', '--list-runtimes'],
    isFile: (word) => /\.dll$/i.test(word),
  },
};

/** The files that interpreters read: `python app.py` needs `app.py`. */
export const INTERPRETER_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ...Object.entries(INTERPRETERS).map(([name, interpreter]): [string, Wrapper] => [
    name,
    (launch) => readFiles(launch, interpreter),
  ]),
  ['java', readJar],
]);

function readFiles(launch: Launch, interpreter: Interpreter): Unwrapped {
  const parsed = parseOptions(launch.argv.slice(1), interpreter);
  if (parsed.outcome !== 'parsed') return { launches: [] };
  const option = parsed.given.findLast(({ name }) => interpreter.fileOptions?.includes(name));
  const path = option ? option.value : parsed.rest[0];
  if (path === undefined || path === '' || !(option ? ANY : interpreter.isFile)(path)) return { launches: [] };
  return reading({ path, isSearched: false, mayBeFolder: interpreter.mayBeFolder ?? false });
}

// options of java have one dash and no clusters, so they are read word by word
const JAVA_FLAG =
  /^-(?:X.*|D.+|ea.*|da.*|esa|dsa|server|client|enableassertions.*|disableassertions.*|verbose.*|agent(?:lib|path):.+|javaagent:.+|-enable-preview|-[a-z-]+=.+)$/s;
const JAVA_VALUED = ['-cp', '-classpath', '--class-path', '-p', '--module-path', '--upgrade-module-path'].concat(
  ['--add-modules', '--add-opens', '--add-exports', '--add-reads', '--limit-modules', '--patch-module'],
  ['--enable-native-access'],
);

function readJar(launch: Launch): Unwrapped {
  for (let at = 1; at < launch.argv.length; at += 1) {
    const word = launch.argv[at] ?? '';
    const path = launch.argv[at + 1];
    if (word === '-jar')
      return path === undefined ? { launches: [] } : reading({ path, isSearched: false, mayBeFolder: false });
    if (JAVA_VALUED.includes(word)) at += 1;
    else if (!JAVA_FLAG.test(word)) break;
  }
  return { launches: [] };
}

function reading(file: ScriptFile): Unwrapped {
  return { launches: [], reads: [file] };
}

/** The interpreter that a program's name means, whatever its version. */
export function findInterpreter(program: string): Wrapper | undefined {
  const name = basename(program);
  return INTERPRETER_WRAPPERS.get(name.replace(/^nodejs$/, 'node').replace(/-?\d[\d.]*$/, ''));
}
