import { ImageFault } from '../image-fault';
import { collectVerified } from '../oci/collect-verified';
import type { BlobRequest } from './ask-for-blob';
import type { Conversation } from './conversation';
import { type BlobLimits, fetchBlob } from './fetch-blob';
import { type FetchedManifest, fetchManifest, type ManifestRequest } from './fetch-manifest';
import { NoAnswer } from './no-answer';
import type { RegistrySession } from './registry-session';
import { requireBlob } from './require-blob';
import { RunningReads } from './running-reads';

/** Content of registries, whose every fault is an ImageFault. */
export class RegistryContent {
  readonly #session: RegistrySession;
  readonly #limits: BlobLimits;
  readonly #reads = new RunningReads();

  constructor(session: RegistrySession, limits: BlobLimits) {
    this.#session = session;
    this.#limits = limits;
  }

  /** @throws ImageFault */
  async fetchManifest(request: ManifestRequest): Promise<FetchedManifest> {
    return await this.#ask(request.repository, (conversation) => fetchManifest(conversation, request));
  }

  /** @throws ImageFault when it is not there, or that cannot be told */
  async requireBlob(blob: BlobRequest): Promise<void> {
    await this.#ask(blob.repository, (conversation) => requireBlob(conversation, blob));
  }

  /** A whole blob of at most 8 MiB. @throws ImageFault */
  async fetchBlob(blob: BlobRequest): Promise<Buffer> {
    return await collectVerified(this.streamBlob(blob), blob);
  }

  /** @throws ImageFault while it is read */
  streamBlob(blob: BlobRequest): AsyncIterable<Uint8Array> {
    return this.#reads.stream((stop) => fetchBlob(this.#session, blob, this.#limits, stop));
  }

  /** Ends all that is being read. */
  stop(): void {
    this.#reads.stopAll();
  }

  async #ask<T>(repository: string, ask: (conversation: Conversation) => Promise<T>): Promise<T> {
    try {
      return await this.#reads.run((stop) => this.#session.ask(repository, ask, stop));
    } catch (error) {
      throw error instanceof NoAnswer ? new ImageFault('unknown', error.why) : error;
    }
  }
}
