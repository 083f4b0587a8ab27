import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix, relative, sep } from 'node:path';
import { findSubjects } from '../checks/image/subject';
import { UserError } from '../errors';
import type { PlacedManifest } from '../manifest/manifest';
import { canonicalRepository } from '../release/canonical-repository';
import { ImageReference } from '../release/image-reference';
import { type Project, readProject } from '../synth/project';
import { synthesize } from '../synth/synthesize';
import { parseGathered, printPaths } from './parse-gathered';
import { printable } from './printable';
import { parseTexts, readTexts } from './read-manifests';

/** The manifests that a command looks at, and which of their images are the user's own. */
export interface Gathered {
  readonly manifests: readonly PlacedManifest[];
  /** Canonical repositories: of the app's releases, or the one that most containers run. Several when that is not one. */
  readonly own: readonly string[];
}

export interface GatherOptions {
  /** What else can be named where this folder has no app: `name manifests: lockstep check k8s/`. */
  readonly otherwise?: string | undefined;
  /** Told of files in folders that are passed over. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * Reads manifests from files, folders and `-` for standard input, or synthesizes the app of this folder when there are none.
 * Files in a folder that hold no Kubernetes object are passed over.
 *
 * @throws UserError CHECK_UNKNOWN_FILE, and what reading, parsing and synthesizing throw
 */
export async function gatherManifests(paths: readonly string[], options: GatherOptions = {}): Promise<Gathered> {
  if (paths.length === 0) return await gatherApp(options);
  const missing = paths.filter((path) => path !== '-' && !existsSync(path));
  if (missing.length > 0) {
    throw new UserError({
      code: 'CHECK_UNKNOWN_FILE',
      what: `there is no ${missing.map((path) => `'${path}'`).join(' and no ')}`,
      why: 'each argument is a file with manifests, a folder of them, or - for standard input',
      fix: 'mend the path; without arguments, the app of this folder is checked',
    });
  }
  const texts = new Map<string, string>();
  const found = new Set<string>();
  const named = new Set<string>();
  // standard input can be read once
  for (const path of new Set(paths)) {
    const more = path === '-' ? new Map([['standard input', readFileSync(0, 'utf8')]]) : readTexts(path);
    const isFolder = path !== '-' && statSync(path).isDirectory();
    for (const [name, text] of more) {
      texts.set(name, text);
      (isFolder ? found : named).add(name);
    }
  }
  for (const name of named) found.delete(name);
  const { manifests, passedOver } = parseGathered(texts, found);
  if (passedOver.length > 0) {
    const [hold, were] = passedOver.length === 1 ? ['holds', 'was'] : ['hold', 'were'];
    options.onNote?.(printable(`${printPaths(passedOver)} ${hold} no Kubernetes object and ${were} passed over`));
  }
  return { manifests, own: mostUsed(manifests) };
}

function requireProject(otherwise: string | undefined): Project {
  try {
    return readProject();
  } catch (error) {
    if (otherwise === undefined || !(error instanceof UserError) || error.code !== 'PROJECT_MISSING') throw error;
    const { code, what, why, fix } = error;
    throw new UserError({ code, what, why, fix: `${fix}, or ${otherwise}` });
  }
}

async function gatherApp({ otherwise }: GatherOptions): Promise<Gathered> {
  const project = requireProject(otherwise);
  const { files, releases } = await synthesize(project);
  const folder = relative(process.cwd(), project.dist).split(sep).join('/');
  const manifests = parseTexts(new Map([...files].map(([path, text]) => [posix.join(folder, path), text])));
  const own = new Set((releases ?? []).map(({ image }) => canonicalRepository(ImageReference.parse(image).repository)));
  return { manifests, own: own.size > 0 ? [...own] : mostUsed(manifests) };
}

function mostUsed(manifests: readonly PlacedManifest[]): string[] {
  const counts = new Map<string, number>();
  for (const { image } of findSubjects(manifests)) {
    const repository = image === undefined ? undefined : repositoryOf(image);
    if (repository !== undefined) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([repository]) => repository);
}

/** The canonical repository of an image; undefined when it is no image reference. */
export function repositoryOf(image: string): string | undefined {
  try {
    return canonicalRepository(ImageReference.parse(image).repository);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
