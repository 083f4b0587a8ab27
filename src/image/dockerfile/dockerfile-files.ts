import { posix } from 'node:path';
import type { ImageFiles, Resolution } from '../files/image-files';
import type { LayerEntry } from '../layers/layer-index';
import { explainDoubts, type Installation, isSurelyMissing } from './files/explain-doubts';
import { isProgramLike } from './files/file-like';
import { followPath } from './files/follow-path';
import type { StageFiles } from './files/stage-files';
import { newBudget, type Placed } from './files/trace';

const STANDARD_MODE = 0o755;
/** More would take long, and nobody reads them. */
const MOST_PROGRAMS = 500;

/** The files of an image as its Dockerfile tells of them. */
export class DockerfileFiles implements ImageFiles {
  readonly #files: StageFiles;
  /** What the image starts by itself. */
  readonly #started: ReadonlySet<string>;
  #programs: readonly Installation[] | undefined;

  constructor(files: StageFiles, started: ReadonlySet<string>) {
    this.#files = files;
    this.#started = started;
  }

  async resolve(
    path: string,
    options: { readonly from?: string; readonly keepLink?: boolean } = {},
  ): Promise<Resolution> {
    const absolute = path.startsWith('/') ? path : `${options.from ?? '/'}/${path}`;
    const followed = followPath(this.#files, absolute, newBudget(), { keepsLink: options.keepLink ?? false });
    const { links } = followed;
    switch (followed.outcome) {
      case 'found': {
        const folders = followed.folders.map((folder) => ({ path: folder, entry: folderEntry(folder) }));
        return {
          outcome: 'found',
          path: followed.path,
          entry: entryOf(followed.path, followed.placed),
          folders,
          links,
        };
      }
      case 'missing':
      case 'not-a-folder':
      case 'loop':
        return { outcome: followed.outcome, at: followed.at, links };
      case 'unclear': {
        const { doubts, path: at } = followed;
        if (this.#started.has(at) && doubts.some(({ candidate }) => candidate === at)) {
          const placed: Placed = { kind: 'file', isProgram: true, line: 0 };
          return { outcome: 'found', path: at, entry: entryOf(at, placed), folders: foldersTo(at), links };
        }
        const name = posix.basename(at);
        const elsewhere = this.#installations().filter(
          (each) => posix.basename(each.path) === name && each.path !== at,
        );
        if (isSurelyMissing(at, doubts, elsewhere)) return { outcome: 'missing', at, links };
        const why = explainDoubts(doubts, elsewhere, this.#files.installers());
        return { outcome: 'unknown', at, why, links };
      }
    }
  }

  /** Those that are known; undefined when none is. */
  async list(path: string): Promise<readonly string[] | undefined> {
    const followed = followPath(this.#files, posix.resolve('/', path), newBudget());
    if (followed.outcome !== 'found' && followed.outcome !== 'unclear') return undefined;
    const budget = newBudget();
    const names = new Set<string>();
    for (const each of this.#files.candidates(followed.path, budget)) {
      const [name = ''] = posix.relative(followed.path, each).split('/');
      if (names.has(name) || name === '') continue;
      if (this.#files.find(posix.join(followed.path, name), budget).state === 'there') names.add(name);
    }
    return names.size === 0 ? undefined : [...names];
  }

  /** Never all of them are known. */
  async files(): Promise<undefined> {
    return undefined;
  }

  /** Absolute paths, sorted. */
  knownPrograms(): readonly string[] {
    return this.#installations().map(({ path }) => path);
  }

  #installations(): readonly Installation[] {
    this.#programs ??= this.#findPrograms();
    return this.#programs;
  }

  #findPrograms(): Installation[] {
    const budget = newBudget(2_000_000);
    const found: Installation[] = [];
    for (const path of [...this.#files.candidates('/', budget)].sort()) {
      if (found.length === MOST_PROGRAMS) break;
      const trace = this.#files.find(path, budget);
      if (trace.state !== 'there') continue;
      const { kind, mode, isProgram, isBuilt, line } = trace.placed;
      const isExecutable = isProgram || this.#started.has(path) || (mode !== undefined && (mode & 0o111) !== 0);
      const mayBe = kind === 'either' || (kind === 'file' && mode === undefined);
      if (kind === 'directory' || !(isExecutable || (mayBe && isProgramLike(path)))) continue;
      found.push({ path, line, isSure: isExecutable || isBuilt === true });
    }
    return found;
  }
}

function entryOf(path: string, { kind, mode, target }: Placed): LayerEntry {
  if (kind === 'directory') return folderEntry(path);
  const type = kind === 'either' ? 'file' : kind;
  const entry = { path: path.slice(1), type, mode: mode ?? STANDARD_MODE, uid: 0, gid: 0, size: 0, isImplied: false };
  return target === undefined ? entry : { ...entry, target };
}

function folderEntry(path: string): LayerEntry {
  return { path: path.slice(1), type: 'directory', mode: STANDARD_MODE, uid: 0, gid: 0, size: 0, isImplied: true };
}

function foldersTo(path: string): { path: string; entry: LayerEntry }[] {
  const names = path.split('/').slice(1, -1);
  const paths = ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
  return paths.map((each) => ({ path: each, entry: folderEntry(each) }));
}
