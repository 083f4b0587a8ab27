import type { LayerEntry } from '../layers/layer-index';

const READ = 4;

/** Whether permission bits let a user read a file; those of the folders above it are not looked at. Root may always. */
export function isReadable(
  { mode, uid, gid }: LayerEntry,
  user: { readonly uid: number; readonly gids: readonly number[] },
): boolean {
  if (user.uid === 0) return true;
  const shift = user.uid === uid ? 6 : user.gids.includes(gid) ? 3 : 0;
  return ((mode >> shift) & READ) !== 0;
}
