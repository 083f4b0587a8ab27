import { splitDomain } from './reference-grammar';

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/**
 * The one spelling of a repository that can be written in several ways:
 * `redis`, `library/redis` and `index.docker.io/redis` are all `docker.io/library/redis`.
 */
export function canonicalRepository(repository: string): string {
  const { domain, path } = splitDomain(repository);
  const host = (domain ?? DOCKER_HUB).toLowerCase();
  if (!DOCKER_HUB_NAMES.has(host)) return `${host}/${path}`;
  return `${DOCKER_HUB}/${path.includes('/') ? path : `library/${path}`}`;
}
