import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';
import type { Placed } from '../files/trace';
import type { BuildContext } from './build-context';
import { type DockerIgnore, parseDockerIgnore } from './docker-ignore';

const MOST_FILE_BYTES = 1_000_000;
const MOST_CANDIDATES = 2000;
/** No file system takes a longer one. */
const MOST_PATH = 4096;
/** How many entries of a folder that is left out are looked at for one that is not. */
const MOST_LOOKS = 2000;

/**
 * The build context on disk. A folder is read when it is asked for; links are not followed, as builders do not.
 *
 * @param options.dockerfile path of the Dockerfile: a `<name>.dockerignore` beside it goes before the context's own
 */
export function readBuildContext(folder: string, options: { readonly dockerfile?: string } = {}): BuildContext {
  const context = new FolderContext(resolve(folder), readIgnore(resolve(folder), options.dockerfile));
  return {
    find: (path) => {
      const placed = context.find(inside(path));
      return placed === undefined ? { state: 'absent' } : { state: 'there', placed };
    },
    list: (path) => context.list(inside(path)),
    read: (path) => context.read(inside(path)),
    candidates: (path, budget) => {
      const found: string[] = [];
      const folders = [inside(path)];
      for (let at = 0; at < folders.length; at++) {
        for (const name of context.list(folders[at] ?? '') ?? []) {
          if (--budget.steps < 0 || found.length >= MOST_CANDIDATES) return found;
          const each = posix.join(folders[at] ?? '', name);
          if (context.find(each)?.kind === 'directory') folders.push(each);
          else found.push(`/${each}`);
        }
      }
      return found;
    },
  };
}

class FolderContext {
  readonly #root: string;
  readonly #ignore: DockerIgnore;
  readonly #stats = new Map<string, Stats | undefined>();

  constructor(root: string, ignore: DockerIgnore) {
    this.#root = root;
    this.#ignore = ignore;
  }

  find(path: string): Placed | undefined {
    const stat = this.#stat(path);
    if (stat === undefined || !this.#stays(path, { looks: MOST_LOOKS })) return undefined;
    const isLink = stat.isSymbolicLink();
    const kind = isLink ? 'symlink' : stat.isDirectory() ? 'directory' : 'file';
    // Windows has no permission bits, and builders make up their own there
    const mode = process.platform === 'win32' ? undefined : stat.mode & 0o7777;
    return {
      kind,
      mode,
      isProgram: kind === 'file' && mode !== undefined && (mode & 0o111) !== 0,
      line: 0,
      contextPath: path,
      ...(isLink && { target: readTarget(join(this.#root, path)) }),
    };
  }

  list(path: string): string[] | undefined {
    const names = this.#stat(path)?.isDirectory() ? readNames(join(this.#root, path)) : undefined;
    return names?.filter((name) => this.find(posix.join(path, name)) !== undefined).sort();
  }

  read(path: string): string | undefined {
    const stat = this.#stat(path);
    if (!stat?.isFile() || stat.size > MOST_FILE_BYTES || this.find(path) === undefined) return undefined;
    return readText(join(this.#root, path));
  }

  /** Undefined below a link too: it leads where builders do not go. */
  #stat(path: string): Stats | undefined {
    if (this.#stats.has(path)) return this.#stats.get(path);
    const parent = posix.dirname(path);
    const isReal =
      path.length < MOST_PATH && (path === '' || this.#stat(parent === '.' ? '' : parent)?.isDirectory() === true);
    const stat = isReal ? readStat(join(this.#root, path)) : undefined;
    this.#stats.set(path, stat);
    return stat;
  }

  #stays(path: string, budget: { looks: number }): boolean {
    if (path === '' || !this.#ignore.leavesOut(path)) return true;
    if (!this.#ignore.hasExceptions || !this.#stat(path)?.isDirectory()) return false;
    const names = readNames(join(this.#root, path)) ?? [];
    return names.some((name) => --budget.looks > 0 && this.#stays(`${path}/${name}`, budget));
  }
}

function inside(path: string): string {
  const cleaned = posix.resolve('/', path).slice(1);
  return cleaned.includes('\0') ? cleaned.replaceAll('\0', '\ufffd') : cleaned;
}

function readIgnore(root: string, dockerfile: string | undefined): DockerIgnore {
  const beside =
    dockerfile === undefined ? undefined : readText(join(dirname(dockerfile), `${basename(dockerfile)}.dockerignore`));
  return parseDockerIgnore(beside ?? readText(join(root, '.dockerignore')) ?? '');
}

function readText(path: string): string | undefined {
  return attempt(() => readFileSync(path, 'utf8'));
}

function readStat(path: string): Stats | undefined {
  return attempt(() => lstatSync(path));
}

function readNames(path: string): string[] | undefined {
  return attempt(() => readdirSync(path));
}

function readTarget(path: string): string {
  return attempt(() => readlinkSync(path)) ?? '';
}

/** What cannot be read is as good as not there: it would not get into the image either. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
