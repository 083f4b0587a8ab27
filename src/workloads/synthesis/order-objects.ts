import type { ConstructTree } from './construct-tree';
import type { DependencyEdges } from './dependency-edges';
import { visitDependencies } from './visit-dependencies';

/**
 * The objects of each chart, in the order in which they are written.
 *
 * As in cdk8s, dependencies that lead out of a chart do not count within it: what an object of another chart depends on
 * may be written in another order there than the chart has it here. Charts declared in a chart count, unless they come
 * before it, since then nothing in them depends on anything in it.
 *
 * @param charts in their order, each after what it depends on
 */
export function orderObjects(tree: ConstructTree, edges: DependencyEdges, charts: readonly number[]): number[][] {
  const regions = new Regions(tree, charts);
  return charts.map((chart) => {
    const isWithin = (vertex: number) => regions.has(chart, edges.isGroup(vertex) ? vertex - tree.size : vertex);
    const edgesOf = (vertex: number) => edges.of(vertex).filter(isWithin);
    const members = edges.isEmpty ? [] : regions.of(chart);
    const targets = findTargets(members, edges, edgesOf);
    if (targets.size === 0) return edges.objectsOf(chart);
    const { order } = visitDependencies(
      members.filter((vertex) => !targets.has(vertex)),
      edgesOf,
    );
    const own = new Set(edges.objectsOf(chart));
    return order.filter((vertex) => own.has(vertex));
  });
}

/** Every vertex that one of these depends on. */
export function findTargets(
  vertices: Iterable<number>,
  edges: DependencyEdges,
  edgesOf: (vertex: number) => readonly number[] = (vertex) => edges.of(vertex),
): Set<number> {
  const targets = new Set<number>();
  for (const vertex of vertices) for (const target of edgesOf(vertex)) targets.add(target);
  // what a group stands for; a set goes on with what is added to it
  for (const target of targets) if (edges.isGroup(target)) for (const object of edges.of(target)) targets.add(object);
  return targets;
}

/** Which constructs below a chart have a say in the order of its objects. */
class Regions {
  private readonly positions = new Map<number, number>();
  /** For each construct, the last position of a chart at or below it. */
  private readonly latest: number[];

  constructor(
    private readonly tree: ConstructTree,
    charts: readonly number[],
  ) {
    for (const [position, chart] of charts.entries()) this.positions.set(chart, position);
    this.latest = tree.constructs.map((_, number) => this.positions.get(number) ?? -1);
    for (let number = tree.size - 1; number > 0; number--) {
      const parent = tree.parents[number] as number;
      this.latest[parent] = Math.max(this.latest[parent] as number, this.latest[number] as number);
    }
  }

  has(chart: number, number: number): boolean {
    return number >= chart && number < (this.tree.ends[chart] as number) && !this.isBefore(number, chart);
  }

  of(chart: number): number[] {
    const { charts, ends } = this.tree;
    const members: number[] = [];
    const position = this.positions.get(chart) as number;
    for (let number = chart; number < (ends[chart] as number); number++) {
      // a chart in which everything comes earlier is passed over as a whole, so that charts in charts in charts are linear
      if (number !== chart && charts[number] === number && (this.latest[number] as number) < position)
        number = (ends[number] as number) - 1;
      else if (!this.isBefore(number, chart)) members.push(number);
    }
    return members;
  }

  /** Whether the chart of a construct comes before another chart. */
  private isBefore(number: number, chart: number): boolean {
    const position = this.positions.get(this.tree.charts[number] as number) as number;
    return position < (this.positions.get(chart) as number);
  }
}
