import type { LayerEntry } from '../layers/layer-index';

/**
 * A folder that no layer lists, as container runtimes make it: of root, and open to all.
 *
 * @param path without a slash at either end
 */
export function impliedFolder(path: string): LayerEntry {
  return { path, type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, isImplied: true };
}
