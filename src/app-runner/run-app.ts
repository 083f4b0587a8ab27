import { createRequire, Module } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { Script } from 'node:vm';
import { requireNone, UserError } from '../errors';
import { AppExit } from './app-exit';
import { type Bundle, bundleApp, mapBundle } from './bundle-app';
import { BundleCache, type CachedBundle } from './bundle-cache';
import { findFrame } from './user-frame';

const BEFORE = '(function(exports,require,module,__filename,__dirname){';
const AFTER = '\n})';

/**
 * Runs a cdk8s app written in TypeScript or JavaScript in this process, without a compile step of its own, and waits
 * until it has nothing left to do. Bundle and compiled code are kept in the user's cache folder.
 *
 * @param file `main.ts`, relative to the working folder
 * @throws UserError APP_MISSING, APP_SYNTAX, APP_FAILED with the user's own file and line, or what the app itself throws
 * @throws AppExit where {@link catchExit} holds and the app calls `process.exit()`
 */
export async function runApp(file: string): Promise<void> {
  const path = resolve(file);
  const cache = new BundleCache(path);
  const bundle = cache.find() ?? cache.keep(wrap(await bundleApp(path)));
  const script = compile(path, bundle, cache);
  // an app that ends well has called the functions that it needs, and now they are in what is kept
  const keep = (status: number) => {
    if (status === 0 && script.cachedDataRejected !== false) cache.keepCompiled(bundle, script.createCachedData());
  };
  process.once('exit', keep);
  try {
    run(script, path);
    await untilIdle();
    keep(0);
  } catch (error) {
    if (error instanceof AppExit) {
      keep(error.status);
      throw error;
    }
    if (isUserError(error)) requireNone(error.problems);
    throw await appFailed(path, error, bundle);
  } finally {
    process.off('exit', keep);
  }
}

/** The bundle as a function of what a CommonJS module sees, so that it is read as it is run. */
function wrap({ code, ...bundle }: Bundle): Bundle {
  return { ...bundle, code: BEFORE + code + AFTER };
}

function compile(path: string, bundle: CachedBundle, cache: BundleCache): Script {
  const cachedData = cache.findCompiled(bundle);
  return new Script(bundle.code, { filename: bundleName(path), ...(cachedData && { cachedData }) });
}

/** Runs the bundle as if it stood where the app does, so that it finds the app's packages and files. */
function run(script: Script, path: string): void {
  const module = new Module(path);
  module.filename = path;
  const main = script.runInThisContext() as (this: unknown, ...args: unknown[]) => void;
  main.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
}

/** The name that the bundle has in stacks. */
function bundleName(path: string): string {
  return `${path}.lockstep-bundle`;
}

/**
 * Waits for what the app does after its last line, as an `async function main` does.
 *
 * @throws what the app throws there and nobody catches
 */
function untilIdle(): Promise<void> {
  return new Promise((resolve, reject) => {
    process.on('unhandledRejection', reject);
    process.on('uncaughtException', reject);
    process.once('beforeExit', () => {
      process.off('unhandledRejection', reject);
      process.off('uncaughtException', reject);
      resolve();
    });
  });
}

/** The app may have a copy of this library of its own, so that `instanceof` does not tell. */
function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && Array.isArray((error as UserError).problems);
}

async function appFailed(path: string, error: unknown, bundle: CachedBundle): Promise<UserError> {
  // Node adds a list of our files to the message of a package that is missing
  const message = (error instanceof Error ? error.message : printThrown(error)).replace(/\nRequire stack:.*$/s, '');
  const frame = findFrame(error, { name: bundleName(path), map: await findMap(path, error, bundle) });
  const missing = (error as NodeJS.ErrnoException | undefined)?.code === 'MODULE_NOT_FOUND';
  const name = missing ? /Cannot find module '((?:@[^/']+\/)?[^./'][^/']*)/.exec(message)?.[1] : undefined;
  return new UserError({
    code: 'APP_FAILED',
    what: `${frame ?? relative(process.cwd(), path)}: ${message}`,
    why: `the app threw ${error instanceof Error ? `${/^[AEIOU]/.test(error.name) ? 'an' : 'a'} ${error.name}` : 'this'} while it ran, so nothing can be synthesized`,
    fix: name ? `npm install ${name}` : frame ? 'mend that line' : 'run the app in a debugger: node --inspect-brk',
  });
}

/** The source map, when the bundle is in the stack of the error; empty otherwise. */
async function findMap(path: string, error: unknown, { code }: CachedBundle): Promise<string> {
  if (!(error instanceof Error && error.stack?.includes(bundleName(path)))) return '';
  return (await mapBundle(path, { code: code.slice(BEFORE.length, -AFTER.length) })) ?? '';
}

function printThrown(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}
