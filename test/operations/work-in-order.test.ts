import { workInOrder } from '../../src/operations/work-in-order';

/** Work that ends when the test says so. */
function openWork() {
  const begun: number[] = [];
  const ends = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  return {
    begun,
    work: (item: number) =>
      new Promise<string>((resolve, reject) => {
        begun.push(item);
        ends.set(item, { resolve, reject });
      }),
    end: async (item: number) => {
      ends.get(item)?.resolve(`done ${item}`);
      await settled();
    },
    fail: async (item: number) => {
      ends.get(item)?.reject(new Error(`item ${item} failed`));
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What has come out so far. */
function collect(outcomes: AsyncIterable<string>) {
  const came: string[] = [];
  const whole = (async () => {
    for await (const outcome of outcomes) came.push(outcome);
  })();
  whole.catch(() => undefined);
  return { came, whole };
}

describe('work on several items', () => {
  test('gives what comes out in the order of the items, whatever ends first', async () => {
    const { work, end } = openWork();
    const { came, whole } = collect(workInOrder([0, 1, 2], 3, work));
    await end(2);
    await end(1);
    expect(came).toEqual([]);
    await end(0);
    await whole;
    expect(came).toEqual(['done 0', 'done 1', 'done 2']);
  });

  test('gives each as soon as it can', async () => {
    const { work, end } = openWork();
    const { came, whole } = collect(workInOrder([0, 1], 2, work));
    await end(0);
    expect(came).toEqual(['done 0']);
    await end(1);
    await whole;
  });

  test('is on no more items than it may be, and goes on with the next when any is done', async () => {
    const { begun, work, end } = openWork();
    const { whole } = collect(workInOrder([0, 1, 2, 3, 4], 2, work));
    await settled();
    expect(begun).toEqual([0, 1]);
    await end(1);
    expect(begun).toEqual([0, 1, 2]);
    await end(2);
    await end(3);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    await end(0);
    await end(4);
    await whole;
  });

  test('fails in the place of the item, and begins no other', async () => {
    const { begun, work, end, fail } = openWork();
    const { came, whole } = collect(workInOrder([0, 1, 2, 3], 2, work));
    await end(0);
    await fail(1);
    await expect(whole).rejects.toThrow(new Error('item 1 failed'));
    expect(came).toEqual(['done 0']);
    await end(2);
    expect(begun.filter((item) => item === 3).length).toBeLessThanOrEqual(1);
  });

  test('is over at once where there is nothing to do', async () => {
    const { came, whole } = collect(workInOrder([], 2, openWork().work));
    await whole;
    expect(came).toEqual([]);
  });
});
