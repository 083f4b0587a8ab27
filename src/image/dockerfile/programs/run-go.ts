import { posix } from 'node:path';
import { goProgramName } from '../context/go-programs';
import { isWhole, joinPattern, UNKNOWN_PART } from '../files/path-pattern';
import { findValue, type Options, type Program, type ProgramCall, pathOf } from './program-call';

const VALUED = new Set(
  (
    '-o -p -C -asmflags -buildmode -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay ' +
    '-pgo -pkgdir -tags -toolexec -covermode -coverpkg -run -timeout -count'
  ).split(' '),
);
/** They write only to caches. */
const HARMLESS = new Set('mod test vet env version list clean fmt work help bug doc telemetry'.split(' '));

/** @see https://pkg.go.dev/cmd/go */
export const runGo: Program = (call) => {
  const options = goOptions(call.args);
  const [command = '', ...packages] = options.operands;
  const folder = findValue(options, '-C');
  const inside = folder === undefined ? call : { ...call, folder: pathOf(call, folder) };
  call.changes.mayAdd(`${goPath(call)}/pkg`);
  call.changes.mayAdd('/', { strength: 'weak' });
  if (command === 'build') build(inside, options, packages);
  else if (command === 'install' || command === 'get') install(inside, packages);
  else if (!HARMLESS.has(command)) call.changes.mayAdd('/');
};

/** Go takes `-o x` and `--o x`, and no clusters of letters. */
function goOptions(args: readonly string[]): Options {
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [name = '', ...value] = (args[at] ?? '').replace(/^--/, '-').split('=');
    if (!name.startsWith('-')) operands.push(args[at] ?? '');
    else if (value.length > 0) values.set(name, value.join('='));
    else values.set(name, VALUED.has(name) ? (args[++at] ?? UNKNOWN_PART) : '');
  }
  // a variable that is not known is more often flags than a package
  const known = operands.filter((operand) => operand !== UNKNOWN_PART);
  return { values, operands: known.length > 1 ? known : operands };
}

function build(call: ProgramCall, options: Options, written: readonly string[]): void {
  const { changes } = call;
  const packages = written.length === 0 ? ['.'] : written;
  for (const each of packages) sayFolder(call, each);
  const output = findValue(options, '-o');
  const names = programNames(call, packages);
  if (output === undefined) {
    // several packages are only compiled
    if (packages.length > 1 && !packages[0]?.endsWith('.go')) return;
    const isOne = names?.length === 1 && (!packages[0]?.includes('...') || call.goPrograms(call.folder, '...'));
    if (isOne) changes.putProgram(joinPattern(call.folder, names[0] ?? UNKNOWN_PART));
    else if (names === undefined) changes.mayAdd(call.folder);
    return;
  }
  const path = pathOf(call, output);
  const isFolder = output.endsWith('/') || changes.find(path.replace(/(.)\/$/, '$1'))?.kind === 'directory';
  if (path === '/dev/null') return;
  if (!isFolder && packages.length === 1) changes.putProgram(path);
  else putPrograms(call, path, names, packages);
}

function install(call: ProgramCall, written: readonly string[]): void {
  const packages = written.length === 0 ? ['.'] : written;
  for (const each of packages) sayFolder(call, each);
  const goBin = call.variable('GOBIN');
  const folder = goBin ? joinPattern('/', goBin) : `${goPath(call)}/bin`;
  const names = programNames(call, packages);
  // programs for other machines come into a folder below
  if (!goBin && call.variable('GOARCH')) {
    call.changes.mayAdd(folder, { installs: `the programs of '${packages.join(' ').replaceAll(UNKNOWN_PART, '…')}'` });
  } else putPrograms(call, folder, names, packages);
}

function putPrograms(
  call: ProgramCall,
  folder: string,
  names: readonly string[] | undefined,
  packages: readonly string[],
): void {
  if (names) for (const name of names) call.changes.putProgram(joinPattern(folder, name));
  else {
    const installs = `the programs of '${packages.join(' ').replaceAll(UNKNOWN_PART, '…')}'`;
    call.changes.mayAdd(folder, { installs });
  }
}

/** A package that is named by its folder tells that there is such a folder. */
function sayFolder(call: ProgramCall, written: string): void {
  if (!call.changes.isCertain) return;
  if (/^\.{1,2}\/[^*?]*$/.test(written) && isWhole(written) && !written.includes('...') && !written.endsWith('.go')) {
    call.changes.putFolder(pathOf(call, written).replace(/(.)\/$/, '$1'));
  }
}

/** The names of the programs, where all are known. */
function programNames(call: ProgramCall, packages: readonly string[]): readonly string[] | undefined {
  const [first = ''] = packages;
  if (first.endsWith('.go')) return isWhole(first) ? [posix.basename(first, '.go')] : undefined;
  const names: string[] = [];
  for (const each of packages) {
    const isHere = /^\.{0,2}\/?$/.test(each);
    const isLocal = each.startsWith('.') || each === '...';
    const found = isLocal && isWhole(each) ? call.goPrograms(call.folder, each) : undefined;
    const name = isHere || each.includes('...') || !isWhole(each) ? undefined : goProgramName(each);
    if (found === undefined && name === undefined) return undefined;
    names.push(...(found ?? [name ?? UNKNOWN_PART]));
  }
  return names;
}

/** Without slash at its end. */
function goPath(call: ProgramCall): string {
  const written = call.variable('GOPATH');
  const first = written?.split(':')[0] || pathOf(call, '~/go');
  return joinPattern('/', first).replace(/\/$/, '');
}
