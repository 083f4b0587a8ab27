import type { Code, MapCode, MapEntry } from '../code/code';
import { mapSlots } from './map-slots';
import type { Constant, Sharing } from './share-settings';
import type { WorkloadCode } from './workload-code';

const MIN_WORKLOADS = 3;
const MIN_VARIABLES = 2;
/** What is longer is found in pieces. */
const MAX_RUN = 40;

interface Run {
  readonly entries: readonly MapEntry[];
  readonly texts: readonly string[];
  readonly workloads: ReadonlySet<number>;
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
  let current = workloads;
  const constants: Constant[] = [];
  for (;;) {
    const run = findBestRun(current, isShareable);
    if (!run) return { workloads: current, constants };
    const identifier = claim(nameOfRun(run.entries));
    constants.push({ identifier, value: { kind: 'map', entries: run.entries } });
    current = current.map((workload) => ({
      ...workload,
      entries: mapSlots(workload.entries, ({ scope }, value) =>
        scope === 'env' && value.kind === 'map' ? putSpread(value, run, identifier) : undefined,
      ),
    }));
  }
}

function findBestRun(workloads: readonly WorkloadCode[], isShareable: (value: unknown) => boolean): Run | undefined {
  const runs = new Map<string, { entries: readonly MapEntry[]; texts: readonly string[]; workloads: Set<number> }>();
  workloads.forEach(({ entries }, index) => {
    mapSlots(entries, ({ scope }, value) => {
      if (scope === 'env' && value.kind === 'map') collectRuns(value.entries, index, runs);
      return undefined;
    });
  });
  const gain = (run: Run) => (run.entries.length - 1) * (run.workloads.size - 1);
  return [...runs.values()]
    .filter(
      (run) => run.workloads.size >= MIN_WORKLOADS && run.entries.length >= MIN_VARIABLES && isShareable(run.entries),
    )
    .reduce<Run | undefined>((best, run) => (best === undefined || gain(run) > gain(best) ? run : best), undefined);
}

function collectRuns(
  entries: readonly MapEntry[],
  workload: number,
  runs: Map<string, { entries: readonly MapEntry[]; texts: readonly string[]; workloads: Set<number> }>,
): void {
  const texts = entries.map(textOf);
  for (let start = 0; start < entries.length; start++) {
    for (let end = start + MIN_VARIABLES; end <= Math.min(entries.length, start + MAX_RUN); end++) {
      // a constant of constants would be hard to follow
      if (!('key' in (entries[end - 1] as MapEntry)) || !('key' in (entries[start] as MapEntry))) break;
      const own = texts.slice(start, end);
      const key = own.join('\n');
      const run = runs.get(key) ?? { entries: entries.slice(start, end), texts: own, workloads: new Set<number>() };
      run.workloads.add(workload);
      runs.set(key, run);
    }
  }
}

function putSpread(env: MapCode, { texts }: Run, identifier: string): Code | undefined {
  const own = env.entries.map(textOf);
  const start = own.findIndex((_text, index) => texts.every((text, offset) => own[index + offset] === text));
  if (start === -1) return undefined;
  const constant: Code = { kind: 'source', text: identifier };
  if (texts.length === own.length) return constant;
  const entries = [...env.entries.slice(0, start), { spread: constant }, ...env.entries.slice(start + texts.length)];
  return { kind: 'map', entries };
}

function textOf(entry: MapEntry): string {
  return JSON.stringify(entry);
}

/** `dbEnv` for variables that all begin with `DB_`. */
function nameOfRun(entries: readonly MapEntry[]): string {
  const names = entries.flatMap((entry) => ('key' in entry ? [entry.key] : []));
  const [first = ''] = names;
  const stem = first.split('_')[0]?.toLowerCase() ?? '';
  const isShared = /^[a-z][a-z\d]*$/.test(stem) && names.every((name) => name.toLowerCase().startsWith(`${stem}_`));
  return `${isShared ? stem : 'common'}Env`;
}
