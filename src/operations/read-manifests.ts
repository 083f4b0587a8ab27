import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type Problem, requireNone, UserError } from '../errors';
import type { PlacedManifest } from '../manifest/manifest';
import { parseManifests } from '../manifest/parse-manifests';

const MANIFEST_FILE = /\.(?:ya?ml|json)$/;
/** What `kubectl apply -k` reads, and which is no object. */
const KUSTOMIZATION = /(?:^|[\\/])kustomization\.ya?ml$/i;

/**
 * The texts of a file, or of all manifests below a folder in the order of their paths, by path relative to where the
 * command runs. Folders whose names begin with a dot, and `node_modules`, are not looked into.
 *
 * @param ending of the files that count in a folder
 */
export function readTexts(path: string, ending: RegExp | string = MANIFEST_FILE): Map<string, string> {
  const matches = (file: string) =>
    (typeof ending === 'string' ? file.endsWith(ending) : ending.test(file)) && !KUSTOMIZATION.test(file);
  const files = statSync(path).isDirectory()
    ? listFiles(path)
        .filter(matches)
        // kubectl follows a link to a file too
        .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    : [path];
  return new Map(
    files
      .sort()
      .map((file) => [relative(process.cwd(), resolve(file)).split(sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

/** Paths below a folder, links to folders not followed. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : listFiles(path);
  });
}

/**
 * The objects of several texts, each placed at `file:line`.
 *
 * @param texts by the path that messages name
 * @throws UserError MANIFEST_…, the problems of all texts at once
 */
export function parseTexts(texts: ReadonlyMap<string, string>): PlacedManifest[] {
  const problems: Problem[] = [];
  const manifests: PlacedManifest[] = [];
  for (const [path, text] of texts) {
    try {
      manifests.push(...parseManifests(text, path));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  requireNone(problems);
  return manifests;
}
