import { posix } from 'node:path';

/**
 * What a `.dockerignore` keeps out of the build context. The last pattern that names a path or a folder above it wins.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function parseDockerIgnore(text: string): DockerIgnore {
  const patterns = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => parsePattern(line.trim()) ?? []);
  return {
    hasExceptions: patterns.some(({ isException }) => isException),
    leavesOut: (path) => {
      let isLeftOut = false;
      for (const { isException, matches } of patterns) {
        if (isException === isLeftOut && withParents(path).some(matches)) isLeftOut = !isException;
      }
      return isLeftOut;
    },
  };
}

export interface DockerIgnore {
  /** @param path without slash at its ends */
  leavesOut(path: string): boolean;
  /** Whether something may stay of a folder that is left out. */
  readonly hasExceptions: boolean;
}

interface Pattern {
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
}

function parsePattern(line: string): Pattern | undefined {
  const isException = line.startsWith('!');
  const written = isException ? line.slice(1).trim() : line;
  if (written === '') return undefined;
  const cleaned = posix.normalize(written).replace(/^\/+/, '').replace(/\/+$/, '');
  if (cleaned === '' || cleaned === '.') return undefined;
  return { isException, matches: globMatcher(cleaned) };
}

function withParents(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Go's `filepath.Match` with `**` for any number of folders. What is no pattern matches nothing. */
export function globMatcher(pattern: string): (path: string) => boolean {
  // `**b` without another pattern in it: all that ends so
  const [, end] = /^\*\*([^*?[\]\\]+)$/.exec(pattern) ?? [];
  if (end !== undefined) return (path) => path.endsWith(end) || `/${path}` === end;
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (pattern.startsWith('**', at)) {
      at++;
      if (pattern[at + 1] === '/') at++;
      if (at >= pattern.length - 1) source += '.*';
      // two next to each other mean the same and take for ever
      else if (!source.endsWith(ANY_FOLDERS)) source += ANY_FOLDERS;
    } else if (char === '*') source += source.endsWith('[^/]*') ? '' : '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end === -1) return () => false;
      const inside = pattern.slice(at + 1, end).replace(/[\\[\]&~|]/g, '\\$&');
      source += `[${inside.startsWith('^') ? inside : inside.replace(/\^/g, '\\^')}]`;
      at = end;
    } else {
      const literal = char === '\\' && at + 1 < pattern.length ? (pattern[++at] ?? '') : char;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    }
  }
  if (source.split('*').length > MOST_STARS) return () => false;
  try {
    const whole = new RegExp(`^(?:${source})$`, 's');
    return (path) => whole.test(path);
  } catch {
    return () => false;
  }
}

const ANY_FOLDERS = '(?:.*/)?';
/** More of them take for ever on long paths. */
const MOST_STARS = 12;
