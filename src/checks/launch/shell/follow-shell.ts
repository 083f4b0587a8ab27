import type { Launch, ScriptFile } from '../launch';
import { expandValue, expandWords } from './expand-words';
import { runCommand } from './run-command';
import { quote } from './shell-reader';
import { type Place, type ShellCall, ShellRun, type Status } from './shell-run';
import type { AndOrList, Assignment, Pipeline, ShellCommand, ShellList } from './shell-script';
import type { ShellState } from './shell-state';

/** What a script starts. */
export interface FollowedShell {
  readonly launches: readonly Launch[];
  /** Why there may be others, or some of them may not be started. */
  readonly unknown?: string;
  /** Files that it reads as a part of itself, for certain. */
  readonly reads?: readonly ScriptFile[];
}

/**
 * Goes through a script as a shell does when every program that it starts does well, and notes what it starts. A launch
 * is certain when without it the script fails: the last one, all of a chain of `&&` that is the last, `exec`, and after
 * `set -e` what stands alone or ends a chain.
 *
 * @param shell the shell itself, in whose surroundings it begins
 * @param via how messages call it: `sh -c`
 */
export function followShell(script: ShellList, shell: Launch, via: string, state: ShellState): FollowedShell {
  const run = new ShellRun(shell, via);
  const { isCertain } = shell;
  followList(script, state, { failureCounts: isCertain, exitCounts: isCertain, isErrorIgnored: false }, run);
  const { launches, reads, unknown } = run;
  return { launches, ...(unknown !== undefined && { unknown }), ...(reads.length > 0 && { reads }) };
}

/** Where no failure matters. */
const NOWHERE: Place = { failureCounts: false, exitCounts: false, isErrorIgnored: true };

function followList(list: ShellList, state: ShellState, place: Place, run: ShellRun): Status {
  let status: Status = 'success';
  for (const [index, item] of list.entries()) {
    if (item.isBackground) {
      followAndOr(item, state.fork(), NOWHERE, run);
      status = 'success';
    } else {
      const isLast = index === list.length - 1;
      status = followAndOr(item, state, { ...place, failureCounts: place.failureCounts && isLast }, run);
    }
    if (state.end !== undefined || run.isStopped) return status;
  }
  return status;
}

function followAndOr(list: AndOrList, state: ShellState, place: Place, run: ShellRun): Status {
  const from = findUnread(list);
  if (from === undefined) return followChain(list, state, place, run);
  // what comes behind it is not known, and may be `|| true`
  followChain(list, state, NOWHERE, run);
  run.stop(`what '${run.via}' runs from ${from} on is only known when it runs`);
  return 'unknown';
}

/** Where the reading of the script ended, if it was in this list. */
function findUnread({ pipelines }: AndOrList): string | undefined {
  const last = pipelines.at(-1)?.commands.at(-1);
  if (last?.kind === 'unread') return last.from;
  const inner = last?.kind === 'group' || last?.kind === 'subshell' ? last.list.at(-1) : undefined;
  return inner && findUnread(inner);
}

function followChain({ pipelines, operators }: AndOrList, state: ShellState, place: Place, run: ShellRun): Status {
  const lastOr = operators.lastIndexOf('||');
  let status: Status = 'success';
  for (const [index, pipeline] of pipelines.entries()) {
    const operator = operators[index - 1];
    const isLast = index === pipelines.length - 1;
    // its failure is the list's, and so it is when it is passed over because something before it failed
    const endsList = place.failureCounts && index > lastOr;
    const isReached = operator === undefined || (operator === '&&' && (status === 'success' || endsList));
    const exits = state.exitsOnError && !place.isErrorIgnored && isLast && place.exitCounts;
    const here: Place = {
      failureCounts: state.isReached && isReached && !pipeline.isNegated && (endsList || exits),
      exitCounts: state.isReached && isReached && place.exitCounts,
      isErrorIgnored: place.isErrorIgnored || !isLast || pipeline.isNegated,
    };
    if (operator === undefined) status = followPipeline(pipeline, state, here, run);
    else status = followMaybe(pipeline, state, here, run, operator, status);
    if (state.end !== undefined || run.isStopped) return status;
  }
  return status;
}

/** A pipeline behind an operator, which may be passed over. */
function followMaybe(
  pipeline: Pipeline,
  state: ShellState,
  place: Place,
  run: ShellRun,
  operator: '&&' | '||',
  before: Status,
): Status {
  const copy = state.fork();
  const status = followPipeline(pipeline, copy, place, run);
  if (copy.end === undefined && operator === '&&' && before === 'success') state.adopt(copy);
  else if (copy.end === undefined) state.merge(copy);
  // a shell that fails here fails all the same, but one that becomes another program does well without the rest
  else if (copy.end === 'other') state.isReached = false;
  if (operator === '||') return copy.end !== undefined || before === 'success' ? 'success' : status;
  return copy.end === undefined && before === 'success' ? status : 'unknown';
}

function followPipeline({ commands, isNegated }: Pipeline, state: ShellState, place: Place, run: ShellRun): Status {
  let status: Status = 'success';
  for (const [index, command] of commands.entries()) {
    if (commands.length === 1) {
      status = followCommand(command, state, place, run);
    } else {
      // each is a process of its own, and the status is the last one's
      const counts = index === commands.length - 1 && place.failureCounts;
      status = followCommand(command, state.fork(), { ...place, failureCounts: counts, exitCounts: counts }, run);
    }
    if (run.isStopped) return 'unknown';
  }
  return isNegated ? 'unknown' : status;
}

function followCommand(command: ShellCommand, state: ShellState, place: Place, run: ShellRun): Status {
  // files are opened before anything is started
  const writes = 'writes' in command ? command.writes : [];
  for (const { parts } of writes) run.write(expandValue(parts, state, run.budget));
  switch (command.kind) {
    case 'simple':
      return followSimple(command, state, place, run);
    case 'group':
      return followList(command.list, state, place, run);
    case 'subshell':
      return followList(command.list, state.fork(), { ...place, exitCounts: place.failureCounts }, run);
    case 'condition':
      return 'unknown';
    case 'unread':
      return 'unknown';
  }
}

function followSimple(
  command: Extract<ShellCommand, { kind: 'simple' }>,
  state: ShellState,
  place: Place,
  run: ShellRun,
): Status {
  const { fields, isCut } = expandWords(command.words, state, run.budget);
  const own = assign(command.assignments, state, run);
  if (fields.length === 0 && !isCut) {
    for (const { name, value } of own) state.set(name, value);
    return 'success';
  }
  const [name, ...rest] = fields;
  const [first, ...words] = command.words;
  const isPlain = first !== undefined && first.source === name;
  const call = { fields: rest, isCut, own, words: isPlain ? words : undefined };
  if (name !== undefined) return runCommand({ name, ...call }, state, place, run);
  const source = command.words.map((word) => word.source).join(' ');
  run.note(`which program '${run.via}' runs with ${quote(source)} is only known when it runs`);
  state.isReached = false;
  return 'unknown';
}

/** The values of `A=b C=$A`. Shells differ in whether the second one sees the first one. */
function assign(assignments: readonly Assignment[], state: ShellState, run: ShellRun): ShellCall['own'] {
  const later = assignments.length > 1 ? state.fork() : state;
  return assignments.map(({ name, value, isAppended }, index) => {
    const text = isAppended ? undefined : expandValue(value, state, run.budget);
    const isSame = index === 0 || text === expandValue(value, later, run.budget);
    if (later !== state) later.set(name, isSame ? text : undefined);
    return { name, value: isSame ? text : undefined };
  });
}
