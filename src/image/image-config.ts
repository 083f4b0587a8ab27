import type { Platform } from './platform';

/**
 * What an image says about the containers that run it.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties
 */
export interface ImageConfig {
  readonly platform: Platform;
  /** `ENTRYPOINT` in the form that is run: `RUN`-like shell forms have their `/bin/sh -c` in front. Empty when there is none. */
  readonly entrypoint: readonly string[];
  /** `CMD`, likewise. */
  readonly cmd: readonly string[];
  /** By name. The last one wins where a name stands twice. */
  readonly env: ReadonlyMap<string, string>;
  /** As written: `nobody`, `1000:1000`; empty for root. */
  readonly user: string;
  /** Absolute; empty when not given, which means `/`. */
  readonly workingDir: string;
  /** As written: `8080/tcp`, `53/udp`. */
  readonly exposedPorts: readonly string[];
  /** Absolute paths of `VOLUME`. */
  readonly volumes: readonly string[];
  /** Digests of the unpacked layers, lowest first. */
  readonly diffIds: readonly string[];
}
