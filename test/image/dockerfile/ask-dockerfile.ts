import type { BuildContext } from '../../../src/image/dockerfile/context/build-context';
import type { DockerfileImage } from '../../../src/image/dockerfile/dockerfile-image';
import { parseDockerfile } from '../../../src/image/dockerfile/parse-dockerfile';

interface Asking {
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly context?: BuildContext;
}

/** A Dockerfile of these lines. */
export function dockerfile(lines: readonly string[], { target, buildArgs, context }: Asking = {}): DockerfileImage {
  const options = { file: 'Dockerfile', target, buildArgs: new Map(Object.entries(buildArgs ?? {})), context };
  return parseDockerfile(`${lines.join('\n')}\n`, options);
}

/** What is said of a path: `file`, `directory`, `missing`, `unknown: why`, with `→ path` where a link leads elsewhere. */
export async function ask(image: DockerfileImage, path: string): Promise<string> {
  const from = 'value' in image.config.workingDir ? image.config.workingDir.value : '/';
  const answer = await image.files.resolve(path, { from });
  if (answer.outcome === 'unknown') return `unknown: ${answer.why}`;
  if (answer.outcome !== 'found') return answer.outcome;
  const { type, mode } = answer.entry;
  const shown = mode === 0o755 ? type : `${type} ${mode.toString(8).padStart(4, '0')}`;
  return answer.links.length === 0 ? shown : `${shown} → ${answer.path}`;
}
