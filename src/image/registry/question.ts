import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, NoAnswer } from './no-answer';

// node's timers run at once when they are given more
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/** What is said when nobody wants the answer any more. */
export const STOPPED = 'reading was stopped';

/** One question to a registry and the time it may take, with all requests, waits and helpers that it needs. */
export class Question {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal;
  readonly #timeoutMilliseconds: number;
  readonly #endsAt: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #over: Promise<never>;
  readonly #stop: AbortSignal | undefined;
  readonly #abort = () => this.#controller.abort();

  /** @param stop ends it before its time */
  constructor(timeoutMilliseconds: number, stop?: AbortSignal) {
    this.#timeoutMilliseconds = Math.min(timeoutMilliseconds, LONGEST_MILLISECONDS);
    this.#endsAt = performance.now() + this.#timeoutMilliseconds;
    this.signal = this.#controller.signal;
    this.#over = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(new Error('the time is over')), { once: true });
    });
    // the time may end between two steps, when nobody waits
    this.#over.catch(() => undefined);
    this.#timer = setTimeout(this.#abort, this.#timeoutMilliseconds);
    this.#stop = stop;
    stop?.addEventListener('abort', this.#abort);
    if (stop?.aborted) this.#abort();
  }

  get remainingMilliseconds(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The limit for people: `3 s`. */
  get limit(): string {
    return `${this.#timeoutMilliseconds / 1000} s`;
  }

  /**
   * The outcome of `work`, which `who` does for us.
   *
   * @throws NoAnswer when it is stopped, or with `fault` when the time is over before the work is done
   */
  async within<T>(who: string, work: Promise<T>, fault?: Fault): Promise<T> {
    try {
      return await Promise.race([work, this.#over]);
    } catch (error) {
      if (this.#stop?.aborted) throw new NoAnswer(STOPPED);
      if (this.signal.aborted) throw new NoAnswer(`${who} has not answered within ${this.limit}`, fault);
      throw error;
    }
  }

  /** Lets time pass before `who` is asked again. @throws NoAnswer when the time is over */
  async pause(who: string, milliseconds: number): Promise<void> {
    await this.within(who, sleep(milliseconds, undefined, { signal: this.signal }));
  }

  /** Stops the clock, which would keep the process until the time is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#stop?.removeEventListener('abort', this.#abort);
  }
}
