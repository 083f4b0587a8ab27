import { posix } from 'node:path';
import type { LaunchContext } from './launch-context';

/**
 * Paths of programs that may be meant in place of one that is not there: those of the image, and the links to programs
 * in the folders where it was looked for.
 *
 * @param folders absolute
 */
export async function findCandidates(
  { files, view }: Pick<LaunchContext, 'files' | 'view'>,
  folders: readonly string[],
): Promise<readonly string[]> {
  const candidates = new Set(await view.programs());
  for (const folder of new Set(folders)) {
    for (const name of (await files.list(folder)) ?? []) {
      const path = posix.join(folder, name);
      if (candidates.has(path)) continue;
      const link = await files.resolve(path, { keepLink: true });
      if (link.outcome !== 'found' || link.entry.type !== 'symlink') continue;
      const target = await files.resolve(path);
      const isProgram = target.outcome === 'found' && target.entry.type === 'file' && (target.entry.mode & 0o111) !== 0;
      if (isProgram) candidates.add(path);
    }
  }
  return [...candidates];
}
