import { RunningReads } from '../../../src/image/registry/running-reads';

/** Gives 1, then nothing until it is stopped. */
async function* oneAndWait(stop: AbortSignal): AsyncGenerator<number, void, undefined> {
  yield 1;
  await new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('stopped')), { once: true }));
}

function wait(stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('stopped')), { once: true }));
}

describe('what is being read', () => {
  test('begins when it is asked for its first piece', async () => {
    const began: string[] = [];
    const stream = new RunningReads().stream(async function* () {
      began.push('began');
      yield 1;
    });
    expect(began).toEqual([]);
    const seen: number[] = [];
    for await (const one of stream) seen.push(one);
    expect(seen).toEqual([1]);
    expect(began).toEqual(['began']);
  });

  test('is stopped when its reader leaves', async () => {
    let signal: AbortSignal | undefined;
    const stream = new RunningReads().stream((stop) => {
      signal = stop;
      return oneAndWait(stop);
    });
    for await (const one of stream) {
      expect(one).toBe(1);
      break;
    }
    expect(signal?.aborted).toBe(true);
  });

  test('is stopped when its reader leaves while it waits for the next piece', async () => {
    const iterator = new RunningReads().stream(oneAndWait)[Symbol.asyncIterator]();
    await iterator.next();
    const next = iterator.next();
    const left = iterator.return?.();
    await expect(next).rejects.toThrow('stopped');
    expect(await left).toEqual({ done: true, value: undefined });
  });

  test('is stopped with all the rest', async () => {
    const reads = new RunningReads();
    const iterator = reads.stream(oneAndWait)[Symbol.asyncIterator]();
    await iterator.next();
    const pending = [iterator.next(), reads.run(wait)];
    reads.stopAll();
    expect(await Promise.allSettled(pending)).toEqual([
      { status: 'rejected', reason: new Error('stopped') },
      { status: 'rejected', reason: new Error('stopped') },
    ]);
  });

  test('may be read again after that', async () => {
    const reads = new RunningReads();
    reads.stopAll();
    expect(await reads.run(async (stop) => stop.aborted)).toBe(false);
  });

  test('has the outcome of the work', async () => {
    expect(await new RunningReads().run(() => Promise.resolve(7))).toBe(7);
    await expect(new RunningReads().run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
