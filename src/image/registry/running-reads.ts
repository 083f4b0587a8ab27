/** What is being read at the moment: each reading can be stopped, and all of them together. */
export class RunningReads {
  readonly #stops = new Set<AbortController>();

  /** The outcome of `work`, which has to end when the signal is aborted. */
  async run<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    this.#stops.add(stop);
    try {
      return await work(stop.signal);
    } finally {
      this.#stops.delete(stop);
    }
  }

  /**
   * What `begin` gives, begun with the first `next`. Unlike a generator's, its `return` does not wait for a `next` that
   * is under way, but stops it.
   */
  stream<T>(begin: (stop: AbortSignal) => AsyncGenerator<T, void, undefined>): AsyncIterable<T> {
    return {
      [Symbol.asyncIterator]: () => {
        const stop = new AbortController();
        const chunks = this.#tracked(stop, begin);
        return {
          next: () => chunks.next(),
          return: () => {
            stop.abort();
            return chunks.return();
          },
        };
      },
    };
  }

  stopAll(): void {
    for (const stop of this.#stops) stop.abort();
  }

  async *#tracked<T>(
    stop: AbortController,
    begin: (stop: AbortSignal) => AsyncGenerator<T, void, undefined>,
  ): AsyncGenerator<T, void, undefined> {
    this.#stops.add(stop);
    try {
      yield* begin(stop.signal);
    } finally {
      this.#stops.delete(stop);
    }
  }
}
