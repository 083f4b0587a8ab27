import { posix } from 'node:path';
import { didYouMean } from '../../did-you-mean';

const MOST_NAMES = 8;

/**
 * The program of an image that a name is most likely a slip of: one of the same base name elsewhere, or one whose path is
 * nearly the same.
 *
 * @param wanted as the manifest names it
 * @param programs absolute paths
 * @param folders of PATH, for a bare name: a program elsewhere has to be named with its path
 */
export function suggestProgram(
  wanted: string,
  programs: readonly string[],
  folders: readonly string[] = [],
): string | undefined {
  const base = posix.basename(wanted);
  const namesakes = programs.filter((path) => posix.basename(path) === base);
  if (namesakes.length > 0) return nearest(wanted, namesakes) ?? namesakes.sort(byLength)[0];
  if (!wanted.includes('/')) {
    const names = programs.map((path) => posix.basename(path));
    const near = nearest(base, names);
    const paths = programs.filter((path) => posix.basename(path) === near).sort(byLength);
    return paths.some((path) => folders.includes(posix.dirname(path))) ? near : paths[0];
  }
  const absolute = posix.join('/', wanted);
  const siblings = programs.filter((path) => posix.dirname(path) === posix.dirname(absolute));
  return nearest(absolute, siblings) ?? nearest(absolute, programs);
}

/** `a, b and 3 more`: the first in the order of the alphabet. */
export function printNames(names: readonly string[]): string {
  const sorted = [...names].sort();
  const shown = sorted.slice(0, MOST_NAMES).join(', ');
  return sorted.length > MOST_NAMES ? `${shown} and ${sorted.length - MOST_NAMES} more` : shown;
}

/** Two neighbours that changed places are one slip: `ngnix`. */
function nearest(word: string, candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => isSwapped(word, candidate)) ?? didYouMean(word, candidates);
}

function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  const at = word.split('').findIndex((letter, index) => letter !== other[index]);
  if (at < 0) return false;
  return word.slice(at, at + 2) === `${other[at + 1]}${other[at]}` && word.slice(at + 2) === other.slice(at + 2);
}

function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
