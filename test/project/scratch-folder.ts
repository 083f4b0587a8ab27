import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/errors';
import { type WriteOptions, writeProject } from '../../src/project/write-project';

/** Where the folders of one test file are; removed after it. */
export const work = mkdtempSync(join(tmpdir(), 'write-'));
afterAll(() => rmSync(work, { recursive: true }));

/** A project of three files. */
export const FILES = new Map([
  ['.github/workflows/lockstep.yaml', 'jobs\n'],
  ['main.ts', 'main\n'],
  ['release.yaml', 'größe\n'],
]);

/** What writing the project says when it is refused. */
export function refusal(folder: string, options: WriteOptions = {}): string[] {
  try {
    writeProject(folder, FILES, options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ code, what, why, fix }) => `${code}: ${what}; ${why}; ${fix}`);
  }
  throw new Error('nothing was refused');
}

let count = 0;
/** A folder that has these files, and nothing else. */
export function folderWith(files: { readonly [path: string]: string }): string {
  const folder = join(work, `folder-${count++}`);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Every path below a folder, with the text of files. */
export function contentOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.map((path) => [
      path,
      lstatSync(join(folder, path)).isFile() ? readFileSync(join(folder, path), 'utf8') : '/',
    ]),
  );
}
