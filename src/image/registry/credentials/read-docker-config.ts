import { readFile } from 'node:fs/promises';
import { parseJson } from '../parse-json';

/** The part of Docker's `config.json` and Podman's `auth.json` that is about logins, its values as they are written. */
export interface DockerConfig {
  /** By registry: `{ auth }`, `{ username, password }`, `{ identitytoken }` or nothing. */
  readonly auths: Readonly<Record<string, unknown>>;
  /** By registry: the end of a helper's name. */
  readonly credHelpers: Readonly<Record<string, unknown>>;
  /** The end of the name of the helper for all others. */
  readonly credsStore: unknown;
}

/**
 * Reads a file of logins.
 *
 * @returns the file, `undefined` when there is none, or why it cannot be read
 */
export async function readDockerConfig(path: string): Promise<DockerConfig | string | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : `${path} cannot be read (${code})`;
  }
  const config = parseJson(text);
  if (!isRecord(config)) return `${path} is not a JSON object`;
  const { auths, credHelpers, credsStore } = config;
  return { auths: isRecord(auths) ? auths : {}, credHelpers: isRecord(credHelpers) ? credHelpers : {}, credsStore };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
