import { resolve } from 'node:path/posix';
import { type Builtin, declare } from './declare';
import { quote } from './shell-reader';
import type { Place, ShellCall, ShellRun, Status } from './shell-run';
import type { ShellState } from './shell-state';

/** A simple command: what is built into shells is done as far as it matters here, anything else is a program. */
export function runCommand(call: ShellCall, state: ShellState, place: Place, run: ShellRun): Status {
  const builtin = BUILTINS.get(call.name);
  if (builtin) return builtin(call, state, place, run);
  run.launch(call, state, place.failureCounts);
  return 'success';
}

/** Whether shells do it themselves, so that no program of that name is needed. */
export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name);
}

/** A command as it is written. */
function show({ name, words = [] }: ShellCall): string {
  return quote([name, ...words.map(({ source }) => source)].join(' '));
}

const says: (status: Status) => Builtin = (status) => () => status;

/** Anything may be different from here on. */
const loses: Builtin = (_call, state) => {
  state.forgetVariables();
  state.positional = undefined;
  state.workingDirectory = undefined;
  state.exitsOnError = false;
  state.isReached = false;
  return 'unknown';
};

/** A file with commands: a shell that holds to POSIX ends when it is not there. */
const sources: Builtin = (call, state, place, run) => {
  const [file] = call.fields;
  const endsHere = call.name === '.' && run.isPosix && place.exitCounts && !place.isErrorIgnored;
  // other names are looked for in PATH
  if (file?.startsWith('/') && (place.failureCounts || endsHere)) run.read(file);
  return loses(call, state, place, run);
};

/** What follows may have another meaning. */
const stops: Builtin = ({ name }, _state, _place, run) => {
  run.stop(`what '${run.via}' runs from '${name}' on is only known when it runs`);
  return 'unknown';
};

/** It puts something into the variables that it names. */
const fills: Builtin = ({ fields, isCut, name }, state) => {
  for (const field of fields) if (field !== undefined) state.set(field, undefined);
  if (isCut || fields.includes(undefined)) state.forgetVariables();
  return name === 'printf' ? 'success' : 'unknown';
};

const mayEndWell: Builtin = (_call, state) => {
  state.isReached = false;
  return 'unknown';
};

const cd: Builtin = ({ fields, isCut }, state) => {
  const operands = fields.filter((field) => field === undefined || !/^-(?:[LPe@]+|-)$/.test(field));
  const target = operands.length === 0 ? state.variables.get('HOME') : operands[0];
  const from = state.workingDirectory;
  state.workingDirectory = undefined;
  if (isCut || operands.length > 1 || typeof target !== 'string' || target === '-') return 'success';
  // a list of folders that it looks in
  const isSearched = !/^\.{0,2}(?:\/|$)/.test(target) && state.variables.get('CDPATH') != null;
  if (isSearched || (from === undefined && !target.startsWith('/'))) return 'success';
  state.workingDirectory = resolve(from ?? '/', target);
  return 'success';
};

const exec: Builtin = (call, state, place, run) => {
  let fields = call.fields;
  while (fields[0]?.startsWith('-') && fields[0] !== '-') {
    const [option = ''] = fields;
    fields = fields.slice(/^-[cl]*a$/.test(option) ? 2 : 1);
    if (option === '--') break;
  }
  const [name, ...rest] = fields;
  if (fields.length === 0 && !call.isCut) return 'success';
  state.end = 'other';
  if (name !== undefined) run.launch({ ...call, name, fields: rest }, state, place.exitCounts);
  else run.note(`which program '${run.via}' becomes with ${show(call)} is only known when it runs`);
  return 'success';
};

const exit: Builtin = ({ fields: [status] }, state) => {
  const isFailure = status !== undefined && /^\d{1,9}$/.test(status) && Number(status) % 256 !== 0;
  state.end = isFailure ? 'failure' : 'other';
  return 'unknown';
};

