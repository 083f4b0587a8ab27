import { readdirSync, readFileSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors';
import type { ReleaseReport, WrittenFile } from '../workloads/synth-report';
import { requireManifests } from './complete-manifests';
import { onInterrupt } from './on-interrupt';
import type { Project } from './project';
import { type ProjectRunOptions, runProject } from './run-project';
import { makeScratchFolder } from './scratch-folder';

/** What an app gives, before any of it is written into `dist/`. */
export interface Synthesized {
  /** The text of each file by its path below `dist/`, with slashes, in the order of the paths. */
  readonly files: ReadonlyMap<string, string>;
  /** The releases of the app; undefined for an app that does not use our App. */
  readonly releases: readonly ReleaseReport[] | undefined;
  /** What was printed into the files, by their paths, where that is known and was asked for. */
  readonly documents: ReadonlyMap<string, readonly unknown[]>;
}

/** The ending of the files that are ours to write and to remove. */
export const MANIFEST_ENDING = '.k8s.yaml';

/**
 * Runs the app of a project into a temporary folder and reads what it wrote.
 *
 * @param releaseTexts release files, by absolute path, that are to be read as if they had these texts
 * @throws UserError what the app throws, SYNTH_NOTHING, and MANIFEST_… when a document is not a complete manifest
 */
export async function synthesize(
  project: Project,
  releaseTexts: ReadonlyMap<string, string> = new Map(),
  options: ProjectRunOptions = {},
): Promise<Synthesized> {
  const folder = makeScratchFolder('lockstep-synth-');
  const remove = () => removeFolder(folder);
  const forget = onInterrupt(remove);
  try {
    const report = await runProject(project, folder, releaseTexts, options);
    const files = readFiles(folder);
    if (files.size === 0) {
      throw new UserError({
        code: 'SYNTH_NOTHING',
        what: `the app wrote no manifests: ${project.app}`,
        why: `no file ending in ${MANIFEST_ENDING} came out; app.synth() is missing, or the App has an outdir of its own`,
        fix: 'call app.synth() at the end of the app, and let new App() choose the folder',
      });
    }
    // our own App has looked at every manifest
    if (!report) requireManifests(files);
    return { files, releases: report?.releases, documents: documentsOf(files, report?.files ?? []) };
  } finally {
    forget();
    remove();
  }
}

/** Of files that somebody changed after they were written, it is not known what is in them. */
function documentsOf(
  files: ReadonlyMap<string, string>,
  written: readonly WrittenFile[],
): Map<string, readonly unknown[]> {
  return new Map(
    written
      .map(({ path, ...rest }) => ({ path: path.split(sep).join('/'), ...rest }))
      .filter(({ path, text }) => files.get(path) === text)
      .map(({ path, documents }) => [path, documents]),
  );
}

/** Most apps write a few files into one folder; what removes whole trees is loaded for the others only. */
function removeFolder(folder: string): void {
  try {
    for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
    rmdirSync(folder);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readFiles(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(MANIFEST_ENDING))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return new Map(paths.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]));
}
