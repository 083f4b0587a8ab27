import { posix } from 'node:path';
import type { Budget, Doubt, FileSource, Placed } from './trace';

/** Where a path leads as far as a Dockerfile tells. `path` has the links resolved that are known. */
export type Followed = {
  readonly path: string;
  /** The symlinks on the way. */
  readonly links: readonly string[];
} & (
  | { readonly outcome: 'found'; readonly placed: Placed; readonly folders: readonly string[] }
  | { readonly outcome: 'missing' | 'not-a-folder' | 'loop'; readonly at: string }
  | { readonly outcome: 'unclear'; readonly doubts: readonly Doubt[] }
);

const ROOT: Placed = { kind: 'directory', isProgram: false, line: 0 };
/** As in Linux. @see https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const MOST_LINKS = 40;

/** No system takes a longer path. */
const MOST_LENGTH = 4096;
const TOO_LONG: Doubt = {
  scope: '/',
  strength: 'strong',
  line: 0,
  says: `the path is longer than ${MOST_LENGTH} characters`,
};

/** Follows a path through known symlinks. @param path absolute */
export function followPath(
  source: FileSource,
  path: string,
  budget: Budget,
  options: { readonly keepsLink?: boolean } = {},
): Followed {
  if (path.length > MOST_LENGTH) return { outcome: 'unclear', doubts: [TOO_LONG], path, links: [] };
  const links: string[] = [];
  const folders: string[] = [];
  let names = path.split('/').filter((name) => name !== '');
  let at = '/';
  let placed: Placed = ROOT;
  let doubts: readonly Doubt[] | undefined;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    const isLast = index === names.length - 1;
    if (doubts === undefined && placed.kind === 'file') {
      return { outcome: 'not-a-folder', at, path: rest(at, names, index), links };
    }
    folders.push(at);
    if (name === '.') continue;
    const next = name === '..' ? posix.dirname(at) : posix.join(at, name);
    const trace = source.find(next, budget);
    if (trace.state === 'absent') {
      const whole = rest(at, names, index);
      // a file that may be there would bring the folders above it along
      const deep = isLast ? trace : source.find(whole, budget);
      if (deep.state === 'unclear') return { outcome: 'unclear', doubts: deep.doubts, path: whole, links };
      return { outcome: 'missing', at: next, path: whole, links };
    }
    doubts = trace.state === 'unclear' ? trace.doubts : undefined;
    placed = trace.state === 'there' ? trace.placed : ROOT;
    if (placed.kind === 'symlink' && !(isLast && options.keepsLink)) {
      if (links.length === MOST_LINKS) {
        return { outcome: 'loop', at: next, path: rest(at, names, index), links };
      }
      links.push(next);
      const target = placed.target ?? '';
      if (target.length > MOST_LENGTH) return { outcome: 'unclear', doubts: [TOO_LONG], path: next, links };
      names = [...target.split('/').filter((each) => each !== ''), ...names.slice(index + 1)];
      index = -1;
      if (target.startsWith('/')) at = '/';
      placed = ROOT;
      continue;
    }
    at = next;
  }
  if (doubts) return { outcome: 'unclear', doubts, path: at, links };
  if (path.endsWith('/') && placed.kind === 'file') return { outcome: 'not-a-folder', at, path: at, links };
  return { outcome: 'found', placed, path: at, folders, links };
}

function rest(at: string, names: readonly string[], index: number): string {
  return posix.resolve(at, ...names.slice(index));
}
