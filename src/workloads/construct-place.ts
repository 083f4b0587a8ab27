import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const KINDS = [
  'deployment',
  'statefulset',
  'daemonset',
  'job',
  'cronjob',
  'configmap',
  'service',
  'autoscaler',
  'disruptionbudget',
] as const;
const PREFIX = new RegExp(`(^|/)(?:${KINDS.join('|')}):`, 'g');

/** The kinds of objects that a release declares by a name of the user's. */
export type DeclaredKind = (typeof KINDS)[number];

/**
 * A construct id for an object of this kind and name: `deployment:web`, so that `web` stays free for the user's own
 * constructs. A name that is declared twice gets a number, and is told at synth with all other problems.
 */
export function claimId(scope: IConstruct, kind: DeclaredKind, name: string): string {
  return findFreeId(scope, `${kind}:${name}`);
}

/** The next number to try for an id that is taken, so that the thousandth construct does not try 999 of them. */
const asked = new WeakMap<IConstruct, Map<string, number>>();

/** The id that is wanted, or, when a child of the scope has it, with the first number from 2 that makes it free. */
export function findFreeId(scope: IConstruct, wanted: string): string {
  if (!scope.node.tryFindChild(wanted)) return wanted;
  const counts = asked.get(scope) ?? new Map<string, number>();
  asked.set(scope, counts);
  let count = counts.get(wanted) ?? 2;
  while (scope.node.tryFindChild(`${wanted}-${count}`)) count++;
  counts.set(wanted, count);
  return `${wanted}-${count}`;
}

/**
 * The construct path as the user wrote it: `gifinator/render` for `gifinator.deployment('render')`,
 * and without the `Resource` inside a construct of cdk8s-plus.
 */
export function placeOf(construct: IConstruct): string {
  const { id, scope, path } = construct.node;
  const own = id === 'Resource' && scope && !Chart.isChart(scope) ? scope.node.path : path;
  // the app itself has an empty path
  return own === '' ? 'the app' : own.replace(PREFIX, '$1');
}
