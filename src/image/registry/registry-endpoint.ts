import { canonicalRepository } from '../../release/canonical-repository';
import { isLoopback } from './loopback';
import { NoAnswer } from './no-answer';

const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_ADDRESS = 'registry-1.docker.io';

/** Where a repository is asked for. */
export interface RegistryEndpoint {
  /** Host and port as people name it: `docker.io`, `localhost:5000`. */
  readonly host: string;
  /** The name in the registry: `library/redis`. */
  readonly path: string;
  /** Host and port to connect to: `registry-1.docker.io`. */
  readonly address: string;
  /** Whether the registry is on this machine, where plain HTTP is in use. */
  readonly isLocal: boolean;
}

/**
 * The registry of a repository and the repository's name there.
 *
 * @param repository as written, by the grammar of ImageReference
 * @throws NoAnswer when its host is none for a URL: `registry.example.com:99999`
 */
export function registryEndpoint(repository: string): RegistryEndpoint {
  const canonical = canonicalRepository(repository);
  const slash = canonical.indexOf('/');
  const host = canonical.slice(0, slash);
  const address = host === DOCKER_HUB ? DOCKER_HUB_ADDRESS : host;
  if (!URL.canParse(`https://${address}`)) throw new NoAnswer(`'${host}' is not a host that can be asked`);
  return {
    host,
    path: canonical.slice(slash + 1),
    address,
    isLocal: isLoopback(new URL(`https://${address}`).hostname),
  };
}
