import type { ImageView, Known } from '../checks/image/image-view';
import type { DockerfileConfig } from '../image/dockerfile/dockerfile-image';
import { isKnown, type KnownList } from '../image/dockerfile/known';
import { readDockerfile } from '../image/dockerfile/read-dockerfile';
import { MountedFiles } from '../image/files/mounted-files';

/**
 * What a Dockerfile alone says of the image that it builds, as the checks see an image.
 *
 * @param file path of the Dockerfile
 * @throws UserError DOCKERFILE_…
 */
export async function dockerfileView(
  file: string,
  options: {
    readonly target?: string | undefined;
    readonly buildArgs?: ReadonlyMap<string, string> | undefined;
    readonly context?: string | undefined;
  },
): Promise<ImageView> {
  const image = await readDockerfile(file, {
    target: options.target,
    buildArgs: options.buildArgs,
    contextFolder: options.context,
  });
  const { config, files } = image;
  return {
    name: `the image of ${file}`,
    platform: undefined,
    config: toKnownConfig(config),
    files: (mounts) => (mounts.length === 0 ? files : new MountedFiles(files, mounts)),
    programs: async () => image.knownPrograms(),
  };
}

function toKnownConfig({ env, exposedPorts, volumes, ...others }: DockerfileConfig): ImageView['config'] {
  const values = [...env.values].map(([name, value]) => [name, isKnown(value) ? value.value : undefined] as const);
  return {
    ...others,
    env: { values: new Map(values), isComplete: env.others === undefined },
    exposedPorts: toKnown(exposedPorts),
    // what is declared for certain is worth a word, whatever the base image declares beside it
    volumes: { value: volumes.values },
  };
}

function toKnown({ values, others }: KnownList): Known<readonly string[]> {
  return others === undefined ? { value: values } : { unknown: others };
}
