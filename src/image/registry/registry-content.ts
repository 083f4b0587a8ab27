import { canonicalRepository } from '../../release/canonical-repository';
import { ImageFault } from '../image-fault';
import { collectVerified } from '../oci/collect-verified';
import type { BlobRequest } from './ask-for-blob';
import type { Conversation } from './conversation';
import { type BlobLimits, fetchBlob } from './fetch-blob';
import { type FetchedManifest, fetchManifest, type ManifestRequest } from './fetch-manifest';
import { type Fault, NoAnswer } from './no-answer';
import type { RegistrySession } from './registry-session';
import { requireBlob } from './require-blob';
import { RunningReads } from './running-reads';

const SILENT: ReadonlySet<Fault | undefined> = new Set<Fault>(['late', 'unreachable']);

/**
 * Content of registries, whose every fault is an ImageFault. A registry that gave no answer is not asked again: all that
 * it is asked for has the same fault then.
 */
export class RegistryContent {
  readonly #session: RegistrySession;
  readonly #limits: BlobLimits;
  readonly #reads = new RunningReads();
  /** By host: of those that gave no answer, each further question would take its whole time. */
  readonly #silent = new Map<string, ImageFault>();

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
    return this.#reads.stream((stop) => this.#stream(blob, stop));
  }

  /** Ends all that is being read. */
  stop(): void {
    this.#reads.stopAll();
  }

  async #ask<T>(repository: string, ask: (conversation: Conversation) => Promise<T>): Promise<T> {
    this.#requireNotSilent(repository);
    try {
      return await this.#reads.run((stop) => this.#session.ask(repository, ask, stop));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const fault = new ImageFault('unknown', error.why, error.fix);
      if (SILENT.has(error.fault)) this.#silent.set(hostOf(repository), fault);
      throw fault;
    }
  }

  async *#stream(blob: BlobRequest, stop: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    this.#requireNotSilent(blob.repository);
    yield* fetchBlob(this.#session, blob, this.#limits, stop);
  }

  #requireNotSilent(repository: string): void {
    const fault = this.#silent.get(hostOf(repository));
    if (fault !== undefined) throw fault;
  }
}

function hostOf(repository: string): string {
  const canonical = canonicalRepository(repository);
  return canonical.slice(0, canonical.indexOf('/'));
}
