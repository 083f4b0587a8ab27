import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Lockstep keeps what it can make again: `LOCKSTEP_CACHE_DIR`, or `lockstep` in the user's cache folder.
 * It may not exist, or not be writable.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.LOCKSTEP_CACHE_DIR) return env.LOCKSTEP_CACHE_DIR;
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'lockstep');
}
