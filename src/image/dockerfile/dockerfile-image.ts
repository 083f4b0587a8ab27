import type { ImageFiles } from '../files/image-files';
import type { Known, KnownList } from './known';

/** What the image that a Dockerfile builds would hold, as far as the file alone says so. */
export interface DockerfileImage {
  readonly config: DockerfileConfig;
  /** The image that the final stage starts from, through all stages, as far as its name is known; undefined for `scratch`. */
  readonly baseImage: string | undefined;
  /**
   * What would be where. Sizes, owners and contents are not known: entries have size 0, no `facts`, and mode 0755
   * where the Dockerfile says no other; owner and mode of a folder are unknown.
   */
  readonly files: ImageFiles;
  /** Absolute paths of the programs that the Dockerfile surely installs, sorted. */
  knownPrograms(): readonly string[];
}

/** What is not set in the Dockerfile comes from its base image, and is then unknown here. */
export interface DockerfileConfig {
  /** In the form that is run. A stage from `scratch` has an empty one until it sets one. */
  readonly entrypoint: Known<readonly string[]>;
  readonly cmd: Known<readonly string[]>;
  readonly env: DockerfileEnv;
  readonly user: Known<string>;
  /** Absolute. */
  readonly workingDir: Known<string>;
  /** `8080/tcp`, sorted. */
  readonly exposedPorts: KnownList;
  /** Absolute paths as written, sorted. */
  readonly volumes: KnownList;
}

export interface DockerfileEnv {
  readonly values: ReadonlyMap<string, Known<string>>;
  /** Why there may be others; undefined when these are all. */
  readonly others: string | undefined;
}
