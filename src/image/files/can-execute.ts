import type { LayerEntry } from '../layers/layer-index';
import type { Resolution } from './image-files';

/** Who runs a container. */
interface ProcessUser {
  readonly uid: number;
  /** The main one first. */
  readonly gids: readonly number[];
}

/**
 * The first thing on the way to a file that keeps a user from executing it; undefined when there is none.
 *
 * @param user.gids the main group first
 * @param options.hasOverride whether the process has CAP_DAC_OVERRIDE when the file is started. Container runtimes give
 *   it by default, containerd to users other than root too: it is gone only in what they start.
 * @returns path of the folder or file, and in words what is wrong with it
 * @see https://man7.org/linux/man-pages/man7/path_resolution.7.html
 * @see https://github.com/opencontainers/runc/issues/3715
 */
export function findExecuteFault(
  found: Extract<Resolution, { outcome: 'found' }>,
  user: ProcessUser,
  { hasOverride }: { readonly hasOverride: boolean },
): { readonly path: string; readonly why: string } | undefined {
  const { path, entry } = found;
  const runner = `the container runs as ${printUser(user)}`;
  const closed = hasOverride ? undefined : found.folders.find((folder) => !isExecutableBy(folder.entry, user));
  if (closed !== undefined) return { path: closed.path, why: `${describe(closed.path, closed.entry)}; ${runner}` };
  if ((entry.mode & 0o111) === 0 && entry.type !== 'directory') {
    return { path, why: `'${path}' has mode ${printMode(entry.mode)}: nobody may execute it` };
  }
  if (hasOverride || isExecutableBy(entry, user)) return undefined;
  return { path, why: `${describe(path, entry)}; ${runner}` };
}

/** By the bits of the one class that the user is in: an owner without `x` is refused where others have it. */
function isExecutableBy({ mode, uid, gid }: LayerEntry, user: ProcessUser): boolean {
  if (user.uid === uid) return (mode & 0o100) !== 0;
  return (mode & (user.gids.includes(gid) ? 0o010 : 0o001)) !== 0;
}

function describe(path: string, { mode, uid, gid }: LayerEntry): string {
  return `'${path}' has mode ${printMode(mode)} and belongs to ${uid}:${gid}`;
}

function printMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function printUser({ uid, gids }: ProcessUser): string {
  const [main = 0, ...others] = gids;
  if (others.length === 0) return `${uid}:${main}`;
  return `${uid}:${main} with group${others.length === 1 ? '' : 's'} ${others.join(', ')}`;
}
