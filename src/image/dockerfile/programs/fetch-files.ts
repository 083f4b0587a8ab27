import { posix } from 'node:path';
import { joinPattern, UNKNOWN_PART } from '../files/path-pattern';
import { findValue, hasAny, type Program, type ProgramCall, pathOf, splitOptions } from './program-call';

const CURL_VALUED = new Set(
  (
    '-o --output -H --header -d --data -u --user -A --user-agent -e -x --proxy -X --request -b -c -m --max-time -T ' +
    '-F -w --write-out -C -E -r -z -K --retry --retry-delay --connect-timeout --output-dir --cacert --cert --key ' +
    '--url --resolve --data-binary --data-raw --limit-rate --tlsv1 --ciphers --proto --retry-max-time'
  ).split(' '),
);

export const runCurl: Program = (call) => {
  const options = splitOptions(call.args, CURL_VALUED);
  const folder = findValue(options, '--output-dir') ?? '.';
  const output = findValue(options, '-o', '--output');
  if (output !== undefined) putDownload(call, joinPattern(pathOf(call, folder), output), output);
  if (!hasAny(options, '-O', '--remote-name', '--remote-name-all')) return;
  for (const url of options.operands) putDownload(call, joinPattern(pathOf(call, folder), nameInUrl(url)), url);
};

const WGET_VALUED = new Set(
  (
    '-O --output-document -P --directory-prefix -o --output-file -a -t --tries -T --timeout -U --user-agent --header ' +
    '-w --wait -e -i -Q --user --password'
  ).split(' '),
);

export const runWget: Program = (call) => {
  const options = splitOptions(call.args, WGET_VALUED);
  const output = findValue(options, '-O', '--output-document');
  if (output !== undefined) {
    putDownload(call, pathOf(call, output), output);
    return;
  }
  const folder = pathOf(call, findValue(options, '-P', '--directory-prefix') ?? '.');
  if (hasAny(options, '-r', '--recursive', '-i', '-m', '--mirror')) call.changes.mayAdd(folder);
  else for (const url of options.operands) putDownload(call, joinPattern(folder, nameInUrl(url)), url);
};

function putDownload(call: ProgramCall, path: string, written: string): void {
  if (written !== '-' && !path.startsWith('/dev/')) call.changes.putFile(path);
}

function nameInUrl(url: string): string {
  return posix.basename(url.replace(/[?#].*$/s, '')) || UNKNOWN_PART;
}

export const runTar: Program = (call) => {
  const [first = '', ...others] = call.args;
  // the first word may leave its dash out: `tar xzf a.tgz`
  const args = /^[A-Za-z]+$/.test(first) ? [`-${first}`, ...others] : call.args;
  const valued = [
    '-f',
    '--file',
    '-C',
    '--directory',
    '-T',
    '-X',
    '-I',
    '--strip-components',
    '--exclude',
    '--transform',
  ];
  const options = splitOptions(args, new Set(valued));
  if (hasAny(options, '-x', '--extract', '--get')) {
    call.changes.mayAdd(pathOf(call, findValue(options, '-C', '--directory') ?? '.'));
  } else if (hasAny(options, '-c', '--create')) {
    const file = findValue(options, '-f', '--file') ?? '-';
    if (file !== '-') call.changes.putFile(pathOf(call, file));
  }
};

export const runUnzip: Program = (call) => {
  const options = splitOptions(call.args, new Set(['-d', '-x', '-P']));
  if (!hasAny(options, '-l', '-t', '-p')) call.changes.mayAdd(pathOf(call, findValue(options, '-d') ?? '.'));
};

const GIT_ASKS = new Set('config rev-parse log status describe show diff ls-files ls-remote remote version'.split(' '));
const GIT_VALUED = new Set('-C -c -b --branch --depth -o --origin --reference -j --jobs --filter --config'.split(' '));

export const runGit: Program = (call) => {
  const options = splitOptions(call.args, GIT_VALUED);
  const [command = '', url = '', into] = options.operands;
  if (GIT_ASKS.has(command)) return;
  const start = pathOf(call, findValue(options, '-C') ?? '.');
  if (command !== 'clone') call.changes.mayAdd(start);
  else call.changes.mayAdd(joinPattern(start, into ?? nameInUrl(url).replace(/\.git$/, '')));
};
