import type { LayerIndex } from '../layers/layer-index';

/**
 * What a layer makes of a path that the layers below may have: nothing, a folder over theirs, their folder without
 * what they have in it, a folder instead of what they have, something else instead of it, or that it is gone.
 */
export type LayerStanding = 'silent' | 'folder' | 'emptied-folder' | 'new-folder' | 'leaf' | 'gone';

/**
 * The rules of overlay mounts: folders are merged, anything else hides what is below.
 *
 * A folder that the layer only implies is a folder all the same, also where the layers below have a link: the runtime
 * makes it when it unpacks the layer.
 *
 * @param path without a slash at either end
 * @see https://docs.kernel.org/filesystems/overlayfs.html#merging-directories
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
 */
export function readStanding(layer: LayerIndex, path: string): LayerStanding {
  // the root is always there
  if (path === '') return layer.hides(path) === 'nothing' ? 'folder' : 'emptied-folder';
  const entry = layer.find(path);
  if (entry !== undefined && entry.type !== 'directory') return 'leaf';
  const hides = layer.hides(path);
  if (hides === 'nothing') return entry === undefined ? 'silent' : 'folder';
  // the marker is in the folder, so that it is there even if nothing else says so
  if (hides === 'content') return 'emptied-folder';
  return entry === undefined ? 'gone' : 'new-folder';
}
