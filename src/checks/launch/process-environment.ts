/** What container runtimes set when neither the image nor the container does. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The variables that a container's process starts with, as far as they are known: the image's, and over them those that
 * Kubernetes sets. `PATH` is always among them. That a Secret in `envFrom` may replace one of the image is not thought of.
 *
 * @param imageEnv `env` of the image's configuration; undefined for a value that cannot be told
 * @param variables undefined for one that is set to what only the cluster knows
 * @see https://github.com/containerd/containerd/blob/v2.0.0/pkg/oci/spec_opts.go (WithDefaultPathEnv)
 */
export function processEnvironment(
  imageEnv: ReadonlyMap<string, string | undefined>,
  variables: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string | undefined> {
  return new Map<string, string | undefined>([['PATH', DEFAULT_PATH], ...imageEnv, ...variables]);
}
