import { networkFault } from './network-fault';
import { NoAnswer } from './no-answer';
import type { Pace } from './pace';
import { STOPPED } from './question';

/** How a body is read. */
export interface BodyReading {
  /** Who sends it, for messages. */
  readonly host: string;
  readonly pace: Pace;
  /** Ends the reading, also while nothing comes. */
  readonly stop: AbortSignal;
}

/**
 * The chunks of a body as they come, no faster than they are taken. When it ends, early or not, so does the request.
 *
 * @throws NoAnswer when the connection is cut, the pace is not kept, or it is stopped
 */
export async function* readBody(
  stream: ReadableStream<Uint8Array>,
  { host, pace, stop }: BodyReading,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  // fails where the stream has failed, which is told by `read`
  const cancel = () => void reader.cancel().catch(() => undefined);
  stop.addEventListener('abort', cancel);
  try {
    for (;;) {
      if (stop.aborted) throw new NoAnswer(STOPPED);
      const { done, value } = await pace.wait(reader.read(), host);
      // what was cancelled looks like its end
      if (stop.aborted) continue;
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof NoAnswer ? error : networkFault(error, host);
  } finally {
    stop.removeEventListener('abort', cancel);
    cancel();
  }
}
