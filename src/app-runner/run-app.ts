import { createRequire, Module } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { requireNone, UserError } from '../errors';
import { AppExit } from './app-exit';
import { mapBundle } from './bundle-app';
import { bundleName, type PreparedApp, prepareApp } from './prepare-app';
import { findFrame } from './user-frame';

/** How an app is run. */
export interface RunOptions {
  /** Whether this process will run it again, as `--watch` does. */
  readonly runsAgain?: boolean | undefined;
}

/**
 * Runs a cdk8s app written in TypeScript or JavaScript in this process, without a compile step of its own, and waits
 * until it has nothing left to do. Bundle and compiled code are kept in the user's cache folder.
 *
 * @param file `main.ts`, relative to the working folder
 * @throws UserError APP_MISSING, APP_SYNTAX, APP_FAILED with the user's own file and line, or what the app itself throws
 * @throws AppExit where {@link catchExit} holds and the app calls `process.exit()`
 */
export async function runApp(file: string, { runsAgain = false }: RunOptions = {}): Promise<void> {
  const path = resolve(file);
  const app = await prepareApp(path, runsAgain);
  const keep = (status: number) => {
    if (status === 0) app.keep();
  };
  process.once('exit', keep);
  try {
    run(app, path);
    await untilIdle();
    app.keep();
  } catch (error) {
    if (error instanceof AppExit) {
      keep(error.status);
      throw error;
    }
    if (isUserError(error)) requireNone(error.problems);
    throw await appFailed(path, error, app);
  } finally {
    process.off('exit', keep);
  }
}

/** Runs the bundle as if it stood where the app does, so that it finds the app's packages and files. */
function run({ script }: PreparedApp, path: string): void {
  const module = new Module(path);
  module.filename = path;
  const main = script.runInThisContext() as (this: unknown, ...args: unknown[]) => void;
  main.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
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

async function appFailed(path: string, error: unknown, app: PreparedApp): Promise<UserError> {
  // Node adds a list of our files to the message of a package that is missing
  const message = (error instanceof Error ? error.message : printThrown(error)).replace(/\nRequire stack:.*$/s, '');
  const frame = findFrame(error, { name: bundleName(path), map: await findMap(path, error, app) });
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
async function findMap(path: string, error: unknown, { bundle }: PreparedApp): Promise<string> {
  if (!(error instanceof Error && error.stack?.includes(bundleName(path)))) return '';
  return (await mapBundle(path, bundle)) ?? '';
}

function printThrown(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}
