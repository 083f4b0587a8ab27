import { posix } from 'node:path';
import type { Finding } from '../finding';
import type { ImageView } from './image-view';

/** Folders of distributions, whose programs nobody means to run one by one. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set(['/bin', '/sbin', '/usr/bin', '/usr/sbin']);

/**
 * Programs that lie beside those which the containers run, and which no container runs.
 *
 * @param used absolute paths of the programs that some container starts
 */
export async function findUnusedPrograms(view: ImageView, used: ReadonlySet<string>): Promise<Finding[]> {
  const folders = new Set([...used].map((path) => posix.dirname(path)).filter((folder) => !SYSTEM_FOLDERS.has(folder)));
  const programs = await view.programs();
  return programs
    .filter((path) => folders.has(posix.dirname(path)) && !used.has(path))
    .sort()
    .map((path) => ({
      outcome: 'pass',
      code: 'IMAGE_PROGRAM_UNUSED',
      what: `no container runs '${path}' of ${view.name}`,
      why: 'it lies beside programs that containers run',
      fix: 'leave it out of the image if nothing needs it',
      image: view.name,
    }));
}
