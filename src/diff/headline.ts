import type { Effect } from './effect';
import type { ObjectDiff } from './object-diff';
import { shortVersions } from './short-version';
import type { VersionMove } from './version-moves';

/** What one object does and what several do, by effect. */
const SAYINGS: ReadonlyMap<Effect, readonly [one: string, several: string]> = new Map([
  ['rolls', ['workload rolls', 'workloads roll']],
  ['newJob', ['Job runs', 'Jobs run']],
  ['nextRun', ['CronJob follows at its next run', 'CronJobs follow at their next run']],
  ['onDelete', ['workload waits until its pods are deleted', 'workloads wait until their pods are deleted']],
  ['paused', ['workload is paused', 'workloads are paused']],
  ['inPlace', ['object changes in place', 'objects change in place']],
  ['refused', ['change is refused', 'changes are refused']],
  ['created', ['object is created', 'objects are created']],
]);

/**
 * All in a sentence: which version moves, which workloads roll with it, and whether anything else changes.
 * One for each image where several move, and one more for what they do together.
 *
 * @example `0.0.5 → 0.0.6: 4 workloads roll, nothing else changes`
 */
export function headlinesOf(objects: readonly ObjectDiff[], moves: readonly VersionMove[]): string[] {
  if (objects.length === 0) return ['nothing changes'];
  if (moves.length === 0) return [`no version moves: ${[...sayEffects(objects), ...sayOthers(objects)].join(', ')}`];
  const moving = objects.filter(({ fields }) => fields.some(({ part }) => part === 'image'));
  const rest = sayRest(
    objects.filter((each) => !moving.includes(each)),
    objects,
  );
  const summary = [...sayEffects(moving), rest.length > 0 ? `and ${rest.join(', ')}` : 'nothing else changes'].join(
    ', ',
  );
  const [only, ...others] = moves;
  if (only && others.length === 0) return [`${shortVersions(only).join(' → ')}: ${summary}`];
  return [
    ...moves.map(
      (move) =>
        `${move.repository} ${shortVersions(move).join(' → ')}: ${count(move.workloads, 'workload', 'workloads')}`,
    ),
    summary,
  ];
}

/** What objects that are there before and after do, and new Jobs. */
function sayEffects(objects: readonly ObjectDiff[]): string[] {
  return [...SAYINGS].flatMap(([effect, [one, several]]) => {
    const many = objects.filter(
      (each) =>
        each.effect === effect && (each.change === 'changed' || (effect === 'newJob' && each.change === 'renamed')),
    ).length;
    return many === 0 ? [] : [count(many, one, several)];
  });
}

/** What else changes beside the images: the objects that no image moves in, and the fields of all. */
function sayRest(still: readonly ObjectDiff[], all: readonly ObjectDiff[]): string[] {
  const fields = all
    .filter(({ reason }) => reason !== 'content')
    .flatMap((each) => each.fields.filter(({ part }) => part === 'rest')).length;
  const [rolling, refused] = (['rolls', 'refused'] as const).map(
    (effect) => still.filter((each) => each.effect === effect).length,
  );
  return [
    ...(rolling ? [count(rolling, 'more workload rolls', 'more workloads roll')] : []),
    ...(fields > 0 ? [count(fields, 'other field changes', 'other fields change')] : []),
    ...(refused ? [count(refused, 'change is refused', 'changes are refused')] : []),
    ...sayOthers(all),
  ];
}

/** Objects that come, go or are renamed, other than what a version does to the name of a Job. */
function sayOthers(objects: readonly ObjectDiff[]): string[] {
  const many = (change: ObjectDiff['change']) =>
    objects.filter((each) => each.change === change && each.effect !== 'newJob' && each.reason !== 'content').length;
  const configurations = objects.filter(({ reason }) => reason === 'content').length;
  const jobs = objects.filter(({ change, effect }) => change === 'added' && effect === 'newJob').length;
  const sayings: [number, string, string][] = [
    [configurations, 'configuration changes', 'configurations change'],
    [many('added'), 'object is added', 'objects are added'],
    [jobs, 'Job is added', 'Jobs are added'],
    [many('renamed'), 'object is renamed', 'objects are renamed'],
    [many('removed'), 'object is no longer declared', 'objects are no longer declared'],
  ];
  return sayings.filter(([number]) => number > 0).map(([number, one, several]) => count(number, one, several));
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
