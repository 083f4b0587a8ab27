import { readFile } from 'node:fs/promises';
import { UserError } from '../../errors';
import type { DockerfileOptions } from './build';
import { readBuildContext } from './context/read-build-context';
import type { DockerfileImage } from './dockerfile-image';
import { parseDockerfile } from './parse-dockerfile';

/**
 * Reads a Dockerfile from disk, and with `contextFolder` the folder that it copies from: names and modes of files, Go
 * packages, and `.dockerignore`. Of the folder only what is asked for is read, also later, when paths are resolved.
 *
 * @throws UserError DOCKERFILE_UNREADABLE, and what `parseDockerfile` throws
 */
export async function readDockerfile(
  file: string,
  options: Omit<DockerfileOptions, 'file' | 'context'> & { readonly contextFolder?: string | undefined } = {},
): Promise<DockerfileImage> {
  const { contextFolder, ...others } = options;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UserError({
      code: 'DOCKERFILE_UNREADABLE',
      what: `${file} cannot be read`,
      why: code === 'ENOENT' ? 'there is no such file' : `reading it fails with ${code ?? 'an error'}`,
      fix: 'name a Dockerfile that is there',
    });
  }
  const context = contextFolder === undefined ? undefined : readBuildContext(contextFolder, { dockerfile: file });
  return parseDockerfile(text, { ...others, file, context });
}
