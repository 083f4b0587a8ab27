import { setTimeout as sleep } from 'node:timers/promises';
import { ImageFault } from '../image-fault';
import { verifyDigest } from '../oci/verify-digest';
import { askForBlob, type BlobRequest } from './ask-for-blob';
import type { Conversation } from './conversation';
import { type Fault, NoAnswer } from './no-answer';
import { Pace, type PaceLimits } from './pace';
import { readBody } from './read-body';
import type { RegistrySession } from './registry-session';

const MAX_RESUMPTIONS = 5;
const MAX_FRUITLESS_REQUESTS = 2;
const RESUMABLE: ReadonlySet<Fault | undefined> = new Set<Fault>(['cut', 'stalled', 'unreachable']);

export interface BlobLimits extends PaceLimits {
  /** Before a connection that broke is made again. */
  readonly pauseMilliseconds: number;
}

/**
 * The bytes of a blob as they come, verified: the last chunk comes only when the digest is right.
 *
 * A connection that is cut or stalls is made again, at most five times, and goes on where it was. There is no limit for
 * the whole, as long as enough comes.
 *
 * @throws ImageFault
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-blobs
 */
export async function* fetchBlob(
  session: RegistrySession,
  blob: BlobRequest,
  limits: BlobLimits,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const download = new Download(session, blob, limits, stop);
  try {
    yield* verifyDigest(download.chunks(), blob);
  } catch (error) {
    if (error instanceof NoAnswer) throw new ImageFault('unknown', error.why, error.fix);
    // bytes that are compressed on the way, or only said to be, need not be those that a runtime gets
    const isDoubtful = download.encoding !== undefined && error instanceof ImageFault && error.kind === 'broken';
    if (!isDoubtful) throw error;
    const why = `${blob.where} comes with 'Content-Encoding: ${download.encoding}', which was not asked for`;
    throw new ImageFault('unknown', `${why}, and is not what it should be without it`);
  }
}

/** One blob on its way, with all requests that it takes. */
class Download {
  readonly #session: RegistrySession;
  readonly #blob: BlobRequest;
  readonly #limits: BlobLimits;
  readonly #stop: AbortSignal;
  readonly #pace: Pace;
  #receivedBytes = 0;
  #encoding: string | undefined;

  constructor(session: RegistrySession, blob: BlobRequest, limits: BlobLimits, stop: AbortSignal) {
    this.#session = session;
    this.#blob = blob;
    this.#limits = limits;
    this.#stop = stop;
    this.#pace = new Pace(limits);
  }

  /** How the bytes were compressed on the way, though that was not asked for; undefined when they were not. */
  get encoding(): string | undefined {
    return this.#encoding;
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    let fruitless = 0;
    for (let requests = 1; ; requests += 1) {
      const before = this.#receivedBytes;
      const fault = yield* this.#request();
      if (fault === 'nothing more' || this.#receivedBytes >= this.#blob.bytes) return;
      fruitless = this.#receivedBytes > before ? 0 : fruitless + 1;
      if (fruitless === MAX_FRUITLESS_REQUESTS || requests > MAX_RESUMPTIONS) {
        // where nothing more comes though nothing broke, this is all that there is
        if (fault === undefined && fruitless > 0) return;
        const why = `${fault ? `${fault.why}; ` : ''}${this.#progress()} in ${requests} requests`;
        throw new NoAnswer(why, undefined, fault?.fix);
      }
      await sleep(this.#limits.pauseMilliseconds, undefined, { signal: this.#stop }).catch(() => undefined);
    }
  }

  /** @returns what ended the body early, if anything did */
  async *#request(): AsyncGenerator<Uint8Array, NoAnswer | 'nothing more' | undefined, undefined> {
    try {
      // ranges count the bytes as they are sent
      const firstByte = this.#encoding === undefined ? this.#receivedBytes : 0;
      const ask = (conversation: Conversation) => askForBlob(conversation, this.#blob, firstByte);
      const part = await this.#session.ask(this.#blob.repository, ask, this.#stop);
      if (part === undefined) return 'nothing more';
      this.#encoding = part.encoding;
      let skipBytes = this.#receivedBytes - part.firstByte;
      for await (const chunk of readBody(part.stream, { host: part.host, pace: this.#pace, stop: this.#stop })) {
        const fresh = skipBytes === 0 ? chunk : chunk.subarray(skipBytes);
        skipBytes = Math.max(0, skipBytes - chunk.length);
        this.#receivedBytes += fresh.length;
        if (fresh.length > 0) yield fresh;
      }
      return undefined;
    } catch (error) {
      if (error instanceof NoAnswer && RESUMABLE.has(error.fault)) return error;
      throw error;
    }
  }

  #progress(): string {
    return `${this.#receivedBytes} of the ${this.#blob.bytes} bytes of ${this.#blob.where} came`;
  }
}
