import { posix } from 'node:path';
import { SYSTEM_FOLDERS } from './file-like';
import { type Doubt, isBelow } from './trace';

/** A program that the Dockerfile installs. */
export interface Installation {
  readonly path: string;
  readonly line: number;
  /** Whether it is a program for sure, not only by its name. */
  readonly isSure: boolean;
}

/**
 * Whether a path that only a base image or a package manager could hold is as good as surely not there: the Dockerfile
 * installs a program of that very name elsewhere, and the path is not where systems keep their files.
 *
 * @param elsewhere programs of the same name at other paths
 */
export function isSurelyMissing(path: string, doubts: readonly Doubt[], elsewhere: readonly Installation[]): boolean {
  if (!elsewhere.some(({ isSure }) => isSure) || doubts.some(({ strength }) => strength === 'strong')) return false;
  return !SYSTEM_FOLDERS.some((folder) => isBelow(path, folder));
}

const MOST_REASONS = 2;

/** Why it cannot be told whether a path is there, in one sentence without a full stop. */
export function explainDoubts(
  doubts: readonly Doubt[],
  elsewhere: readonly Installation[],
  installers: readonly Doubt[],
): string {
  const strong = doubts.filter(({ strength }) => strength === 'strong');
  // what is about this very folder says more than what may write anywhere
  const ranked = strong.toSorted((a, b) => b.scope.length - a.scope.length);
  const lines = [...new Map(ranked.toReversed().map((doubt) => [doubt.line, doubt])).values()].toReversed();
  // the lowest one is the base image, which is likelier than a package manager in a strange place
  const told = lines.length > 0 ? lines : doubts.slice(-1);
  const reasons = told.slice(0, MOST_REASONS).map(({ says }) => says);
  const more = told.length - reasons.length;
  if (more > 0) reasons.push(`${more} more ${more === 1 ? 'line' : 'lines'} may have put it there`);
  const [first] = elsewhere;
  const [installer] = installers.filter((each) => !doubts.includes(each));
  if (first) reasons.push(`line ${first.line} installs '${posix.basename(first.path)}' as ${first.path}`);
  else if (installer) reasons.push(`line ${installer.line} installs ${installer.installs} in ${installer.scope}`);
  return reasons.length < 2 ? (reasons[0] ?? '') : `${reasons.slice(0, -1).join(', ')}, and ${reasons.at(-1)}`;
}
