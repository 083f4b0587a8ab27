import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { takeStamp } from '../app-runner/stamp';
import { readCacheFile, writeCacheFile } from '../cache/cache-file';
import { cacheFolder } from '../cache/cache-folder';
import { checksum } from '../cache/checksum';
import { compiledTag } from '../cache/compiled-tag';
import { isTrustedFolder } from '../cache/is-trusted';
import { pruneFolder } from '../cache/prune-folder';

/** So many are kept: one for each command, version of Node, set of flags and copy of this library. */
const MAX_COMPILED = 64;

/**
 * Runs a CommonJS file, from what V8 compiled of it the last time that the same command was run. What is kept lies in
 * the user's cache folder and is only a matter of speed: when it is missing, damaged, not to be written or not this user's
 * own, the file is compiled as always.
 *
 * @param file absolute; read fastest when it is ASCII only, as esbuild writes it
 */
export function runCompiled(file: string): void {
  const bytes = readFileSync(file);
  const source = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const folder = compiledFolder();
  const cache = folder && join(folder, compiledName(file));
  const cachedData = cache && readCacheFile(cache);
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  const main = script.runInThisContext() as (...args: unknown[]) => void;
  if (folder && cache && script.cachedDataRejected !== false) {
    // at the end, when the functions of this command are compiled
    process.once('exit', () => {
      writeCacheFile(cache, script.createCachedData());
      pruneFolder(folder, { entries: MAX_COMPILED });
    });
  }
  main(module.exports, createRequire(file), module, file, dirname(file));
}

function compiledFolder(): string | undefined {
  const root = cacheFolder();
  return root !== undefined && isTrustedFolder(root) ? join(root, 'cli') : undefined;
}

/** A name for this file as it is, this V8 and its flags, and this command. */
function compiledName(file: string): string {
  const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
  return `${checksum(Buffer.from(takeStamp(file).join(' ')))}-${compiledTag()}-${command}.v8`;
}
