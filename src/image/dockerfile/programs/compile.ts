import { posix } from 'node:path';
import { joinPattern } from '../files/path-pattern';
import { findValue, hasAny, type Program, pathOf, splitOptions } from './program-call';

const COMPILER_VALUED = new Set(
  '-o -I -L -l -D -U -x -include -isystem -Xlinker -T -MF -MT -MQ --target --param'.split(' '),
);

/** C compilers and those that take the same options. */
export const compileC: Program = (call) => {
  const args = call.args.filter((arg) => !/^-(?:shared|static|pthread|pie|no-pie|std|march|mtune|f|W|O|g|m)/.test(arg));
  const options = splitOptions(args, COMPILER_VALUED);
  if (hasAny(options, '-E', '-S') && !hasAny(options, '-o')) return;
  const output = findValue(options, '-o');
  const isProgram = !hasAny(options, '-c', '-E', '-S') && !call.args.includes('-shared');
  if (output !== undefined) {
    if (isProgram) call.changes.putProgram(pathOf(call, output));
    else call.changes.putFile(pathOf(call, output));
  } else if (options.operands.length > 0) {
    if (isProgram) call.changes.putProgram(pathOf(call, 'a.out'));
    else call.changes.mayAdd(call.folder, { hasName: (name) => name.endsWith('.o') });
  }
};

export const compileRust: Program = (call) => {
  const valued = new Set('-o --out-dir --crate-type --crate-name --edition -C -L -l --target --emit --cfg'.split(' '));
  const options = splitOptions(call.args, valued);
  const [source] = options.operands;
  if (source === undefined) return;
  const name = posix.basename(source).replace(/\.rs$/, '');
  const folder = pathOf(call, findValue(options, '--out-dir') ?? '.');
  call.changes.putProgram(pathOf(call, findValue(options, '-o') ?? joinPattern(folder, name)));
};

const CARGO_BUILDS = new Set('build b rustc test check clippy bench doc chef run'.split(' '));
const CARGO_VALUED = new Set(
  '--root --path --target --target-dir --bin --features --manifest-path --profile -p --package --version --git -j'.split(
    ' ',
  ),
);

/** @see https://doc.rust-lang.org/cargo/commands/cargo-install.html */
export const runCargo: Program = (call) => {
  const options = splitOptions(call.args, CARGO_VALUED);
  const [command = ''] = options.operands.filter((each) => !each.startsWith('+'));
  call.changes.mayAdd('/', { strength: 'weak' });
  if (command === 'install') {
    const root = findValue(options, '--root') || call.variable('CARGO_INSTALL_ROOT') || call.variable('CARGO_HOME');
    const folder = pathOf(call, `${root || pathOf(call, '~/.cargo')}/bin`);
    const bin = findValue(options, '--bin');
    if (bin !== undefined) call.changes.putProgram(joinPattern(folder, bin));
    else call.changes.mayAdd(folder, { installs: 'the programs of its crate' });
    return;
  }
  if (/^(?:fetch|vendor|generate-lockfile|--version|login|update|init|new)$/.test(command)) {
    if (command === 'init' || command === 'new' || command === 'vendor') call.changes.mayAdd(call.folder);
    return;
  }
  if (!CARGO_BUILDS.has(command)) {
    call.changes.mayAdd('/');
    return;
  }
  const target = findValue(options, '--target-dir') || call.variable('CARGO_TARGET_DIR') || 'target';
  call.changes.mayAdd(pathOf(call, target));
};
