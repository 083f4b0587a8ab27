import { join } from 'node:path';
import type { Question } from '../question';
import { askCredentialHelper } from './ask-credential-helper';
import type { Credentials } from './credentials';
import { matchRegistryKeys } from './match-registry-keys';
import { parseAuthEntry } from './parse-auth-entry';
import { type DockerConfig, readDockerConfig } from './read-docker-config';

const DOCKER_HUB = 'docker.io';
/** How Docker keeps the login of its Hub. */
const DOCKER_HUB_SERVER = 'https://index.docker.io/v1/';

/** The login that is kept for a repository. */
export interface KeptLogin {
  readonly credentials: Credentials | undefined;
  /** Where they are from: a file or a helper. */
  readonly source: string | undefined;
  /** What went wrong on the way, in the user's words and without secrets. */
  readonly notes: readonly string[];
}

/**
 * Looks for a login in `REGISTRY_AUTH_FILE`, in Docker's config and in Podman's auth files, in this order;
 * in each file by `credHelpers`, `credsStore`, then `auths`. Nothing that fails there is an error: it becomes a note.
 *
 * @param repository in its one spelling: `docker.io/library/redis`
 * @throws NoAnswer when the time of the question is over
 */
export async function findCredentials(
  question: Question,
  repository: string,
  env: NodeJS.ProcessEnv,
): Promise<KeptLogin> {
  const notes: string[] = [];
  for (const path of loginFiles(env)) {
    const config = await question.within(path, readDockerConfig(path));
    if (config === undefined) continue;
    if (typeof config === 'string') {
      notes.push(config);
      continue;
    }
    const helped = await askHelperOf(question, config, repository, env, notes);
    if (helped) return { ...helped, notes };
    const entries = matchRegistryKeys(Object.keys(config.auths), repository).map((key) => config.auths[key]);
    const credentials = entries.map(parseAuthEntry).find((found) => found !== undefined);
    if (credentials) return { credentials, source: path, notes };
  }
  return { credentials: undefined, source: undefined, notes };
}

/** Absolute paths of the files that may hold logins; they need not exist. */
function loginFiles(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME || env.USERPROFILE;
  const docker = env.DOCKER_CONFIG || (home && join(home, '.docker'));
  const userConfig = env.XDG_CONFIG_HOME || (home && join(home, '.config'));
  const files = [
    env.REGISTRY_AUTH_FILE,
    docker && join(docker, 'config.json'),
    env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, 'containers', 'auth.json'),
    userConfig && join(userConfig, 'containers', 'auth.json'),
  ];
  return files.filter((file): file is string => Boolean(file));
}

async function askHelperOf(
  question: Question,
  config: DockerConfig,
  repository: string,
  env: NodeJS.ProcessEnv,
  notes: string[],
): Promise<{ credentials: Credentials; source: string } | undefined> {
  const [helped] = matchRegistryKeys(Object.keys(config.credHelpers), repository);
  const name = (helped === undefined ? undefined : config.credHelpers[helped]) ?? config.credsStore;
  if (name === undefined || name === null || name === '') return undefined;
  const host = repository.slice(0, repository.indexOf('/'));
  const usual = host === DOCKER_HUB ? DOCKER_HUB_SERVER : host;
  // a store keeps a login under the spelling that `auths` has an empty entry for
  const [kept] = helped === undefined ? matchRegistryKeys(Object.keys(config.auths), repository) : [];
  const answer = await askCredentialHelper(question, name, kept ?? usual, env);
  if (answer.outcome === 'found') return { credentials: answer.credentials, source: `docker-credential-${name}` };
  if (answer.outcome === 'unknown') notes.push(answer.why);
  return undefined;
}
