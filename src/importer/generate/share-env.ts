import type { Code, MapCode, MapEntry } from '../code/code';
import { mapSlots } from './map-slots';
import type { Constant, Sharing } from './share-settings';
import type { WorkloadCode } from './workload-code';

const MIN_WORKLOADS = 3;
const MIN_VARIABLES = 2;
/** What is longer is found in pieces. */
const MAX_RUN = 40;

/** Variables that stand side by side. */
interface Run {
  readonly entries: readonly MapEntry[];
  readonly ids: readonly number[];
  readonly workloads: ReadonlySet<number>;
}

/** The variables of one container. */
interface Environment {
  readonly workload: number;
  readonly entries: readonly MapEntry[];
  /** A number for each different variable; none for what is no variable. */
  readonly ids: readonly (number | undefined)[];
}

/** A place in an environment. */
interface Start {
  readonly environment: Environment;
  readonly at: number;
}

/**
 * Puts variables that stand side by side in three or more workloads into a constant each, the longest first. Their order
 * stays, since Kubernetes keeps it and `$(VAR)` depends on it.
 *
 * @param claim gives a free name for a constant
 * @param isShareable what may stand in a constant above all workloads
 */
export function shareEnv(
  workloads: readonly WorkloadCode[],
  claim: (wanted: string) => string,
  isShareable: (value: unknown) => boolean = () => true,
): Sharing {
  const numberOf = numberEntries();
  const current = [...workloads];
  const environments = current.map((workload, index) => listEnvironments(workload, index, numberOf));
  const constants: Constant[] = [];
  for (;;) {
    const run = findBestRun(environments.flat(), isShareable);
    if (!run) return { workloads: current, constants };
    const identifier = claim(nameOfRun(run.entries));
    constants.push({ identifier, value: { kind: 'map', entries: run.entries } });
    for (const index of run.workloads) {
      const workload = current[index] as WorkloadCode;
      const entries = mapSlots(workload.entries, ({ scope }, value) =>
        scope === 'env' && value.kind === 'map' ? putSpread(value, run, identifier, numberOf) : undefined,
      );
      current[index] = { ...workload, entries };
      environments[index] = listEnvironments(current[index], index, numberOf);
    }
  }
}

type NumberOf = (entry: MapEntry) => number | undefined;

/** Gives the same number to variables that say the same. */
function numberEntries(): NumberOf {
  const numbers = new Map<string, number>();
  const known = new WeakMap<MapEntry, number>();
  return (entry) => {
    // a constant of constants would be hard to follow
    if (!('key' in entry)) return undefined;
    let number = known.get(entry);
    if (number === undefined) {
      const text = JSON.stringify(entry);
      number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      known.set(entry, number);
    }
    return number;
  };
}

function listEnvironments({ entries }: WorkloadCode, workload: number, numberOf: NumberOf): Environment[] {
  const found: Environment[] = [];
  mapSlots(entries, ({ scope }, value) => {
    if (scope === 'env' && value.kind === 'map') {
      found.push({ workload, entries: value.entries, ids: value.entries.map(numberOf) });
    }
    return undefined;
  });
  return found;
}

/** The run that saves most lines; of several, the one that stands first, and the shortest there. */
function findBestRun(environments: readonly Environment[], isShareable: (value: unknown) => boolean): Run | undefined {
  const order = new Map(environments.map((environment, index) => [environment, index]));
  let best: { readonly run: Run; readonly gain: number; readonly first: Start } | undefined;
  let groups: Start[][] = [
    environments.flatMap((environment) => environment.ids.map((_, at) => ({ environment, at }))),
  ];
  for (let length = 1; length <= MAX_RUN && groups.length > 0; length++) {
    // what is not shared is not shared when it is longer either
    groups = groups
      .flatMap((group) => splitByNext(group, length))
      .filter((group) => countWorkloads(group) >= MIN_WORKLOADS);
    if (length < MIN_VARIABLES) continue;
    for (const group of groups) {
      const [first] = group as [Start];
      const gain = (length - 1) * (countWorkloads(group) - 1);
      if (best && (gain < best.gain || (gain === best.gain && !isBefore(first, best.first, order)))) continue;
      const entries = first.environment.entries.slice(first.at, first.at + length);
      if (!isShareable(entries)) continue;
      const ids = entries.map((_, index) => first.environment.ids[first.at + index] as number);
      best = { run: { entries, ids, workloads: workloadsOf(group) }, gain, first };
    }
  }
  return best?.run;
}

/** Runs of the same variables up to here, by the variable that comes next. */
function splitByNext(group: readonly Start[], length: number): Start[][] {
  const byNext = new Map<number, Start[]>();
  for (const start of group) {
    const next = start.environment.ids[start.at + length - 1];
    if (next === undefined) continue;
    const same = byNext.get(next);
    if (same) same.push(start);
    else byNext.set(next, [start]);
  }
  return [...byNext.values()];
}

function isBefore(a: Start, b: Start, order: ReadonlyMap<Environment, number>): boolean {
  const [left = 0, right = 0] = [order.get(a.environment), order.get(b.environment)];
  return left < right || (left === right && a.at < b.at);
}

function workloadsOf(group: readonly Start[]): Set<number> {
  return new Set(group.map(({ environment }) => environment.workload));
}

function countWorkloads(group: readonly Start[]): number {
  return workloadsOf(group).size;
}

function putSpread(env: MapCode, { ids }: Run, identifier: string, numberOf: NumberOf): Code | undefined {
  const own = env.entries.map(numberOf);
  const start = own.findIndex((_, index) => ids.every((id, offset) => own[index + offset] === id));
  if (start === -1) return undefined;
  const constant: Code = { kind: 'source', text: identifier };
  if (ids.length === own.length) return constant;
  const entries = [...env.entries.slice(0, start), { spread: constant }, ...env.entries.slice(start + ids.length)];
  return { kind: 'map', entries };
}

/** `dbEnv` for variables that all begin with `DB_`. */
function nameOfRun(entries: readonly MapEntry[]): string {
  const names = entries.flatMap((entry) => ('key' in entry ? [entry.key] : []));
  const [first = ''] = names;
  const stem = first.split('_')[0]?.toLowerCase() ?? '';
  const isShared = /^[a-z][a-z\d]*$/.test(stem) && names.every((name) => name.toLowerCase().startsWith(`${stem}_`));
  return `${isShared ? stem : 'common'}Env`;
}
