import { isFileLike, STANDARD_FOLDERS } from '../files/file-like';
import { isWhole } from '../files/path-pattern';
import {
  findValue,
  hasAny,
  type Options,
  type Program,
  type ProgramCall,
  pathOf,
  splitOptions,
  targetIn,
} from './program-call';

export const copyFiles: Program = (call) => {
  const options = splitOptions(call.args, new Set(['-t', '--target-directory', '-S', '--suffix']));
  const isDeep = hasAny(options, '-r', '-R', '-a', '--recursive', '--archive');
  for (const { from, to } of pairs(call, options)) {
    const isLink = isDeep && call.changes.find(from, { keepsLink: true })?.kind === 'symlink';
    // some versions copy the link itself, others what it leads to
    if (isLink) call.changes.mayAdd(to);
    else copyOne(call, from, to, isDeep);
  }
};

export const moveFiles: Program = (call) => {
  const options = splitOptions(call.args, new Set(['-t', '--target-directory', '-S', '--suffix']));
  for (const { from, to } of pairs(call, options)) {
    const link = call.changes.find(from, { keepsLink: true });
    replaceLink(call, to);
    if (link?.kind === 'symlink') call.changes.put(to, link);
    else copyOne(call, from, to, true);
    call.changes.remove(from);
  }
};

/** @see https://www.gnu.org/software/coreutils/manual/html_node/install-invocation.html */
export const installFiles: Program = (call) => {
  const valued = ['-m', '--mode', '-o', '--owner', '-g', '--group', '-t', '--target-directory', '-S', '--suffix'];
  const options = splitOptions(call.args, new Set(valued));
  if (hasAny(options, '-d', '--directory')) {
    for (const operand of options.operands) call.changes.putFolder(pathOf(call, operand));
    return;
  }
  const written = findValue(options, '-m', '--mode') ?? '755';
  const mode = /^[0-7]{3,4}$/.test(written) ? Number.parseInt(written, 8) : undefined;
  for (const { to } of pairs(call, options)) {
    replaceLink(call, to);
    call.changes.putFile(to, mode);
  }
};

export const linkFiles: Program = (call) => {
  const options = splitOptions(call.args, new Set(['-t', '--target-directory', '-S', '--suffix']));
  const isSymbolic = hasAny(options, '-s', '--symbolic');
  const { operands } = options;
  // with one operand the link comes to lie here, under the same name
  const all = operands.length === 1 && !hasAny(options, '-t', '--target-directory') ? [...operands, '.'] : operands;
  for (const { written, from, to } of pairs(call, { ...options, operands: all })) {
    replaceLink(call, to);
    if (isSymbolic && !hasAny(options, '-r', '--relative')) {
      call.changes.put(to, { kind: 'symlink', target: written, isProgram: false });
    } else copyOne(call, from, to, false);
  }
};

interface Pair {
  /** The first path as it stands. */
  readonly written: string;
  readonly from: string;
  readonly to: string;
}

function pairs(call: ProgramCall, options: Options): Pair[] {
  const folder = findValue(options, '-t', '--target-directory');
  const sources = folder === undefined ? options.operands.slice(0, -1) : options.operands;
  const to = folder ?? options.operands.at(-1);
  if (to === undefined) return [];
  const isFolder = folder !== undefined || sources.length > 1 || isFolderThere(call, to);
  return sources.map((written) => {
    const from = pathOf(call, written);
    // the content of a folder is copied by `cp -r folder/. to`
    const isContent = /(?:^|\/)\.\/?$/.test(written);
    return { written, from, to: targetIn(call, to, from, isFolder && !isContent) };
  });
}

function isFolderThere(call: ProgramCall, to: string): boolean {
  const path = pathOf(call, to).replace(/(.)\/$/, '$1');
  if (to.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(to)) return true;
  const placed = call.changes.find(path);
  return placed === undefined ? STANDARD_FOLDERS.has(path) : placed.kind === 'directory';
}

/** A link that stands where something is put goes; only cp writes to what it leads to. */
function replaceLink({ changes }: ProgramCall, to: string): void {
  if (changes.find(to, { keepsLink: true })?.kind === 'symlink') changes.remove(to);
}

function copyOne(call: ProgramCall, from: string, to: string, isDeep: boolean): void {
  const { changes } = call;
  const placed = changes.find(from);
  if (!isWhole(from)) changes.mayAdd(to);
  else if (placed?.kind === 'directory' && isDeep) changes.copyTree(to, { source: changes.source, from });
  else if (placed?.kind === 'file') changes.put(to, placed);
  // without -r it can only be a file
  else if (!isDeep || isFileLike(from)) changes.put(to, { kind: 'file', isProgram: placed?.isProgram ?? false });
  else changes.put(to, { kind: 'either', isProgram: false });
}
