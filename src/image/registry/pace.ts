import { NoAnswer } from './no-answer';

/** When a body that streams is given up. */
export interface PaceLimits {
  /** How long nothing may come. */
  readonly stallMilliseconds: number;
  /** How much has to come at least, on average over `slowMilliseconds` of waiting. */
  readonly leastBytesPerSecond: number;
  readonly slowMilliseconds: number;
}

/**
 * Holds a server to a pace. Only the time of waiting for it counts: whoever reads slowly is not the server's fault.
 */
export class Pace {
  readonly #limits: PaceLimits;
  #waitedMilliseconds = 0;
  #bytes = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
  }

  /**
   * What `read` gives.
   *
   * @param host for messages
   * @throws NoAnswer `stalled` when it takes too long, or when too little has come for a while
   */
  async wait<T extends { readonly value?: Uint8Array | undefined }>(read: Promise<T>, host: string): Promise<T> {
    const { stallMilliseconds, leastBytesPerSecond, slowMilliseconds } = this.#limits;
    const begin = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const stall = new Promise<never>((_, reject) => {
      const why = `${host} sent nothing for ${stallMilliseconds / 1000} s`;
      timer = setTimeout(() => reject(new NoAnswer(why, 'stalled')), stallMilliseconds);
    });
    const result = await Promise.race([read, stall]).finally(() => {
      clearTimeout(timer);
      this.#waitedMilliseconds += performance.now() - begin;
    });
    this.#bytes += result.value?.length ?? 0;
    if (this.#waitedMilliseconds >= slowMilliseconds) this.#beginSpan(host, leastBytesPerSecond);
    return result;
  }

  #beginSpan(host: string, leastBytesPerSecond: number): void {
    const isSlow = this.#bytes < (leastBytesPerSecond * this.#waitedMilliseconds) / 1000;
    this.#waitedMilliseconds = 0;
    this.#bytes = 0;
    if (isSlow) throw new NoAnswer(`${host} sends less than ${leastBytesPerSecond} bytes a second`);
  }
}
