import Module from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { requireNone, UserError } from '../errors';
import { bundleApp } from './bundle-app';
import { findFrame } from './user-frame';

/**
 * Runs a cdk8s app written in TypeScript or JavaScript in this process, without a compile step of its own.
 *
 * @param file `main.ts`, relative to the working folder
 * @throws UserError APP_MISSING, APP_SYNTAX, APP_FAILED with the user's own file and line, or what the app itself throws
 */
export async function runApp(file: string): Promise<void> {
  const path = resolve(file);
  const code = await bundleApp(path);
  // maps the stacks of the bundle back to the user's files
  process.setSourceMapsEnabled(true);
  try {
    compile(path, code);
    await untilIdle();
  } catch (error) {
    if (isUserError(error)) requireNone(error.problems);
    throw appFailed(path, error);
  }
}

/** Loads the bundle as if it stood where the app does, so that it finds the app's packages and files. */
function compile(path: string, code: string): void {
  const module = new Module(path) as Module & { _compile(code: string, path: string): void; paths: string[] };
  module.filename = path;
  module.paths = (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(dirname(path));
  module._compile(code, path);
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

function appFailed(path: string, error: unknown): UserError {
  // Node adds a list of our files to the message of a package that is missing
  const message = (error instanceof Error ? error.message : printThrown(error)).replace(/\nRequire stack:.*$/s, '');
  const frame = findFrame(error);
  return new UserError({
    code: 'APP_FAILED',
    what: `${frame ?? relative(process.cwd(), path)}: ${message}`,
    why: `the app threw ${error instanceof Error ? `${/^[AEIOU]/.test(error.name) ? 'an' : 'a'} ${error.name}` : 'this'} while it ran, so nothing can be synthesized`,
    fix: frame ? 'mend that line' : 'run the app in a debugger: node --inspect-brk',
  });
}

function printThrown(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}
