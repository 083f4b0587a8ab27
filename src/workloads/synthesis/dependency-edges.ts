import { ApiObject, Chart } from 'cdk8s';
import { Dependable, type IConstruct } from 'constructs';
import type { Problem } from '../../errors';
import { placeOf } from '../construct-place';
import type { ConstructTree } from './construct-tree';

const NONE: readonly number[] = [];

/**
 * What comes before what: the dependencies that cdk8s draws from those of the user, in its order.
 *
 * A construct comes after what it depends on. A chart comes after the charts that are declared directly in it, and after
 * the charts of everything that something in it depends on. An object comes after every object of what it, or a construct
 * around it in its chart, depends on; such a set of objects is a vertex of its own here, a group, so that two charts of
 * a thousand objects are a thousand and one edges and not a million.
 *
 * The vertex of a construct is its number in the tree; the group of the objects of a construct is that number plus the
 * size of the tree.
 */
export class DependencyEdges {
  /** Why the app cannot be put in an order; the edges are of no use then. */
  readonly problems: readonly Problem[];
  /** cdk8s numbers the files when any chart depends on another one or is declared directly in one. */
  readonly hasDependentCharts: boolean;
  private readonly inherited = new Map<number, readonly number[]>();

  /**
   * The dependencies of an app.
   *
   * @returns undefined when something depends on a construct of another app or on one that was removed, or stands for
   *   others than itself as a dependency (`Dependable.implement`), where only cdk8s itself does as cdk8s does
   */
  static find(tree: ConstructTree): DependencyEdges | undefined {
    const direct = new Map<number, number[]>();
    for (const [number, construct] of tree.constructs.entries()) {
      const { dependencies } = construct.node;
      if (dependencies.length === 0) continue;
      const targets = dependencies.map((target) => tree.numberOf(target));
      if (!targets.every((target) => target !== undefined)) return undefined;
      direct.set(number, targets);
    }
    const isNested = (number: number) => tree.isChart(number) && tree.isChart(tree.parents[number] ?? -1);
    const nested = tree.constructs.flatMap((_, number) => (isNested(number) ? [number] : []));
    if (direct.size + nested.length > 0 && !tree.constructs.every(standsForItself)) return undefined;
    return new DependencyEdges(tree, direct, nested);
  }

  private constructor(
    private readonly tree: ConstructTree,
    private readonly direct: Map<number, number[]>,
    nested: readonly number[],
  ) {
    this.problems = [...direct].flatMap(([source, targets]) =>
      [source, ...targets]
        .filter((number) => tree.charts[number] === -1)
        .map(() => outsideChart(this.constructOf(source), this.constructOf(targets[0] as number))),
    );
    for (const number of nested) this.add(tree.parents[number] as number, number);
    const between = this.findChartDependencies();
    for (const [source, target] of between) this.add(source, target);
    this.hasDependentCharts = nested.length + between.length > 0;
  }

  get isEmpty(): boolean {
    return this.direct.size === 0;
  }

  /** Whether a vertex stands for the objects of a construct. */
  isGroup(vertex: number): boolean {
    return vertex >= this.tree.size;
  }

  /** The vertices that come before this one, first things first. */
  of(vertex: number): readonly number[] {
    if (this.isGroup(vertex)) return this.objectsOf(vertex - this.tree.size);
    const own = this.direct.get(vertex) ?? NONE;
    if (!ApiObject.isApiObject(this.constructOf(vertex))) return own;
    const around = this.inheritedBy(vertex);
    if (around.length === 0) return own;
    // an object does not come before itself, so where it is one of a group the others are named one by one
    const groups = around.flatMap((target) =>
      this.isObjectOf(vertex, target)
        ? this.objectsOf(target).filter((object) => object !== vertex)
        : [target + this.tree.size],
    );
    return [...own, ...groups];
  }

  /** What an object and the constructs around it in its chart depend on, from the chart inwards. */
  private inheritedBy(number: number): readonly number[] {
    const known = this.inherited.get(number);
    if (known) return known;
    const outer = this.tree.isChart(number) ? NONE : this.inheritedBy(this.tree.parents[number] as number);
    const own = this.direct.get(number);
    const all = own ? [...outer, ...own] : outer;
    this.inherited.set(number, all);
    return all;
  }

  /** Objects at or below a construct that are in the same chart. */
  objectsOf(number: number): number[] {
    const { tree } = this;
    const objects: number[] = [];
    for (let below = number; below < (tree.ends[number] as number); below++) {
      if (tree.charts[below] !== tree.charts[number]) below = (tree.ends[below] as number) - 1;
      else if (ApiObject.isApiObject(this.constructOf(below))) objects.push(below);
    }
    return objects;
  }

  private isObjectOf(object: number, number: number): boolean {
    const { charts, ends } = this.tree;
    return charts[object] === charts[number] && object >= number && object < (ends[number] as number);
  }

  /** Pairs of charts of which the first depends on the second, because something in it depends on something in that. */
  private findChartDependencies(): [source: number, target: number][] {
    const seen = new Set<number>();
    const pairs: [number, number][] = [];
    for (const [source, targets] of [...this.direct].sort(([a], [b]) => a - b)) {
      for (const target of targets) {
        const pair = [this.tree.charts[source], this.tree.charts[target]] as [number, number];
        const key = pair[0] * this.tree.size + pair[1];
        if (pair[0] === pair[1] || seen.has(key)) continue;
        seen.add(key);
        pairs.push(pair);
      }
    }
    return pairs;
  }

  private add(source: number, target: number): void {
    const targets = this.direct.get(source);
    if (targets) targets.push(target);
    else this.direct.set(source, [target]);
  }

  private constructOf(number: number): IConstruct {
    return this.tree.constructs[number] as IConstruct;
  }
}

function standsForItself(construct: IConstruct): boolean {
  if (!Chart.isChart(construct) && !ApiObject.isApiObject(construct)) return true;
  const { dependencyRoots } = Dependable.of(construct);
  return dependencyRoots.length === 1 && dependencyRoots[0] === construct;
}

function outsideChart(source: IConstruct, target: IConstruct): Problem {
  return {
    code: 'DEPENDENCY_OUTSIDE_CHART',
    what: `${placeOf(source)} depends on ${placeOf(target)}, and one of them is in no chart`,
    why: 'only charts and what is in them become manifests, so there is nothing to put in an order',
    fix: 'let the charts depend on each other, or declare both constructs in charts',
  };
}
