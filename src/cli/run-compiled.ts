import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { takeStamp } from '../app-runner/stamp';
import { readCacheFile, writeCacheFile } from '../cache/cache-file';
import { cacheFolder } from '../cache/cache-folder';
import { checksum } from '../cache/checksum';

/**
 * Runs a CommonJS file, from what V8 compiled of it the last time that the same command was run. What is kept lies in
 * the user's cache folder and is only a matter of speed: when it is missing, damaged or not to be written, the file is
 * compiled as always.
 */
export function runCompiled(file: string): void {
  const source = readFileSync(file, 'utf8');
  const cache = compiledName(file);
  const cachedData = readCacheFile(cache);
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  const main = script.runInThisContext() as (...args: unknown[]) => void;
  if (script.cachedDataRejected !== false) {
    // at the end, when the functions of this command are compiled
    process.once('exit', () => writeCacheFile(cache, script.createCachedData()));
  }
  main(module.exports, createRequire(file), module, file, dirname(file));
}

/** A name for this file as it is, this V8 and its flags, and this command. */
function compiledName(file: string): string {
  const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
  const identity = checksum(Buffer.from(takeStamp(file).join(' ')));
  return join(cacheFolder(), 'cli', `${identity}-${process.versions.v8}-${command}.v8`);
}
