import { Conversation } from './conversation';
import type { Login } from './login';
import { NoAnswer } from './no-answer';
import { Question } from './question';
import { registryEndpoint } from './registry-endpoint';
import { settleOrigin } from './settle-origin';

const USE_PROXY =
  'set NODE_USE_ENV_PROXY=1, with which Node 22.21 and from 24 on use the proxy, or save the image and name it with --image';

export interface SessionParts {
  /** For one whole question with its logins, waits and second tries. */
  readonly timeoutMilliseconds: number;
  /** Where logins are looked for, and what credential helpers run with. */
  readonly env: NodeJS.ProcessEnv;
}

/** What is learned of registries while they are asked: how they are spoken to, and one login for each repository. */
export class RegistrySession {
  readonly #parts: SessionParts;
  readonly #logins = new Map<string, Login>();
  /** By address: `localhost:5000`. */
  readonly #origins = new Map<string, string>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /**
   * One question about a repository. A stream in the answer is not bound to the question's time.
   *
   * @param repository as written, by the grammar of ImageReference
   * @param stop ends the question early
   * @throws NoAnswer, and whatever `ask` throws
   */
  async ask<T>(repository: string, ask: (conversation: Conversation) => Promise<T>, stop?: AbortSignal): Promise<T> {
    const question = new Question(this.#parts.timeoutMilliseconds, stop);
    try {
      const endpoint = registryEndpoint(repository);
      const origin = this.#origins.get(endpoint.address) ?? (await settleOrigin(question, endpoint));
      this.#origins.set(endpoint.address, origin);
      const { env } = this.#parts;
      return await ask(new Conversation({ question, endpoint, repository, origin, logins: this.#logins, env }));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (!this.#isProxyPassedBy(error, repository)) throw error;
      throw new NoAnswer(`${error.why}; HTTPS_PROXY is set, but registries are asked directly`, error.fault, USE_PROXY);
    } finally {
      question.close();
    }
  }

  /** Where a registry was not reached, and the proxy that is set might have. */
  #isProxyPassedBy({ fault }: NoAnswer, repository: string): boolean {
    const { HTTPS_PROXY, https_proxy, NODE_USE_ENV_PROXY } = this.#parts.env;
    if (!(HTTPS_PROXY || https_proxy) || NODE_USE_ENV_PROXY !== undefined) return false;
    return (fault === 'unreachable' || fault === 'late') && !registryEndpoint(repository).isLocal;
  }
}
