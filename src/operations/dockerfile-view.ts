import type { ImageView, Known } from '../checks/image/image-view';
import { type Problem, UserError } from '../errors';
import type { DockerfileConfig } from '../image/dockerfile/dockerfile-image';
import { isKnown, type KnownList } from '../image/dockerfile/known';
import { readDockerfile } from '../image/dockerfile/read-dockerfile';
import { MountedFiles } from '../image/files/mounted-files';
import { printable } from './printable';

const MOST_PROBLEMS = 20;

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
  const { target, buildArgs, context } = options;
  const image = await readDockerfile(file, { target, buildArgs, contextFolder: context }).catch((error: unknown) => {
    throw error instanceof UserError ? readable(error, file) : error;
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

/** The same error for a terminal, whatever the file holds: a file that is no Dockerfile has a problem on each line. */
function readable({ problems }: UserError, file: string): UserError {
  const [first, ...rest] = problems.slice(0, MOST_PROBLEMS).map(
    ({ code, what, why, fix }): Problem => ({
      code,
      what: printable(what),
      why: printable(why),
      fix: printable(fix),
    }),
  );
  const others = problems.length - MOST_PROBLEMS;
  const more: Problem = {
    code: 'DOCKERFILE_INVALID',
    what: `${printable(file)} has at least ${others} more ${others === 1 ? 'problem' : 'problems'}`,
    why: `the first ${MOST_PROBLEMS} are told`,
    fix: 'mend those first, or name another file if this is no Dockerfile',
  };
  return new UserError(first ?? more, ...rest, ...(others > 0 ? [more] : []));
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
