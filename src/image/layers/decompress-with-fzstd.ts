import { performance } from 'node:perf_hooks';
import { createContext, Script } from 'node:vm';
import { Decompress } from 'fzstd';
import { ImageFault } from '../image-fault';
import { ZstdFrames } from './zstd-frames';

const MOST_MILLISECONDS = 5 * 60_000;
// beyond 64 MiB fzstd drops bits of the distance, and gives other content
const MOST_WINDOW_BYTES = 32 * 2 ** 20;
const BLOCKS_AT_ONCE = 8;

/**
 * The content of zstd data for a Node without zstd, at about a tenth of its speed.
 *
 * fzstd does not doubt its input: made-up data keeps it busy for ever. So all frames are walked here, it gets whole
 * blocks, and its time is bounded.
 *
 * @param mostMilliseconds how long it may take in all
 * @throws ImageFault `broken`, `unknown` when it takes too long, and errors of the source
 */
export async function* decompressWithFzstd(
  source: AsyncIterable<Uint8Array>,
  mostMilliseconds = MOST_MILLISECONDS,
): AsyncGenerator<Uint8Array, void, undefined> {
  const frames = new ZstdFrames(MOST_WINDOW_BYTES);
  const decoder = new BoundedDecoder(mostMilliseconds);
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const from = at;
      const step = frames.advance(chunk, at);
      at = step.at;
      if (step.event === 'header') decoder.begin(frames.header);
      else if (decoder.isInFrame) decoder.add(chunk.subarray(from, at));
      if (step.event === 'last block') yield* decoder.endFrame();
      else if (step.event === 'block') yield* decoder.endBlock();
    }
  }
  frames.end();
}

class BoundedDecoder {
  #millisecondsLeft: number;
  #decoder: Decompress | undefined;
  #parts: Uint8Array[] = [];
  #blocks = 0;
  #output: Uint8Array[] = [];
  readonly #script = new Script('push()');
  #isLast = false;
  readonly #context = createContext({ push: () => this.#decoder?.push(Buffer.concat(this.#parts), this.#isLast) });

  constructor(mostMilliseconds: number) {
    this.#millisecondsLeft = mostMilliseconds;
  }

  get isInFrame(): boolean {
    return this.#decoder !== undefined;
  }

  begin(header: Uint8Array): void {
    this.#parts = [header];
    this.#isLast = false;
    this.#decoder = new Decompress((bytes) => {
      if (bytes.length > 0) this.#output.push(bytes);
    });
  }

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  /** What is known of the content after one more block. */
  endBlock(): readonly Uint8Array[] {
    this.#blocks++;
    return this.#blocks % BLOCKS_AT_ONCE === 0 ? this.#run() : [];
  }

  /** The rest of the frame's content. */
  endFrame(): readonly Uint8Array[] {
    this.#isLast = true;
    const output = this.#run();
    this.#decoder = undefined;
    return output;
  }

  #run(): readonly Uint8Array[] {
    const begin = performance.now();
    try {
      this.#script.runInContext(this.#context, { timeout: Math.max(1, Math.ceil(this.#millisecondsLeft)) });
    } catch (error) {
      const isTooSlow = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      if (!isTooSlow) throw new ImageFault('broken', 'its compressed data is damaged');
      throw new ImageFault('unknown', 'it takes too long to decompress its zstd data; Node 22.15 is faster at it');
    }
    this.#millisecondsLeft -= performance.now() - begin;
    const output = this.#output;
    this.#output = [];
    this.#parts = [];
    return output;
  }
}
