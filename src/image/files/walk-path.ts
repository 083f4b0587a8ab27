import type { LayerEntry } from '../layers/layer-index';
import type { Resolution } from './image-files';
import type { ImageFolder } from './image-node';
import { impliedFolder } from './implied-folder';
import { joinPath } from './join-path';
import type { MountPoint, MountTable } from './mount-table';

/** The kernel's own. */
const MAX_LINKS = 40;

/** A folder on the way. */
interface Place {
  /** Without a slash at either end. */
  readonly path: string;
  /** Undefined in a mount, and for a folder that is made for a mount. */
  readonly folder: ImageFolder | undefined;
  /** The mount that it is in, or that it is. */
  readonly point: MountPoint | undefined;
}

/**
 * Follows a path through an image and the mounts over it as the kernel does.
 *
 * What is in a mount is taken for plain folders, so that `..` leads out of it again.
 *
 * @see https://man7.org/linux/man-pages/man7/path_resolution.7.html
 */
export async function walkPath(
  root: ImageFolder,
  mounts: MountTable,
  path: string,
  { from = '/', keepLink = false }: { readonly from?: string; readonly keepLink?: boolean } = {},
): Promise<Resolution> {
  const links: string[] = [];
  if (path === '') return { outcome: 'missing', at: '', links };
  const start: Place = { path: '', folder: root, point: mounts.findPoint('') };
  let places = [start];
  const searched: Place[] = [];
  /** Below the mount that the way is in, as written. */
  let rest: string[] = [];
  const words = splitPath(path);
  if (!path.startsWith('/')) words.push(...splitPath(from));
  for (;;) {
    const here = places.at(-1) ?? start;
    const word = words.pop();
    if (word === undefined) return arrive(here, rest, searched, links);
    if (word === '') continue;
    if (here.point === undefined) searched.push(here);
    if (word === '.') continue;
    if (word === '..') {
      if (places.length === 1) continue;
      places.pop();
      const back = places.at(-1) ?? start;
      if (back.point === here.point) rest.push(word);
      else rest = wordsBelow(back);
      continue;
    }
    const next = joinPath(here.path, word);
    const point = mounts.findPoint(next) ?? here.point;
    if (point !== undefined) {
      if (point === here.point) rest.push(word);
      else rest = [];
      places.push({ path: next, folder: undefined, point });
      continue;
    }
    const node = await here.folder?.findChild(word);
    const at = `/${next}`;
    if (node === undefined) {
      if (!mounts.isAbovePoint(next)) return { outcome: 'missing', at, links };
      places.push({ path: next, folder: undefined, point: undefined });
    } else if (node.kind === 'folder') {
      places.push({ path: next, folder: node, point: undefined });
    } else if (node.kind === 'gap') {
      return { outcome: 'unknown', at, why: node.why, links };
    } else if (node.entry.type === 'symlink' && !(keepLink && words.length === 0)) {
      if (links.length === MAX_LINKS) return { outcome: 'loop', at, links };
      links.push(at);
      const target = node.entry.target ?? '';
      if (target === '') return { outcome: 'missing', at, links };
      if (target.startsWith('/')) places = [start];
      words.push(...splitPath(target));
    } else if (words.length > 0) {
      return { outcome: 'not-a-folder', at, links };
    } else {
      return { outcome: 'found', path: at, entry: node.entry, folders: await readFolders(searched), links };
    }
  }
}

/** The names of a path in reverse, after an empty one if it ends with a slash: what is before it has to be a folder. */
function splitPath(path: string): string[] {
  const words = path.split('/').filter((word) => word !== '');
  if (path.endsWith('/')) words.push('');
  return words.toReversed();
}

/** The answer for a way that ends in a folder or in a mount. */
async function arrive(
  here: Place,
  rest: readonly string[],
  searched: readonly Place[],
  links: readonly string[],
): Promise<Resolution> {
  const path = `/${here.path}`;
  if (here.point === undefined) {
    return { outcome: 'found', path, entry: await readEntry(here), folders: await readFolders(searched), links };
  }
  const { mount } = here.point;
  if (mount !== undefined) return { outcome: 'mounted', mount, rest: rest.join('/'), links };
  return { outcome: 'unknown', at: path, why: `'/${here.point.path}' is filled by the container runtime`, links };
}

/** The names between a mount and a folder in it. */
function wordsBelow({ path, point }: Place): string[] {
  const length = point === undefined ? path.length : point.path.length;
  return path
    .slice(length)
    .split('/')
    .filter((word) => word !== '');
}

async function readFolders(places: readonly Place[]): Promise<{ path: string; entry: LayerEntry }[]> {
  const folders: { path: string; entry: LayerEntry }[] = [];
  for (const place of places) folders.push({ path: `/${place.path}`, entry: await readEntry(place) });
  return folders;
}

async function readEntry({ path, folder }: Place): Promise<LayerEntry> {
  return folder === undefined ? impliedFolder(path) : folder.readEntry();
}
