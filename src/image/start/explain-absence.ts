import { posix } from 'node:path';
import type { ImageFiles, Resolution } from '../files/image-files';

/** A path that leads nowhere. */
export type Absent = Extract<Resolution, { outcome: 'missing' | 'not-a-folder' | 'loop' }>;

const MOST_LINKS = 8;

/** Why a path leads nowhere. */
export interface Absence {
  /** To be put after the path: `is not in the image`, `is a link to '/x', which is not in the image`. */
  readonly words: string;
  /** Whether a link stands at the path itself. */
  readonly isLink: boolean;
}

/**
 * Says why a path leads nowhere.
 *
 * @param path absolute
 */
export async function explainAbsence(files: ImageFiles, path: string, absent: Absent): Promise<Absence> {
  if (absent.outcome === 'loop') return { words: 'is a link that leads back to itself', isLink: true };
  const targets = await findTargets(files, path);
  const last = targets.at(-1);
  const chain = targets.map((target) => `a link to '${target}'`).join(', ');
  const fact = absent.outcome === 'not-a-folder' ? `cannot be there: '${absent.at}' is a file` : 'is not in the image';
  return last === undefined ? { words: fact, isLink: false } : { words: `is ${chain}, which ${fact}`, isLink: true };
}

/** Where the links lead that stand at the path itself, one after the other. */
async function findTargets(files: ImageFiles, path: string): Promise<readonly string[]> {
  const targets: string[] = [];
  for (let at = path; targets.length < MOST_LINKS; ) {
    const resolution = await files.resolve(at, { keepLink: true });
    if (resolution.outcome !== 'found' || resolution.entry.type !== 'symlink') break;
    at = posix.resolve(posix.dirname(resolution.path), resolution.entry.target ?? '');
    targets.push(at);
  }
  return targets;
}

/** Why it cannot be told what a path leads to. */
export function explainDoubt(resolution: Extract<Resolution, { outcome: 'mounted' | 'unknown' }>): string {
  if (resolution.outcome === 'unknown') return resolution.why;
  const { mount, rest } = resolution;
  return `'${posix.join(mount.path, rest)}' would be in the volume '${mount.volume}', which is mounted at '${mount.path}'`;
}
