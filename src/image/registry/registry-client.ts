import { type ImageParts, ImageReference } from '../../release/image-reference';
import type { Conversation } from './conversation';
import { type DigestAnswer, fetchDigest } from './fetch-digest';
import { fetchTags, type TagsAnswer } from './fetch-tags';
import { NoAnswer } from './no-answer';
import { RegistrySession } from './registry-session';

export type { DigestAnswer, TagsAnswer };

const DEFAULT_TIMEOUT_MILLISECONDS = 3000;

export interface RegistryOptions {
  /** For one whole question with its logins, waits and second tries. 3000 when not given. */
  readonly timeoutMilliseconds?: number | undefined;
  /**
   * Where logins are looked for (`REGISTRY_AUTH_FILE`, `DOCKER_CONFIG`, `HOME`, `XDG_RUNTIME_DIR`,
   * `XDG_CONFIG_HOME`), and what credential helpers run with. The process' own when not given.
   */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Asks registries about images, read only, by the OCI distribution specification.
 *
 * `missing` is the registry's own word; whatever else keeps us from an answer is `unknown`.
 * Registries are asked by HTTPS, those on this machine (`localhost`, `127.0.0.0/8`, `[::1]`) by plain HTTP
 * where they speak it. Tokens are kept as long as the client, one for each repository.
 *
 * Limits: it connects directly, for Node's `fetch` does not look at `HTTPS_PROXY`
 * (since Node 22.21 it does when `NODE_USE_ENV_PROXY=1` is set);
 * and it trusts the certificate authorities that Node brings and those in `NODE_EXTRA_CA_CERTS`.
 *
 * @example
 * const answer = await new RegistryClient().findDigest({ repository: 'localhost:5000/team/app', tag: '1.4.2' });
 * if (answer.outcome === 'found') console.log(answer.digest);
 */
export class RegistryClient {
  readonly #session: RegistrySession;

  constructor(options: RegistryOptions = {}) {
    const { timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS, env = process.env } = options;
    this.#session = new RegistrySession({ timeoutMilliseconds, env });
  }

  /**
   * Whether an image is there, and its digest: that of the index when it is for many platforms.
   *
   * With a tag, the digest that the tag has now, whatever digest the image is pinned to; with a digest alone,
   * whether that digest is there; with neither, the digest of `latest`.
   *
   * @throws UserError IMAGE_REFERENCE_INVALID before anything is sent
   */
  async findDigest(image: ImageParts): Promise<DigestAnswer> {
    const { repository, tag, digest } = new ImageReference(image);
    return await this.#ask(repository, (conversation) => fetchDigest(conversation, { tag, digest }));
  }

  /**
   * All tags of a repository, in the registry's order.
   *
   * @throws UserError IMAGE_REFERENCE_INVALID before anything is sent
   */
  async listTags(repository: string): Promise<TagsAnswer> {
    return await this.#ask(new ImageReference({ repository }).repository, fetchTags);
  }

  async #ask<T>(
    repository: string,
    ask: (conversation: Conversation) => Promise<T>,
  ): Promise<T | { readonly outcome: 'unknown'; readonly why: string }> {
    try {
      return await this.#session.ask(repository, ask);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { outcome: 'unknown', why: error.why };
    }
  }
}
