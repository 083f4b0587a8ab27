/**
 * What `work` makes of each item, in the order of the items, each as soon as it and all before it are there.
 *
 * @param mostAtOnce how many items are worked on at the same time, in their order
 * @throws what the work on an item throws, in its place; no further item is begun then
 */
export async function* workInOrder<T, R>(
  items: readonly T[],
  mostAtOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  let free = mostAtOnce;
  const waiting: (() => void)[] = [];
  async function workWhenFree(item: T): Promise<R> {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work(item);
    } finally {
      const begin = waiting.shift();
      if (begin) begin();
      else free += 1;
    }
  }
  const outcomes = items.map(workWhenFree);
  // a failure is told in its place, which may be much later or never
  for (const outcome of outcomes) outcome.catch(() => undefined);
  try {
    for (const outcome of outcomes) yield await outcome;
  } finally {
    waiting.length = 0;
  }
}
