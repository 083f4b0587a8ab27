import { exchange } from './exchange';
import type { HttpReply, HttpRequest } from './fetch-reply';
import { findErrorCode } from './find-error-code';
import { logIn } from './log-in';
import type { Login } from './login';
import { NoAnswer } from './no-answer';
import type { Question } from './question';
import type { RegistryEndpoint } from './registry-endpoint';

const NOT_FOUND_CODES: ReadonlySet<string> = new Set(['BLOB_UNKNOWN', 'MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'NOT_FOUND']);
const REFUSAL_CODES: ReadonlySet<string> = new Set(['DENIED', 'UNAUTHORIZED']);

/** What a conversation is held with and about. */
export interface ConversationParts {
  readonly question: Question;
  readonly endpoint: RegistryEndpoint;
  /** The repository as the user wrote it, for messages. */
  readonly repository: string;
  /** Scheme, host and port of the registry. */
  readonly origin: string;
  /** By origin and scope. Logins that are made are put in. */
  readonly logins: Map<string, Login>;
  readonly env: NodeJS.ProcessEnv;
}

/** The requests of one question to one repository, with the login that the registry asks for. */
export class Conversation {
  readonly repository: string;
  /** The registry's name for people: `docker.io`. */
  readonly host: string;
  readonly #parts: ConversationParts;
  readonly #loginKey: string;

  constructor(parts: ConversationParts) {
    this.repository = parts.repository;
    this.host = parts.endpoint.host;
    this.#parts = parts;
    this.#loginKey = `${parts.origin} repository:${parts.endpoint.path}:pull`;
  }

  /** The address of something in the repository: `manifests/1.4.2`. */
  url(rest: string): URL {
    return new URL(`/v2/${this.#parts.endpoint.path}/${rest}`, this.#parts.origin);
  }

  /**
   * One request and its reply. Logins are sent to the registry's own origin only.
   *
   * @param wanted which part of the body, and how
   * @throws NoAnswer when there is no reply, or when it is a refusal (401, 403)
   */
  async ask(
    method: HttpRequest['method'],
    url: URL,
    accept: string,
    wanted: Pick<HttpRequest, 'skippedBytes' | 'isStreamed'> = {},
  ): Promise<HttpReply> {
    const { question, endpoint, origin, logins, env } = this.#parts;
    const known = url.origin === origin ? logins.get(this.#loginKey) : undefined;
    const request = { ...wanted, method, url, accept };
    let reply = await exchange(question, { ...request, authorization: known?.authorization });
    if (reply.status === 401 && url.origin === origin && reply.url.origin === origin) {
      // a token that has expired, or none as yet; meanwhile another question may have got one
      const other = logins.get(this.#loginKey);
      const login = other === known || other === undefined ? await logIn(question, endpoint, reply, env) : other;
      logins.set(this.#loginKey, login);
      reply = await exchange(question, { ...request, authorization: login.authorization });
    }
    if (reply.status === 401 || reply.status === 403) throw this.#refusal(reply);
    return reply;
  }

  /**
   * Why what was asked for is not there, by a reply with status 404.
   *
   * @param what with its article: `no 'redis:9.9.9'`
   * @throws NoAnswer when it is not the registry that says so, or when it may be there for others
   */
  async requireMissing(reply: HttpReply, what: string): Promise<string> {
    const code = findErrorCode(reply);
    if (code === 'NAME_UNKNOWN') return `${this.host} has no repository '${this.repository}'`;
    if (code !== undefined && NOT_FOUND_CODES.has(code)) return `${this.host} has ${what}`;
    if (code !== undefined && REFUSAL_CODES.has(code)) throw this.#refusal(reply);
    if (code !== undefined) throw new NoAnswer(`${this.host} answers 404 ${code}`);
    const { origin, logins, question } = this.#parts;
    if (reply.url.origin !== origin) {
      throw new NoAnswer(`${this.host} sends us on to ${reply.url.host}, which answers 404 and is no registry`);
    }
    if (logins.has(this.#loginKey)) return `${this.host} has ${what}`;
    // any web server answers 404, and a registry may do so to those who have not logged in
    const base = new URL('/v2/', origin);
    const { status } = await exchange(question, { method: 'GET', url: base, accept: 'application/json' });
    if (status === 401 || status === 403) throw this.#refusal(reply);
    if (status !== 200) throw new NoAnswer(`${this.host} does not answer as a registry does (${status} for /v2/)`);
    return `${this.host} has ${what}`;
  }

  /** "Cannot tell" for a reply that nobody expects here. */
  unexpected(reply: HttpReply, what: string): NoAnswer {
    const code = findErrorCode(reply);
    return new NoAnswer(`${reply.url.host} answers ${reply.status}${code ? ` ${code}` : ''} when asked for ${what}`);
  }

  // Docker Hub and others do not tell a repository that is not there from one that is private
  #refusal(reply: HttpReply): NoAnswer {
    const { origin, logins } = this.#parts;
    const code = findErrorCode(reply);
    const answer = `answers ${reply.status}${code ? ` ${code}` : ''}`;
    if (reply.url.origin !== origin) {
      return new NoAnswer(
        `${this.host} sends us on to ${reply.url.host}, which ${answer}; logins are not sent there`,
        'elsewhere',
      );
    }
    const words = logins.get(this.#loginKey)?.words ?? 'it did not ask for a login';
    return new NoAnswer(`${this.host} ${answer}: '${this.repository}' is not there, or not for you; ${words}`);
  }
}