const set: Builtin = ({ fields, isCut }, state) => {
  const isUnknown = isCut || fields.includes(undefined);
  const words = fields.flatMap((field) => field ?? []);
  let at = 0;
  const turn = (option: string, isOn: boolean) => {
    if (option === 'e' || option === 'errexit') state.exitsOnError = isOn;
    if (option === 'a' || option === 'allexport') state.exportsAll = isOn;
    if (option === 'n' || option === 'noexec') state.isReached = false;
  };
  for (; at < words.length; at += 1) {
    const [sign = '', ...letters] = words[at] ?? '';
    if (words[at] === '--' || words[at] === '-' || (sign !== '-' && sign !== '+')) break;
    for (const letter of letters) {
      if (letter === 'o') at += 1;
      turn(letter === 'o' ? (words[at] ?? '') : letter, sign === '-');
    }
  }
  if (isUnknown) {
    state.exitsOnError = false;
    state.positional = undefined;
  } else if (words[at] === '--') state.positional = words.slice(at + 1);
  else if (at < words.length) state.positional = words.slice(words[at] === '-' ? at + 1 : at);
  return 'success';
};

const shift: Builtin = ({ fields, isCut }, state) => {
  const count = fields.length === 0 && !isCut ? '1' : (fields[0] ?? '');
  state.positional = /^\d{1,6}$/.test(count) ? state.positional?.slice(Number(count)) : undefined;
  return 'unknown';
};

const unset: Builtin = ({ fields, isCut }, state) => {
  if (isCut || fields.includes(undefined)) state.forgetVariables();
  if (fields.includes('-f')) return 'success';
  for (const field of fields) {
    if (field === undefined || field.startsWith('-')) continue;
    state.variables.set(field, null);
    state.exported.delete(field);
  }
  return 'success';
};

const trap: Builtin = ({ fields: [action, ...signals], isCut }, state) => {
  const isSet = action === undefined || !/^-?$/.test(action);
  const isHeard =
    isCut || signals.some((signal) => /^(?:SIG)?(?:EXIT|0|ERR|ZERR|DEBUG|CHLD|17)$/i.test(signal ?? 'EXIT'));
  // it may end the shell, and with another status
  if (isSet && isHeard) state.isReached = false;
  return 'success';
};

const command: Builtin = (call, state, place, run) => {
  let { fields, own } = call;
  while (fields[0]?.startsWith('-')) {
    const [option = ''] = fields;
    if (/[vV]/.test(option)) return 'unknown';
    // it looks in a PATH of its own
    if (option.includes('p')) own = [...own, { name: 'PATH', value: undefined }];
    fields = fields.slice(1);
    if (option === '--') break;
  }
  const [name, ...rest] = fields;
  if (name !== undefined) return runCommand({ ...call, name, fields: rest, own, words: undefined }, state, place, run);
  if (call.isCut || fields.length > 0) {
    run.note(`which program '${run.via}' runs with ${show(call)} is only known when it runs`);
    state.isReached = false;
  }
  return 'unknown';
};

const leaves: Builtin = (_call, state) => {
  state.workingDirectory = undefined;
  return 'success';
};

/** A word of the language in bash, which does not need the program. */
const time: Builtin = (call, state, _place, run) => {
  run.launch(call, state, false);
  return 'success';
};

/** What shells do themselves. Not all shells have all of them. */
const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  (
    [
      [says('success'), ': true echo print umask ulimit times pwd dirs bg fg jobs disown unalias'],
      [says('unknown'), 'false test [ wait kill type whence hash break continue history fc help caller compgen'],
      [fills, 'read getopts let mapfile readarray'],
      [(call, ...rest) => (call.fields[0] === '-v' ? fills(call, ...rest) : 'success'), 'printf'],
      [declare, 'export readonly local declare typeset'],
      [sources, '. source'],
      [stops, 'eval alias'],
      [mayEndWell, 'return shopt setopt unsetopt enable emulate suspend'],
      [cd, 'cd chdir'],
      [leaves, 'pushd popd'],
      [command, 'command builtin'],
      [exit, 'exit logout'],
      [exec, 'exec'],
      [set, 'set'],
      [shift, 'shift'],
      [unset, 'unset'],
      [trap, 'trap'],
      [time, 'time'],
    ] satisfies [Builtin, string][]
  ).flatMap(([builtin, names]) => names.split(' ').map((name): [string, Builtin] => [name, builtin])),
);
