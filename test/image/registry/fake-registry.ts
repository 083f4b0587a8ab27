import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { LOCALHOST_CERTIFICATE } from './localhost-certificate';

/** A request as it came in. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer =
  | 'cut'
  | 'hang'
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
      /** Whether the connection ends when the body has been sent, though more was promised. */
      readonly isCut?: boolean;
      /** Whether nothing more happens when the body has been sent. */
      readonly isStalled?: boolean;
      /** Sends the body in pieces with time between them. */
      readonly drip?: { readonly bytes: number; readonly everyMilliseconds: number };
    };

/** What a fake registry answers; `turn` counts all requests but those for `/v2/`, from 1. */
export type Answerer = (request: Seen, turn: number) => Answer;

export interface FakeRegistry {
  /** `127.0.0.1:40123`. */
  readonly host: string;
  /** `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** All but those for `/v2/`, in their order. */
  readonly seen: readonly Seen[];
  /** `HEAD /v2/app/manifests/1` for each. */
  lines(): string[];
  /** Waits until no answer is being sent. */
  isIdle(): Promise<void>;
}

const running: Server[] = [];

afterEach(async () => {
  await Promise.all(
    running.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** Starts a server on this machine that lives until the test ends. To `/v2/` it says 200 if the answerer says nothing. */
export async function fakeRegistry(answer: Answerer, kind: 'http' | 'https' = 'http'): Promise<FakeRegistry> {
  const seen: Seen[] = [];
  const answers: Promise<void>[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      if (url !== '/v2/') seen.push(one);
      answers.push(new Promise((resolve) => response.once('close', resolve)));
      const said = answer(one, seen.length);
      if (said === 'cut') request.socket.destroy();
      if (said === 'cut' || said === 'hang') return;
      response.writeHead(said.status ?? 200, said.headers);
      const { body = '', isCut, isStalled, drip } = said;
      const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      if (isCut) response.write(bytes, () => request.socket.destroy());
      else if (isStalled) response.write(bytes);
      else if (drip) sendSlowly(response, Buffer.from(bytes), drip);
      else response.end(bytes);
    });
  };
  const server = kind === 'http' ? createServer(listener) : createTlsServer(LOCALHOST_CERTIFICATE, listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    origin: `${kind}://${host}`,
    seen,
    lines: () => seen.map(({ method, url }) => `${method} ${url}`),
    isIdle: async () => void (await Promise.all(answers)),
  };
}

function sendSlowly(
  response: ServerResponse,
  body: Buffer,
  { bytes, everyMilliseconds }: { readonly bytes: number; readonly everyMilliseconds: number },
): void {
  let at = 0;
  response.flushHeaders();
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + bytes));
    at += bytes;
    if (at >= body.length) response.end();
  }, everyMilliseconds);
  response.once('close', () => clearInterval(timer));
}

/** A registry's error, as the specification has it. */
export function registryError(status: number, code: string, more: { headers?: Record<string, string> } = {}): Answer {
  return { status, ...more, body: { errors: [{ code, message: `the server's own words`, detail: {} }] } };
}

/** Lets these hosts of the internet be fake ones on this machine, and no others be asked. */
export function routeHosts(routes: Readonly<Record<string, FakeRegistry>>): void {
  const { fetch } = globalThis;
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = new URL(String(input));
    const fake = routes[url.host];
    if (fake === undefined || url.protocol !== 'https:') throw new Error(`a test asked ${url.href}`);
    return fetch(`${fake.origin}${url.pathname}${url.search}`, init);
  });
}

afterEach(() => jest.restoreAllMocks());
