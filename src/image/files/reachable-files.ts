import type { LayerEntry, LayerIndex } from '../layers/layer-index';
import { readStanding } from './layer-standing';

/** A regular file and the layer that it is in, 0 for the top. */
export interface ReachableFile {
  readonly level: number;
  readonly entry: LayerEntry;
}

/**
 * Every regular file that no layer above hides, layer by layer. Hard links stand for themselves.
 *
 * Each layer is gone through once. Only what is known of folders is kept, and equal lists are one.
 *
 * @param layers the top one first
 */
export function* reachableFiles(layers: readonly LayerIndex[]): Generator<ReachableFile> {
  const findLevels = levelFinder(layers);
  for (const [level, layer] of layers.entries()) {
    for (const entry of layer.entries()) {
      if (entry.type === 'file' && isReachable(layers, findLevels(folderOf(entry.path)), level, entry.path)) {
        yield { level, entry };
      }
    }
  }
}

function isReachable(layers: readonly LayerIndex[], levels: readonly number[], level: number, path: string): boolean {
  for (const other of levels) {
    if (other >= level) return other === level;
    const above = layers[other];
    if (above !== undefined && readStanding(above, path) !== 'silent') return false;
  }
  return false;
}

/** Which layers have a part of a folder that can be seen, the top one first. */
function levelFinder(layers: readonly LayerIndex[]): (folder: string) => readonly number[] {
  const known = new Map<string, readonly number[]>([
    [
      '',
      readLevels(
        layers,
        layers.map((_, level) => level),
        '',
      ),
    ],
  ]);
  const find = (folder: string): readonly number[] => {
    // a stack of its own: a hostile archive nests deeper than calls may
    const unknown: string[] = [];
    let levels = known.get(folder);
    for (let path = folder; levels === undefined; levels = known.get(path)) {
      unknown.push(path);
      path = folderOf(path);
    }
    for (const path of unknown.reverse()) {
      const own = readLevels(layers, levels, path);
      // most folders are in the same layers as the folder above
      levels = own.length === levels.length ? levels : own;
      known.set(path, levels);
    }
    return levels;
  };
  return find;
}

function readLevels(layers: readonly LayerIndex[], above: readonly number[], folder: string): readonly number[] {
  const levels: number[] = [];
  for (const level of above) {
    const layer = layers[level];
    const standing = layer === undefined ? 'silent' : readStanding(layer, folder);
    if (standing === 'leaf' || standing === 'gone') break;
    if (standing !== 'silent') levels.push(level);
    if (standing === 'new-folder' || standing === 'emptied-folder') break;
  }
  return levels;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
