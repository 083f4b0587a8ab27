import { posix } from 'node:path';
import { isWhole } from '../files/path-pattern';
import { hasAny, type Program, pathOf, splitOptions } from './program-call';

export const makeFolders: Program = (call) => {
  const { operands } = splitOptions(call.args, new Set(['-m', '--mode']));
  for (const operand of operands) call.changes.putFolder(pathOf(call, operand));
};

export const removeFiles: Program = (call) => {
  for (const operand of splitOptions(call.args, new Set()).operands) call.changes.remove(pathOf(call, operand));
};

/** `touch` and `tee`. */
export const makeFiles: Program = (call) => {
  const { operands } = splitOptions(call.args, new Set(['-d', '-r', '-t', '--date', '--reference']));
  for (const path of operands.map((operand) => pathOf(call, operand))) {
    // a folder that is there stays one
    if (call.changes.isUnsettled(path)) call.changes.mayAdd(path);
    else if (call.changes.find(path) === undefined) call.changes.putFile(path);
  }
};

export const changeMode: Program = ({ args, changes, ...call }) => {
  const [mode = '', ...operands] = args.filter((arg) => !/^-[RvfcHLP]+$|^--/.test(arg));
  const isDeep = args.some((arg) => /^-[a-zA-Z]*R|^--recursive/.test(arg));
  const octal = /^[0-7]{3,4}$/.test(mode) ? Number.parseInt(mode, 8) : undefined;
  const makesPrograms = /^(?:[ugoa]*\+[rwX]*x[rwx]*,?)+$/.test(mode);
  for (const operand of operands) {
    const path = pathOf({ args, changes, ...call }, operand);
    const placed = changes.find(path);
    // what has its mode changed is there, or the build would end; and folders are rarely made executable
    if (!isWhole(path) || placed?.kind === 'directory' || isDeep || !changes.isCertain) continue;
    if (changes.isUnsettled(path)) continue;
    if (placed === undefined && !makesPrograms) continue;
    const kind = makesPrograms || placed === undefined ? 'file' : placed.kind;
    const old = placed?.mode;
    const next = octal ?? (makesPrograms ? (old ?? 0o644) | 0o111 : undefined);
    changes.put(path, { kind, mode: next, isProgram: next !== undefined && (next & 0o111) !== 0 });
  }
};

/** `find` changes nothing, unless it deletes or runs something. */
export const findFiles: Program = (call) => {
  const firstTest = call.args.findIndex((arg) => arg.startsWith('-') || arg.startsWith('(') || arg === '!');
  const starts = firstTest === -1 ? call.args : call.args.slice(0, firstTest);
  const runs = call.args.findIndex((arg) => /^-(?:exec|execdir|ok|okdir)$/.test(arg));
  const ran = posix.basename(call.args[runs + 1] ?? '');
  const isHarmless = runs === -1 || /^(?:chmod|chown|grep|echo|ls|strip|touch|cat|sed|stat|true)$/.test(ran);
  if (call.args.includes('-delete') || ran === 'rm') {
    for (const start of starts.length === 0 ? ['.'] : starts) call.changes.mayRemove(pathOf(call, start));
  } else if (!isHarmless) call.changes.mayAdd('/');
};

const PACKED = /\.(?:gz|xz|bz2|zst|lzma)$/;
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['gzip', '.gz'],
  ['xz', '.xz'],
  ['bzip2', '.bz2'],
]);

/** `gunzip tool.gz` leaves `tool`, and `gzip tool` leaves `tool.gz`. */
export const packFiles: Program = (call) => {
  const options = splitOptions(call.args, new Set(['-o']));
  if (hasAny(options, '-c', '--stdout', '--to-stdout', '-t', '-l')) return;
  const ending = hasAny(options, '-d', '--decompress', '--uncompress') ? undefined : ENDINGS.get(call.name);
  for (const path of options.operands.map((operand) => pathOf(call, operand))) {
    if (ending === undefined && !PACKED.test(path)) continue;
    const packed = call.changes.find(path);
    call.changes.putFile(ending === undefined ? path.replace(PACKED, '') : `${path}${ending}`, packed?.mode);
    if (!hasAny(options, '-k', '--keep')) call.changes.remove(path);
  }
};
