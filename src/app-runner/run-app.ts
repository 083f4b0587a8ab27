import Module from 'node:module';
import { dirname, relative, resolve } from 'node:path';
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

/** The app may have a copy of this library of its own, so that `instanceof` does not tell. */
function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && Array.isArray((error as UserError).problems);
}

function appFailed(path: string, error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  const frame = findFrame(error);
  return new UserError({
    code: 'APP_FAILED',
    what: `${frame ?? relative(process.cwd(), path)}: ${message}`,
    why: `the app threw ${error instanceof Error ? `a ${error.name}` : 'this'} while it ran, so nothing can be synthesized`,
    fix: frame ? 'mend that line' : 'run the app in a debugger: node --inspect-brk',
  });
}
