import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Problem } from '../errors';

const FOLDER = 'manifests';
const MANIFEST_FILE = /\.(?:ya?ml|json)$/;

/**
 * Files below `manifests/` of a project that an import does not replace, and which its app would take over too.
 *
 * @param files the paths that the import writes, with slashes
 */
export function findStrayManifests(folder: string, files: Iterable<string>): Problem[] {
  const written = new Set(files);
  const path = join(folder, FOLDER);
  const isRead = [...written].some((file) => file.startsWith(`${FOLDER}/`));
  if (!isRead || !existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => `${FOLDER}/${file.split(sep).join('/')}`)
    .filter((file) => MANIFEST_FILE.test(file) && !written.has(file))
    .sort()
    .map((file) => ({
      code: 'IMPORT_FOLDER_NOT_EMPTY',
      what: `${join(folder, file)} is there already`,
      why: `the app synthesizes every file in ${FOLDER}/, and the input does not have what is in this one`,
      fix: 'delete it, or give a new folder with --out',
    }));
}
