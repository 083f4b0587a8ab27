import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The top of the git repository that a folder lies in without being its top; undefined when there is none. */
export function findEnclosingRepository(folder: string): string | undefined {
  const isTop = (path: string) => existsSync(join(path, '.git'));
  let path = resolve(folder);
  if (isTop(path)) return undefined;
  while (dirname(path) !== path) {
    path = dirname(path);
    if (isTop(path)) return path;
  }
  return undefined;
}
