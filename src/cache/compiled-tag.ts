import { statSync } from 'node:fs';
import { checksum } from './checksum';

/**
 * Names what V8 compiles here: by its version, the machine, the program and every flag that Node was given. V8 itself looks
 * at its version, its flags and the length of the text only. (`v8.cachedDataVersionTag()` would tell the first two, and
 * takes longer to load than all that is asked here.)
 */
export function compiledTag(): string {
  const { arch, env, execArgv, execPath, platform, versions } = process;
  const { size, mtimeMs } = statSync(execPath, { throwIfNoEntry: false }) ?? {};
  const start = JSON.stringify([platform, arch, execPath, size, mtimeMs, execArgv, env.NODE_OPTIONS ?? '']);
  return `${versions.v8}-${checksum(Buffer.from(start))}`;
}
