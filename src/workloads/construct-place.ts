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
  let id = `${kind}:${name}`;
  for (let count = 2; scope.node.tryFindChild(id); count++) id = `${kind}:${name}-${count}`;
  return id;
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
