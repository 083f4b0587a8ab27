import { readdirSync } from 'node:fs';
import { type Problem, requireNone } from '../errors';
import { chooseEnvironments } from '../importer/environments/choose-environments';
import { importEnvironments, requireSameImage } from '../importer/environments/import-environments';
import { fillImages, requireResolved } from '../importer/fill-images';
import { type ImportedApp, importApp } from '../importer/import-app';
import type { ImportedObject, ImportNote } from '../importer/imported-object';
import { findLabelMentions } from '../importer/plan/find-label-mentions';
import { type ImportPlan, planReleases } from '../importer/plan/plan-releases';
import { fixedFiles } from '../project/fixed-files';
import { readOwnPackage } from '../project/own-package';
import { type ProjectFile, writeProject } from '../project/write-project';
import { Draft } from './draft';
import { findStrayManifests } from './find-stray-manifests';
import { readImportInput } from './read-import-input';

/** What is imported, and how. */
export interface ImportRequest {
  /** Files, folders, and `-` for standard input. */
  readonly paths: readonly string[];
  /** The folder of the new project. Default: the name, in the working folder. */
  readonly out?: string | undefined;
  readonly name?: string | undefined;
  readonly image?: string | undefined;
  readonly tag?: string | undefined;
  readonly keepDrift?: boolean | undefined;
  /** Environments, each `name=path`, instead of paths. */
  readonly env?: readonly string[] | undefined;
  /** Write into a folder that has files. Default: false. */
  readonly force?: boolean | undefined;
  /** Prove everything and write nothing. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/** What an import did. */
export interface ImportResult {
  readonly name: string;
  readonly folder: string;
  readonly objects: readonly ImportedObject[];
  /** Of the app, or of its first environment. */
  readonly plan: ImportPlan;
  /** Undefined for an app that has none. */
  readonly environments: readonly { readonly name: string; readonly plan: ImportPlan }[] | undefined;
  readonly app: ImportedApp;
  readonly notes: readonly ImportNote[];
  readonly files: readonly ProjectFile[];
}

/**
 * Turns manifests, Compose files and Procfiles into a project that synthesizes the same objects, which is seen before the
 * first file is written.
 *
 * @throws UserError IMPORT_FOLDER_NOT_EMPTY, and what reading, planning, proving and writing throw
 */
export async function runImport(request: ImportRequest): Promise<ImportResult> {
  const { name: wanted, force = false, dryRun = false } = request;
  const environments = chooseEnvironments(request.paths, request.env)?.map(({ name, paths }) => ({
    name,
    ...planInput(paths, request),
  }));
  if (environments) requireSameImage(environments);
  const [first] = environments ?? [planInput(request.paths, request)];
  if (!first) throw new Error('there is at least one environment');
  const { plan } = first;
  const objects = environments?.flatMap((environment) => environment.objects) ?? first.objects;
  const name = wanted ?? plan.releases[0]?.id ?? 'app';
  const folder = request.out ?? name;
  requireNone(findFilesInTheWay(folder, force));
  const draft = new Draft();
  const app = await (environments
    ? importEnvironments(name, environments, (files) => draft.synthesizeFiles(files))
    : importApp(name, objects, plan, (files) => draft.synthesize(files))
  ).finally(() => draft.remove());
  const hasExceptions =
    environments !== undefined ||
    plan.releases.length > 1 ||
    plan.releases.some(({ strays, image: { tag: version, digest } }) => strays.length > 0 || !(version ?? digest));
  const all = new Map([...fixedFiles({ name, hasExceptions }, readOwnPackage()), ...app.files]);
  const sorted = new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
  requireNone(findStrayManifests(folder, all.keys()));
  const files = writeProject(folder, sorted, { force, dryRun });
  const planned = environments ?? [first];
  const notes = uniqueNotes(
    planned.flatMap((each) => [...each.notes, ...each.plan.notes, ...findLabelMentions(each.plan)]),
  );
  return { name, folder, objects, plan, environments, app, notes, files };
}

/** What is read and planned for one environment, or for all of an app that has none. */
function planInput(
  paths: readonly string[],
  { name, image, tag, keepDrift }: ImportRequest,
): { objects: readonly ImportedObject[]; notes: readonly ImportNote[]; plan: ImportPlan } {
  const { objects: read, notes, unresolved } = readImportInput(paths, { image, name });
  const objects = tag === undefined ? read : fillImages(read, unresolved, tag);
  const plan = planReleases(objects, { image, tag, keepDrift, name });
  if (tag === undefined) requireResolved(plan, unresolved);
  return { objects, notes, plan };
}

/** Two environments mostly have the same to say. */
function uniqueNotes(notes: readonly ImportNote[]): ImportNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify([note.what, note.why]), note])).values()];
}

/** A project is a folder of its own: beside somebody's files it has to be asked for. */
function findFilesInTheWay(folder: string, force: boolean): Problem[] {
  if (force) return [];
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name !== '.git');
  } catch {
    // what is wrong with it is said when it is written to
    return [];
  }
  if (names.length === 0) return [];
  const some = names.slice(0, 3).join(', ');
  return [
    {
      code: 'IMPORT_FOLDER_NOT_EMPTY',
      what: `the folder ${folder} has files: ${some}${names.length > 3 ? `, and ${names.length - 3} more` : ''}`,
      why: 'the import writes a whole project, and somebody else wrote these',
      fix: 'give a new folder with --out, or write beside them with --force, which replaces files of the same name',
    },
  ];
}
