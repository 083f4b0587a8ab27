import { digestFault } from '../../release/reference-grammar';
import type { ImageConfig } from '../image-config';
import { ImageFault } from '../image-fault';
import { type Platform, parsePlatform } from '../platform';
import { JsonFields } from './json-fields';

/**
 * Reads the configuration of an image. A system that is not named is Linux.
 *
 * @param where a noun for messages: `the configuration of 'app:1.0'`
 * @throws ImageFault `broken` when it is no configuration or a field has the wrong type, `unknown` when it is over 8 MiB
 *   or does not say its architecture
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties
 */
export function parseImageConfig(bytes: Uint8Array, where: string): ImageConfig {
  const fields = JsonFields.parse(bytes, where);
  const config = fields.object('config');
  return {
    platform: requirePlatform(fields, where),
    entrypoint: config === undefined ? [] : readCommand(config, 'Entrypoint'),
    cmd: config === undefined ? [] : readCommand(config, 'Cmd'),
    env: readEnv(config?.texts('Env') ?? []),
    user: config?.text('User') ?? '',
    workingDir: config?.text('WorkingDir') ?? '',
    exposedPorts: config?.names('ExposedPorts') ?? [],
    volumes: config?.names('Volumes') ?? [],
    diffIds: readDiffIds(fields.object('rootfs')),
  };
}

function requirePlatform(fields: JsonFields, where: string): Platform {
  const architecture = fields.text('architecture');
  const variant = fields.text('variant');
  if (!architecture) throw new ImageFault('unknown', `${where} does not say which architecture it is for`);
  const words = [fields.text('os') || 'linux', architecture, ...(variant ? [variant] : [])];
  const platform = parsePlatform(words.join('/'));
  if (platform === undefined) throw new ImageFault('broken', `${where} is for a platform that is none`);
  return platform;
}

/** A list; or one text, which is the whole command, as images from before 2013 have it. */
function readCommand(config: JsonFields, name: string): readonly string[] {
  if (config.isText(name)) return [config.requireText(name)];
  return config.texts(name);
}

function readEnv(lines: readonly string[]): ReadonlyMap<string, string> {
  const env = new Map<string, string>();
  for (const line of lines) {
    const equals = line.indexOf('=');
    const name = equals === -1 ? line : line.slice(0, equals);
    if (name !== '') env.set(name, equals === -1 ? '' : line.slice(equals + 1));
  }
  return env;
}

function readDiffIds(rootfs: JsonFields | undefined): readonly string[] {
  const diffIds = rootfs?.texts('diff_ids') ?? [];
  for (const [at, diffId] of diffIds.entries()) {
    if (digestFault(diffId) !== undefined) throw rootfs?.fault(`diff_ids[${at}]`, 'is no digest');
  }
  return diffIds;
}
