import { findExecuteFault } from '../../image/files/can-execute';
import type { Resolution } from '../../image/files/image-files';
import { isReadable } from '../../image/start/is-readable';
import type { ContainerUser } from './launch-context';

/** What keeps a container's user from reading a file. */
export interface ReadFault {
  readonly outcome: 'fail' | 'unknown';
  readonly why: string;
  readonly fix: string;
}

/** Undefined when nothing does. Of root without the capability that lets it past permissions it is not told for certain. */
export function findReadFault(
  found: Extract<Resolution, { outcome: 'found' }>,
  user: ContainerUser,
): ReadFault | undefined {
  if (user.hasOverride) return undefined;
  const { path, entry } = found;
  const outcome = user.uid === 0 ? 'unknown' : 'fail';
  // a file that may be executed for certain, so that only the folders above it count
  const open = { ...entry, path: entry.path, type: 'file', mode: 0o777 } as const;
  const closed = findExecuteFault({ ...found, entry: open }, user, { hasOverride: false });
  if (closed !== undefined) {
    const fix = `put it into a folder that every user may enter, or RUN chmod a+x ${closed.path}`;
    return { outcome, why: closed.why, fix };
  }
  if (isReadable(entry, { ...user, uid: user.uid === 0 ? -1 : user.uid })) return undefined;
  if (user.uid === 0 && entry.uid === 0 && (entry.mode & 0o400) !== 0) return undefined;
  const mode = (entry.mode & 0o7777).toString(8).padStart(4, '0');
  const why = `'${path}' has mode ${mode} and belongs to ${entry.uid}:${entry.gid}; the container runs as ${user.uid}:${user.gids.join(',')}`;
  return {
    outcome,
    why,
    fix: `set its permissions where the image is built: COPY --chmod=644, or RUN chmod a+r ${path}`,
  };
}
