import { printBytes } from '../image/print-bytes';

const SHORTEST_PAUSE_MILLISECONDS = 100;

/** Says on a terminal how far a long read is, in one line that is written over; in a pipe it says nothing. */
export class ProgressLine {
  #shownAt = 0;
  #isShown = false;
  #images = '';

  /** @param digest of the layer that is read */
  show({ digest, bytesRead, bytes }: { digest: string; bytesRead: number; bytes: number }): void {
    const now = performance.now();
    if (now - this.#shownAt < SHORTEST_PAUSE_MILLISECONDS) return;
    this.#shownAt = now;
    const name = digest.replace(/^\w+:/, '').slice(0, 12);
    this.#write(`${this.#images}reading layer ${name}: ${printBytes(bytesRead)} of ${printBytes(bytes)}`);
  }

  /** Says how many images are done, of how many; from then on beside the layer that is read. */
  count({ done, all }: { done: number; all: number }): void {
    this.#images = all > 1 && done < all ? `${done} of ${all} images done; ` : '';
    if (done < all) this.#write(`${this.#images}asking for ${all > 1 ? 'the next' : 'the image'}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
    this.#isShown = false;
  }

  #write(line: string): void {
    if (!process.stderr.isTTY) return;
    this.#isShown = true;
    process.stderr.write(`\r\x1b[K${line}`);
  }
}
