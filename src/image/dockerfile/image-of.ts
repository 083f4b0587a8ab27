import { UserError } from '../../errors';
import type { Build } from './build';
import { DockerfileFiles } from './dockerfile-files';
import type { DockerfileConfig, DockerfileImage } from './dockerfile-image';
import { isKnown } from './known';
import type { Stage } from './stage';

/** The image of a stage that was read, the last one when no other is asked for. */
export function imageOf(build: Build, target: number | undefined): DockerfileImage {
  const stage = build.stages[target ?? build.stages.length - 1];
  if (stage === undefined) {
    throw new UserError({
      code: 'DOCKERFILE_INVALID',
      what: 'the Dockerfile has no stage',
      why: 'without FROM there is nothing to build',
      fix: 'begin it with FROM',
    });
  }
  const files = new DockerfileFiles(stage.files, startedPaths(stage));
  return {
    config: configOf(stage),
    baseImage: stage.baseImage,
    files,
    knownPrograms: () => files.knownPrograms(),
  };
}

function configOf(stage: Stage): DockerfileConfig {
  return {
    entrypoint: stage.entrypoint,
    cmd: stage.cmd,
    env: { values: stage.env, others: stage.envGap },
    user: stage.user,
    workingDir: stage.workingDir,
    exposedPorts: { values: [...stage.exposedPorts].sort(), others: stage.portsGap },
    volumes: { values: [...stage.volumes].sort(), others: stage.volumesGap },
  };
}

/** What the image itself starts is a program, whatever else is known of it. */
function startedPaths({ entrypoint, cmd }: Stage): ReadonlySet<string> {
  const words = [entrypoint, cmd].flatMap((each) => (isKnown(each) ? (each.value[0] ?? []) : []));
  return new Set(words.filter((word) => word.startsWith('/')));
}
