/** Vertices that have been visited, in an order in which each comes after everything it depends on. */
export interface Visited {
  readonly order: readonly number[];
  /** Vertices that depend on each other in a ring, each on the next and the last one on the first; undefined without one. */
  readonly cycle: readonly number[] | undefined;
}

/**
 * Visits vertices depth first, what a vertex depends on before the vertex itself, each once. It stops at the first cycle.
 *
 * @param roots where to begin, in this order
 * @param edgesOf what a vertex depends on, first things first
 * @param isDone remembers visited vertices; those in it already are passed over
 */
export function visitDependencies(
  roots: Iterable<number>,
  edgesOf: (vertex: number) => readonly number[],
  isDone: Set<number> = new Set(),
): Visited {
  const order: number[] = [];
  const path: Step[] = [];
  const onPath = new Set<number>();
  const enter = (vertex: number) => {
    path.push({ vertex, edges: edgesOf(vertex), next: 0 });
    onPath.add(vertex);
  };
  for (const root of roots) {
    if (isDone.has(root)) continue;
    enter(root);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const target = step.edges[step.next++];
      if (target === undefined) {
        path.pop();
        onPath.delete(step.vertex);
        isDone.add(step.vertex);
        order.push(step.vertex);
      } else if (onPath.has(target)) {
        const vertices = path.map(({ vertex }) => vertex);
        return { order, cycle: vertices.slice(vertices.indexOf(target)) };
      } else if (!isDone.has(target)) enter(target);
    }
  }
  return { order, cycle: undefined };
}

/** A vertex that is being visited, and which of its edges is next. */
interface Step {
  readonly vertex: number;
  readonly edges: readonly number[];
  next: number;
}
