const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/**
 * The keys that a file of logins has for a repository, the most specific first, as they are written.
 *
 * A key is a host with its port, also as an address (`https://index.docker.io/v1/`), or, as Podman writes it,
 * the beginning of a repository (`quay.io/team`). Another port is another registry.
 *
 * @param repository in its one spelling: `docker.io/library/redis`
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function matchRegistryKeys(keys: readonly string[], repository: string): string[] {
  return keys
    .map((key) => ({ key, prefix: prefixOf(key) }))
    .filter(({ prefix }) => repository.startsWith(`${prefix}/`) || repository === prefix)
    .toSorted((a, b) => b.prefix.length - a.prefix.length || a.key.length - b.key.length)
    .map(({ key }) => key);
}

function prefixOf(key: string): string {
  const [, scheme, host = '', path = ''] = /^(https?:\/\/)?([^/]*)\/?(.*?)\/*$/s.exec(key) ?? [];
  const lower = host.toLowerCase();
  const name = DOCKER_HUB_NAMES.has(lower) ? DOCKER_HUB : lower;
  // the path of an address is that of the interface: /v1/, /v2/
  return scheme !== undefined || path === '' || /^v[12]$/.test(path) ? name : `${name}/${path}`;
}
