import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../../errors';
import { placeOf } from '../construct-place';
import type { ConstructTree } from './construct-tree';
import { DependencyEdges } from './dependency-edges';
import { findTargets, orderObjects } from './order-objects';
import { visitDependencies } from './visit-dependencies';

/** A chart and its own objects, in the order in which they are written. */
export interface OrderedChart {
  readonly chart: Chart;
  /** Objects of charts that are declared in it are not among them. */
  readonly objects: readonly ApiObject[];
}

/** The order of a whole app. */
export interface AppOrder {
  readonly charts: readonly OrderedChart[];
  /** cdk8s numbers the files when it is true. */
  readonly hasDependentCharts: boolean;
  /** Why there is no order; then there are no charts. */
  readonly problems: readonly Problem[];
}

/**
 * The charts of an app, and the objects of each, in the order that cdk8s gives them: each after what it depends on.
 *
 * @returns undefined where only cdk8s itself does as cdk8s does
 */
export function findAppOrder(tree: ConstructTree): AppOrder | undefined {
  const edges = DependencyEdges.find(tree);
  if (!edges) return undefined;
  const { hasDependentCharts, problems } = edges;
  if (problems.length > 0) return { charts: [], hasDependentCharts, problems };
  const { order, cycle } = visitApp(tree, edges);
  if (cycle) {
    const ring = cycle
      .filter((vertex) => !edges.isGroup(vertex))
      .map((number) => tree.constructs[number] as IConstruct);
    return { charts: [], hasDependentCharts, problems: [cyclic(ring)] };
  }
  const charts = order.filter((vertex) => tree.isChart(vertex));
  const objects = orderObjects(tree, edges, charts);
  return {
    charts: charts.map((number, index) => ({
      chart: tree.constructs[number] as Chart,
      objects: (objects[index] as number[]).map((object) => tree.constructs[object] as ApiObject),
    })),
    hasDependentCharts,
    problems,
  };
}

function visitApp(tree: ConstructTree, edges: DependencyEdges) {
  const all = inOrderOfPaths(tree);
  if (edges.isEmpty) return { order: all, cycle: undefined };
  const targets = findTargets(all, edges);
  const edgesOf = (vertex: number) => edges.of(vertex);
  const isDone = new Set<number>();
  const { order, cycle } = visitDependencies(
    all.filter((number) => !targets.has(number)),
    edgesOf,
    isDone,
  );
  // what no root leads to is in a cycle, or only a cycle leads to it
  return { order, cycle: cycle ?? visitDependencies(all, edgesOf, isDone).cycle };
}

/**
 * The constructs as they come out of cdk8s' table of paths, in which, as in any object of JavaScript, paths that are
 * whole numbers come first.
 */
function inOrderOfPaths(tree: ConstructTree): number[] {
  const isIndex = (number: number) => {
    const { path } = (tree.constructs[number] as IConstruct).node;
    return /^(?:0|[1-9]\d{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1;
  };
  const numbers = [...tree.constructs.keys()];
  // only a child of the app has a path without a slash, and these are in order already
  const first = numbers.filter((number) => tree.parents[number] === 0 && isIndex(number));
  if (first.length === 0) return numbers;
  const isFirst = new Set(first);
  return [...first, ...numbers.filter((number) => !isFirst.has(number))];
}

function cyclic(ring: readonly IConstruct[]): Problem {
  const places = ring.map(placeOf);
  const [first = ''] = places;
  return {
    code: 'DEPENDENCY_CYCLE',
    what:
      places.length === 1
        ? `${first} depends on itself`
        : `these depend on each other: ${[...places, first].join(' → ')}`,
    why: 'each has to come after what it depends on, and a chart after the charts in it and after all that something in it depends on',
    fix: 'take one of the dependencies away (addDependency)',
  };
}
