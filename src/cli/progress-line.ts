import { printBytes } from '../image/print-bytes';

const SHORTEST_PAUSE_MILLISECONDS = 100;

/** Says on a terminal how far a long read is, in one line that is written over; in a pipe it says nothing. */
export class ProgressLine {
  #shownAt = 0;
  #isShown = false;

  /** @param digest of the layer that is read */
  show({ digest, bytesRead, bytes }: { digest: string; bytesRead: number; bytes: number }): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shownAt < SHORTEST_PAUSE_MILLISECONDS) return;
    this.#shownAt = now;
    this.#isShown = true;
    const name = digest.replace(/^\w+:/, '').slice(0, 12);
    process.stderr.write(`\r\x1b[Kreading layer ${name}: ${printBytes(bytesRead)} of ${printBytes(bytes)}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
    this.#isShown = false;
  }
}
