import type { Mount } from './image-files';
import type { ImageFolder } from './image-node';
import { joinPath } from './join-path';
import type { MountPoint, MountTable } from './mount-table';

/** @see https://github.com/opencontainers/runtime-spec/blob/v1.2.0/config-linux.md#default-filesystems */
const RUNTIME_POINTS = ['proc', 'sys', 'dev'];
/** The limit of the library that container runtimes join these paths with; the kernel's own is lower. */
const MAX_LINKS = 255;

/**
 * Finds where mounts end up: links of the image are followed, and what is missing on the way is made.
 * With `/var/run` a link to `/run`, a mount at `/var/run/app` is at `/run/app`.
 *
 * Those higher in the tree come first, as runtimes order them, so that a mount may lie in another.
 * What is in a volume is taken for plain folders.
 *
 * @see https://github.com/cyphar/filepath-securejoin
 */
export async function placeMounts(root: ImageFolder, mounts: readonly Mount[]): Promise<MountTable> {
  const points = new Map<string, MountPoint>(RUNTIME_POINTS.map((path) => [path, { path, mount: undefined }]));
  const ordered = mounts.toSorted((a, b) => plainWords(a.path).length - plainWords(b.path).length);
  for (const mount of ordered) {
    const path = await findRealPath(root, points, mount.path);
    points.set(path, { path, mount });
  }
  const namesByFolder = new Map<string, Set<string>>();
  for (const path of points.keys()) addToFolders(namesByFolder, path);
  return {
    findPoint: (path) => points.get(path),
    isAbovePoint: (path) => namesByFolder.has(path),
    listNames: (path) => [...(namesByFolder.get(path) ?? [])],
  };
}

async function findRealPath(
  root: ImageFolder,
  points: ReadonlyMap<string, MountPoint>,
  mountPath: string,
): Promise<string> {
  const start: { readonly path: string; readonly folder: ImageFolder | undefined } = { path: '', folder: root };
  let places = [start];
  const words = mountPath.split('/').toReversed();
  for (let links = 0; ; ) {
    const word = words.pop();
    if (word === undefined) break;
    if (word === '' || word === '.') continue;
    if (word === '..') {
      if (places.length > 1) places.pop();
      continue;
    }
    const here = places.at(-1) ?? start;
    const path = joinPath(here.path, word);
    const node = points.has(path) ? undefined : await here.folder?.findChild(word);
    if (node?.kind !== 'leaf' || node.entry.type !== 'symlink') {
      places.push({ path, folder: node?.kind === 'folder' ? node : undefined });
      continue;
    }
    links += 1;
    // no runtime mounts that; where it was meant to be is as good as any other place
    if (links > MAX_LINKS) return plainWords(mountPath).join('/');
    const target = node.entry.target ?? '';
    if (target.startsWith('/')) places = [start];
    words.push(...target.split('/').toReversed());
  }
  return places.at(-1)?.path ?? '';
}

/** The names of a path, with `.` and `..` taken as text. */
function plainWords(path: string): string[] {
  const words: string[] = [];
  for (const word of path.split('/')) {
    if (word === '..') words.pop();
    else if (word !== '' && word !== '.') words.push(word);
  }
  return words;
}

function addToFolders(namesByFolder: Map<string, Set<string>>, path: string): void {
  let folder = '';
  for (const name of path === '' ? [] : path.split('/')) {
    const names = namesByFolder.get(folder) ?? new Set();
    namesByFolder.set(folder, names.add(name));
    folder = joinPath(folder, name);
  }
}
