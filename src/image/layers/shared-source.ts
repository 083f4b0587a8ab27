/** Bytes of which one reader takes as many as it wants, and leaves the others to be read to the end. */
export class SharedSource implements AsyncIterable<Uint8Array> {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #onProgress: ((bytesRead: number) => void) | undefined;
  #bytesRead = 0;
  #isDone = false;
  /** The last answer that was asked for; nobody may have waited for it. */
  #answer: Promise<unknown> = Promise.resolve();

  /** @param onProgress told how many bytes have come so far, for each chunk */
  constructor(source: AsyncIterable<Uint8Array>, onProgress?: (bytesRead: number) => void) {
    this.#iterator = source[Symbol.asyncIterator]();
    this.#onProgress = onProgress;
  }

  /** For the one reader. When it stops early the source stays open. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#next() };
  }

  /**
   * Reads what is left.
   *
   * @throws what the source throws
   */
  async drain(): Promise<void> {
    await this.#answer;
    while (!this.#isDone) await this.#next();
  }

  /** Lets go of the source, however much is left of it. */
  async close(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.#iterator.return?.();
  }

  #next(): Promise<IteratorResult<Uint8Array>> {
    const answer = this.#ask();
    this.#answer = answer;
    // it is thrown to whoever waits for it, and by drain
    answer.catch(() => {});
    return answer;
  }

  async #ask(): Promise<IteratorResult<Uint8Array>> {
    try {
      const result = await this.#iterator.next();
      if (result.done) this.#isDone = true;
      else this.#bytesRead += result.value.length;
      if (!result.done) this.#onProgress?.(this.#bytesRead);
      return result;
    } catch (error) {
      this.#isDone = true;
      throw error;
    }
  }
}
