import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * All constructs of an app as `node.findAll()` gives them: each before what is below it. They are spoken of by their
 * number in that order, so that what is below a construct is the range from its number to its end.
 */
export class ConstructTree {
  readonly constructs: IConstruct[] = [];
  /** For each construct, the number behind the last one below it. */
  readonly ends: number[] = [];
  /** For each construct, the number of the one it is declared in; -1 for the app. */
  readonly parents: number[] = [];
  /** For each construct, the number of the nearest chart around it, which may be itself; -1 where there is none. */
  readonly charts: number[] = [];
  private numbers: Map<IConstruct, number> | undefined;

  constructor(app: IConstruct) {
    // children wait on a stack, so that a deep tree is as good as a broad one
    const waiting: [construct: IConstruct, parent: number][] = [[app, -1]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [construct, parent] = next;
      const number = this.constructs.length;
      this.constructs.push(construct);
      this.parents.push(parent);
      this.charts.push(Chart.isChart(construct) ? number : (this.charts[parent] ?? -1));
      this.ends.push(number + 1);
      const { children } = construct.node;
      for (let index = children.length - 1; index >= 0; index--) waiting.push([children[index] as IConstruct, number]);
    }
    for (let number = this.constructs.length - 1; number > 0; number--) {
      const parent = this.parents[number] as number;
      this.ends[parent] = Math.max(this.ends[parent] as number, this.ends[number] as number);
    }
  }

  get size(): number {
    return this.constructs.length;
  }

  isChart(number: number): boolean {
    return this.charts[number] === number;
  }

  /** Whether another walk came by the same constructs in the same order. */
  hasSameConstructs({ constructs }: ConstructTree): boolean {
    return (
      constructs.length === this.size && constructs.every((construct, number) => construct === this.constructs[number])
    );
  }

  /** The number of a construct; undefined when it is not, or no longer, in this app. */
  numberOf(construct: IConstruct): number | undefined {
    this.numbers ??= new Map(this.constructs.map((each, number) => [each, number]));
    return this.numbers.get(construct);
  }
}
