import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** A file to import. */
export interface InputFile {
  /** To read it by. */
  readonly path: string;
  /** As messages name it: relative to the working folder, with slashes. */
  readonly name: string;
  /** Whether it was named itself, and not only the folder that it is in. */
  readonly isNamed: boolean;
}

const MANIFEST_FILE = /\.(?:ya?ml|json)$/;
/** What is fetched or kept beside the files of a project. */
const SKIPPED_FOLDER = /^(?:\..+|node_modules)$/;

/**
 * The files that a path stands for: itself, or all below a folder whose name ends in .yaml, .yml or .json, sorted by
 * path. Folders below it whose name begins with a dot are left out, and so is node_modules. Links to files are followed.
 */
export function findInputFiles(path: string): InputFile[] {
  const isFolder = statSync(path).isDirectory();
  return (isFolder ? listFiles(path).sort() : [path]).map((file) => ({
    path: file,
    name: relative(process.cwd(), resolve(file)).split(sep).join('/'),
    isNamed: !isFolder,
  }));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDER.test(entry.name) ? [] : listFiles(path);
    return MANIFEST_FILE.test(entry.name) && statSync(path, { throwIfNoEntry: false })?.isFile() ? [path] : [];
  });
}
