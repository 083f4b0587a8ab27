import { posix } from 'node:path';

// anything that normalizing could change, but for a slash or './' in front and a slash behind
const UNCLEAN = /(?:^|\/)(?:\.\.?)?(?:\/|$)/;

/**
 * The path that runtimes unpack a name to: without slashes at either end, `.` and `..`; empty for the root. A name cannot
 * lead out of the image: `../../etc/x` is `etc/x`.
 */
export function cleanPath(name: string): string {
  let from = 0;
  let to = name.length;
  if (name.startsWith('./')) from = 2;
  else if (name.startsWith('/')) from = 1;
  if (to > from && name.endsWith('/')) to -= 1;
  const path = name.slice(from, to);
  return path !== '' && UNCLEAN.test(path) ? posix.normalize(`/${path}/`).slice(1, -1) : path;
}
