import { posix } from 'node:path';
import { asFields, asText } from '../../manifest/manifest';
import { containerEnvironment } from '../launch/container-environment';
import { effectiveCommand } from '../launch/effective-command';
import { expandVariables } from '../launch/expand-variables';
import type { Launch } from '../launch/launch';
import { processEnvironment } from '../launch/process-environment';
import type { ConfigObjects } from './find-volume-file';
import type { ImageView } from './image-view';
import type { Subject } from './subject';

/** What a container starts as its own program, and what its other programs start with. */
export interface ContainerStart {
  readonly env: ReadonlyMap<string, string | undefined>;
  /** Absolute; undefined where it cannot be told. */
  readonly workingDirectory: string | undefined;
  readonly main:
    | { readonly outcome: 'launch'; readonly launch: Launch }
    /** The API server refuses the manifest. */
    | { readonly outcome: 'invalid'; readonly why: string }
    /** The runtime has nothing to start. */
    | { readonly outcome: 'nothing'; readonly why: string }
    | { readonly outcome: 'unknown'; readonly why: string };
}

/** Puts together what a container starts, from the manifest and the image. */
export function startOf(subject: Subject, view: ImageView, objects: ConfigObjects): ContainerStart {
  const { container, podSpec, namespace } = subject;
  const findConfigMap = (name: string) => {
    const object = objects('ConfigMap', namespace, name);
    return object && new Map(Object.entries(asFields(object.data)).map(([key, value]) => [key, asText(value) ?? '']));
  };
  const hasServiceLinks = podSpec.enableServiceLinks !== false;
  const { variables, isUnset } = containerEnvironment(container, findConfigMap, { hasServiceLinks });
  const { env: imageEnv, entrypoint, cmd, workingDir } = view.config;
  const env = processEnvironment(
    imageEnv.isComplete ? imageEnv.values : new Map([['PATH', undefined], ...imageEnv.values]),
    variables,
  );
  const workingDirectory = folderOf(container.workingDir, workingDir);
  const surroundings = { env, workingDirectory };
  const given = effectiveCommand(container, { entrypoint: ['?'], cmd: [] });
  if (given.argv === undefined) return { ...surroundings, main: { outcome: 'invalid', why: given.why } };
  if (given.from !== 'command' && 'unknown' in entrypoint) {
    return { ...surroundings, main: { outcome: 'unknown', why: entrypoint.unknown } };
  }
  if (given.from === 'entrypoint' && 'unknown' in cmd) {
    return { ...surroundings, main: { outcome: 'unknown', why: cmd.unknown } };
  }
  const command = effectiveCommand(container, {
    entrypoint: 'value' in entrypoint ? entrypoint.value : [],
    cmd: 'value' in cmd ? cmd.value : [],
  });
  if (command.argv === undefined) return { ...surroundings, main: { outcome: 'nothing', why: command.why } };
  const words: string[] = [];
  for (const [index, word] of command.argv.entries()) {
    const expanded = index < command.ownFrom ? undefined : expandVariables(word, variables, isUnset);
    if (expanded?.outcome === 'unknown') {
      if (index === 0) {
        const why = `its name has $(${expanded.variable}), which is only known in the cluster`;
        return { ...surroundings, main: { outcome: 'unknown', why } };
      }
      break;
    }
    words.push(expanded?.text ?? word);
  }
  const launch: Launch = {
    argv: words,
    ...(words.length < command.argv.length && { isCut: true }),
    ...surroundings,
    isCertain: true,
    via: undefined,
  };
  return { ...surroundings, main: { outcome: 'launch', launch } };
}

function folderOf(given: unknown, config: ImageView['config']['workingDir']): string | undefined {
  const folder = asText(given) ?? '';
  if (folder !== '') return posix.resolve('/', folder);
  return 'value' in config ? posix.resolve('/', config.value) : undefined;
}
