import type { ImageFiles, Resolution } from './image-files';

type Found = Extract<Resolution, { outcome: 'found' }>;

/** Where a program is, or why that cannot be told. */
export type PathAnswer =
  | Extract<Resolution, { outcome: 'found' | 'mounted' | 'unknown' }>
  | {
      readonly outcome: 'missing';
      /** The folders that were looked into, absolute, in order; empty for a name with a slash. */
      readonly tried: readonly string[];
      /** The first thing of that name that was passed over: a folder, or a file that may not be executed. */
      readonly notExecutable?: string | undefined;
    };

/**
 * Looks a program up as container runtimes do before they start it.
 *
 * A name with a slash is a path by itself. Any other is looked up in the folders of `PATH` in order, where an empty one
 * is the working directory; what cannot be executed is passed over. A folder that cannot be told ends the search:
 * what comes later would not be run if the program is there.
 *
 * @param pathVariable value of `PATH`; empty for no folders
 * @param workingDirectory `/` when not given or empty
 * @param mayExecute whether the user may execute that file
 * @throws ImageFault when a layer that has to be looked at cannot be read
 * @see https://pkg.go.dev/os/exec#LookPath
 */
export async function findInPath(
  files: ImageFiles,
  name: string,
  pathVariable: string,
  workingDirectory: string | undefined,
  mayExecute: (found: Found) => boolean,
): Promise<PathAnswer> {
  const from = absolute(workingDirectory ?? '', '/');
  const isPath = name.includes('/');
  const folders = isPath || pathVariable === '' ? [] : pathVariable.split(':').map((folder) => absolute(folder, from));
  const candidates = isPath ? [name] : folders.map((folder) => absolute(name, folder));
  let notExecutable: string | undefined;
  // without a name each candidate would be its folder
  for (const candidate of name === '' ? [] : candidates) {
    const answer = await files.resolve(candidate, { from });
    if (answer.outcome === 'mounted' || answer.outcome === 'unknown') return answer;
    if (answer.outcome !== 'found') continue;
    if (answer.entry.type === 'file' && mayExecute(answer)) return answer;
    notExecutable ??= absolute(candidate, from);
  }
  return { outcome: 'missing', tried: folders, ...(notExecutable !== undefined && { notExecutable }) };
}

function absolute(path: string, folder: string): string {
  if (path.startsWith('/')) return path;
  if (path === '') return folder;
  return folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}
