import { execFile } from 'node:child_process';
import { parseJson } from '../parse-json';
import type { Question } from '../question';
import { type Credentials, toCredentials } from './credentials';

/** What a helper says: credentials, that it has none, or why it could not be asked. */
export type HelperAnswer =
  | { readonly outcome: 'found'; readonly credentials: Credentials }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'unknown'; readonly why: string };

// a name, so that a config file cannot start a program by its path
const HELPER_NAME = /^[A-Za-z0-9][\w.-]*$/;
const MAX_ANSWER_BYTES = 2 ** 20;

/**
 * Asks `docker-credential-<name>` on the PATH for a login.
 *
 * @param server as the helper keeps it: `ghcr.io`, `https://index.docker.io/v1/`
 * @throws NoAnswer when the time of the question is over
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol
 */
export async function askCredentialHelper(
  question: Question,
  name: unknown,
  server: string,
  env: NodeJS.ProcessEnv,
): Promise<HelperAnswer> {
  if (typeof name !== 'string' || !HELPER_NAME.test(name)) {
    return { outcome: 'unknown', why: 'the name of the credential helper is not one' };
  }
  const program = `docker-credential-${name}`;
  const run = await question.within(program, runHelper(program, server, env, question.signal));
  if (run.failure === undefined) {
    const { Username, Secret } = (parseJson(run.stdout) ?? {}) as Readonly<Record<string, unknown>>;
    const credentials = toCredentials(Username, Secret);
    if (credentials) return { outcome: 'found', credentials };
    return { outcome: 'unknown', why: `${program} gave no user name and secret` };
  }
  // the words of every helper that is built on docker-credential-helpers
  if (/credentials not found/i.test(run.stdout)) return { outcome: 'missing' };
  const { code } = run.failure;
  if (code === 'ENOENT') return { outcome: 'unknown', why: `${program} is not on the PATH` };
  return { outcome: 'unknown', why: `${program} failed (${code ?? 'killed'})` };
}

/** Runs to its end, whatever that is. What it prints is secret. */
function runHelper(
  program: string,
  server: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ stdout: string; failure: { code?: string | number | null | undefined } | undefined }> {
  return new Promise((resolve) => {
    const options = { env, signal, maxBuffer: MAX_ANSWER_BYTES, killSignal: 'SIGKILL', windowsHide: true } as const;
    const child = execFile(program, ['get'], options, (failure, stdout) =>
      resolve({ stdout, failure: failure ?? undefined }),
    );
    // a helper that does not read what it is asked says so by its exit status
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${server}\n`);
  });
}
