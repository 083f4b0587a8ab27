import { readdirSync } from 'node:fs';
import { type Problem, requireNone } from '../errors';
import { fillImages, requireResolved } from '../importer/fill-images';
import { type ImportedApp, importApp } from '../importer/import-app';
import type { ImportedObject, ImportNote } from '../importer/imported-object';
import { findLabelMentions } from '../importer/plan/find-label-mentions';
import { type ImportPlan, planReleases } from '../importer/plan/plan-releases';
import { fixedFiles } from '../project/fixed-files';
import { readOwnPackage } from '../project/own-package';
import { type ProjectFile, writeProject } from '../project/write-project';
import { Draft } from './draft';
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
  readonly plan: ImportPlan;
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
  const { name: wanted, image, tag, keepDrift, force = false, dryRun = false } = request;
  const input = readImportInput(request.paths, { image, name: wanted });
  const { unresolved } = input;
  const objects = tag === undefined ? input.objects : fillImages(input.objects, unresolved, tag);
  const plan = planReleases(objects, { image, tag, keepDrift, name: wanted });
  if (tag === undefined) requireResolved(plan, unresolved);
  const name = wanted ?? plan.releases[0]?.id ?? 'app';
  const folder = request.out ?? name;
  requireNone(findFilesInTheWay(folder, force));
  const draft = new Draft();
  const app = await importApp(name, objects, plan, (files) => draft.synthesize(files)).finally(() => draft.remove());
  const hasExceptions =
    plan.releases.length > 1 ||
    plan.releases.some(({ strays, image: { tag: version, digest } }) => strays.length > 0 || !(version ?? digest));
  const all = new Map([...fixedFiles({ name, hasExceptions }, readOwnPackage()), ...app.files]);
  const sorted = new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
  const files = writeProject(folder, sorted, { force, dryRun });
  const notes = [...input.notes, ...plan.notes, ...findLabelMentions(plan)];
  return { name, folder, objects, plan, app, notes, files };
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
