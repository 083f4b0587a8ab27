import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where Lockstep keeps what it can make again: `LOCKSTEP_CACHE_DIR`, or `lockstep` in the user's cache folder.
 * It may not exist, or not be writable. Absolute, so that an app that goes to another folder does not move it; undefined
 * for a user who has no home.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (a relative XDG_CACHE_HOME counts for nothing)
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.LOCKSTEP_CACHE_DIR) return resolve(env.LOCKSTEP_CACHE_DIR);
  const { XDG_CACHE_HOME: caches = '' } = env;
  if (isAbsolute(caches)) return join(caches, 'lockstep');
  const home = env.HOME || findHome();
  return isAbsolute(home) ? join(home, '.cache/lockstep') : undefined;
}

function findHome(): string {
  try {
    return (require('node:os') as typeof import('node:os')).homedir();
  } catch {
    // a user without an entry among the users
    return '';
  }
}
