import type { ImageFiles, Mount } from '../../image/files/image-files';
import type { ImageConfig } from '../../image/image-config';
import type { Platform } from '../../image/platform';

/** A value, or why it cannot be told. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

/** What an image says of its containers, as far as its source tells. */
export interface KnownConfig {
  readonly entrypoint: Known<ImageConfig['entrypoint']>;
  readonly cmd: Known<ImageConfig['cmd']>;
  readonly env: KnownEnvironment;
  readonly user: Known<string>;
  readonly workingDir: Known<string>;
  readonly exposedPorts: Known<ImageConfig['exposedPorts']>;
  readonly volumes: Known<ImageConfig['volumes']>;
}

/** Variables by name, undefined for those whose value cannot be told. */
export interface KnownEnvironment {
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** One platform of an image, as the checks of a container see it. */
export interface ImageView {
  /** As messages name it: `team/app:1.4.2`. */
  readonly name: string;
  /** Undefined where the source does not say, as a Dockerfile does not. */
  readonly platform: Platform | undefined;
  readonly config: KnownConfig;
  /** What a container with these volumes sees. */
  files(mounts: readonly Mount[]): ImageFiles;
  /** Absolute paths of programs that are there for sure; the ones that "did you mean" chooses from. */
  programs(): Promise<readonly string[]>;
}

/** A configuration of which everything is known. */
export function knownConfig(config: ImageConfig): KnownConfig {
  const { entrypoint, cmd, env, user, workingDir, exposedPorts, volumes } = config;
  return {
    entrypoint: { value: entrypoint },
    cmd: { value: cmd },
    env: { values: env, isComplete: true },
    user: { value: user },
    workingDir: { value: workingDir },
    exposedPorts: { value: exposedPorts },
    volumes: { value: volumes },
  };
}
