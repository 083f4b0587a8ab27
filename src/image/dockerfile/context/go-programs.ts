import { posix } from 'node:path';
import type { BuildContext } from './build-context';

const MOST_FOLDERS = 2000;

/**
 * The programs that a Go package pattern means in the build context: folders with `package main`, by the names that
 * `go install` gives them.
 *
 * @param pattern `.`, `./cmd/server`, `./cmd/...`
 * @param folder where the pattern starts, in the context
 * @returns undefined when it cannot be told
 * @see https://pkg.go.dev/cmd/go#hdr-Package_lists_and_patterns
 */
export function goPrograms(context: BuildContext, folder: string, pattern: string): readonly string[] | undefined {
  const isDeep = pattern === '...' || pattern.endsWith('/...');
  const start = posix.join('/', folder, isDeep ? pattern.slice(0, -3) : pattern).slice(1);
  if ((isDeep ? pattern.slice(0, -3) : pattern).includes('...')) return undefined;
  const folders = isDeep ? packageFolders(context, start) : [start];
  if (folders === undefined || context.list(start) === undefined) return undefined;
  const names: string[] = [];
  for (const each of folders) {
    if (!isMain(context, each)) continue;
    const name = programName(context, each);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

function packageFolders(context: BuildContext, start: string): string[] | undefined {
  const folders = [start.replace(/\/$/, '')];
  for (let at = 0; at < folders.length; at++) {
    if (folders.length > MOST_FOLDERS) return undefined;
    const folder = folders[at] ?? '';
    for (const name of context.list(folder) ?? []) {
      const inner = posix.join(folder, name);
      if (/^[._]/.test(name) || name === 'testdata' || name === 'vendor') continue;
      // another module begins there
      if (context.list(inner) !== undefined && context.read(`${inner}/go.mod`) === undefined) folders.push(inner);
    }
  }
  return folders;
}

function isMain(context: BuildContext, folder: string): boolean {
  const names = context.list(folder) ?? [];
  return names
    .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go') && !/^[._]/.test(name))
    .some((name) => {
      const text = context.read(posix.join(folder, name)) ?? '';
      return /^package[ \t]+main\b/m.test(text) && !/^\/\/go:build[ \t]+ignore\b/m.test(text);
    });
}

/** The last name of its import path; that of a module's root is in `go.mod`. */
function programName(context: BuildContext, folder: string): string | undefined {
  const module = /^module[ \t]+"?([^\s"]+)/m.exec(context.read(posix.join(folder, 'go.mod')) ?? '')?.[1];
  if (module !== undefined) return goProgramName(module);
  return folder === '' ? undefined : goProgramName(folder);
}

/** `example.com/tool/v2@latest` is built as `tool`; undefined where the path has no name. */
export function goProgramName(importPath: string): string | undefined {
  const names = importPath
    .replace(/@.*$/, '')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  const last = names.pop();
  const name = last !== undefined && /^v\d+$/.test(last) && names.length > 0 ? names.pop() : last;
  return name === undefined || name === '..' || name === '...' ? undefined : name;
}
