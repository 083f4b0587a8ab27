import { posix } from 'node:path';
import { SYSTEM_FOLDERS } from '../files/file-like';
import { isWhole, joinPattern } from '../files/path-pattern';
import { findValue, type Program, type ProgramCall, pathOf, splitOptions } from './program-call';

/** Package managers of distributions, and what else writes where distributions keep their files. */
export const changeSystem: Program = ({ changes }) => {
  for (const folder of SYSTEM_FOLDERS) changes.mayAdd(folder);
  changes.mayAdd('/', { strength: 'weak' });
};

const PIP_VALUED = new Set(
  '-t --target --prefix --root -r --requirement -c --constraint -i --index-url -e --src'.split(' '),
);

export const runPip: Program = (call) => {
  const options = splitOptions(call.args, PIP_VALUED);
  const into = findValue(options, '-t', '--target', '--prefix', '--root');
  // /venv/bin/pip installs in /venv
  const venv = /^(\/.+)\/bin\/[^/]+$/.exec(call.invoked)?.[1] ?? call.variable('VIRTUAL_ENV');
  if (into !== undefined) call.changes.mayAdd(pathOf(call, into));
  if (venv !== undefined) call.changes.mayAdd(joinPattern('/', venv));
  changeSystem(call);
};

/** `python -m pip install`, `python -m venv /venv`; what else Python runs may do anything. */
export const runPython: Program = (call) => {
  const [option, module, ...args] = call.args;
  if (option === '--version' || option === '-V') return;
  if (option === '-m' && module === 'pip') runPip({ ...call, name: 'pip', args });
  else if (option === '-m' && (module === 'venv' || module === 'virtualenv')) makeVenv({ ...call, args });
  else if (!(option === '-m' && (module === 'compileall' || module === 'ensurepip'))) call.changes.mayAdd('/');
};

export const makeVenv: Program = (call) => {
  const { operands } = splitOptions(call.args, new Set(['-p', '--python', '--prompt']));
  for (const operand of operands) {
    call.changes.putFolder(pathOf(call, operand));
    call.changes.mayAdd(pathOf(call, operand));
  }
};

export const runUv: Program = (call) => {
  const [command = '', next, ...args] = call.args;
  if (command === 'pip') runPip({ ...call, args: [next ?? '', ...args] });
  else if (command === 'venv') makeVenv({ ...call, args: [next ?? '.venv', ...args] });
  else if (command === 'sync') {
    call.changes.mayAdd(pathOf(call, call.variable('UV_PROJECT_ENVIRONMENT') ?? '.venv'));
    call.changes.mayAdd('/', { strength: 'weak' });
  } else call.changes.mayAdd('/');
};

const NODE_INSTALLS = new Set([
  'install',
  'i',
  'ci',
  'add',
  'update',
  'upgrade',
  'prune',
  'rebuild',
  'link',
  'dedupe',
  '',
]);
const NODE_ASKS = new Set([
  'cache',
  'config',
  'set',
  '--version',
  '-v',
  'version',
  'audit',
  'fund',
  'ls',
  'view',
  'store',
]);
const NODE_VALUED = new Set([
  '--prefix',
  '-C',
  '--cwd',
  '--dir',
  '--filter',
  '--registry',
  '--cache',
  '--cache-folder',
]);

/** npm, yarn, pnpm: a project's own scripts may write in its folder. */
export const runNodePackages: Program = (call) => {
  const options = splitOptions(call.args, NODE_VALUED);
  const [command = ''] = options.operands;
  if (NODE_ASKS.has(command)) return;
  if (!NODE_INSTALLS.has(command)) {
    call.changes.mayAdd('/');
    return;
  }
  const folder = findValue(options, '--prefix', '-C', '--cwd', '--dir');
  call.changes.mayAdd(folder === undefined ? call.folder : pathOf(call, folder));
  if (call.args.some((arg) => arg === '-g' || arg === '--global')) changeSystem(call);
  else call.changes.mayAdd('/', { strength: 'weak' });
};

/** Bundler and Composer: into the project's folder and the system's. */
export const runProjectPackages: Program = (call: ProgramCall) => {
  if (!/^(?:install|config|update|check|clean|dump-autoload|--version)?$/.test(call.args[0] ?? '')) {
    call.changes.mayAdd('/');
    return;
  }
  if (isWhole(call.folder)) call.changes.mayAdd(posix.join(call.folder, 'vendor'));
  changeSystem(call);
};
