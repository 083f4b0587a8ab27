import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Problem, requireNone, UserError } from '../errors';
import { isComposeText } from '../importer/compose/is-compose';
import type { UnresolvedImage } from '../importer/compose/objects/find-images';
import { parseCompose } from '../importer/compose/parse-compose';
import { toObjects as toComposeObjects } from '../importer/compose/to-objects';
import type { ImportedObject, ImportNote } from '../importer/imported-object';
import { parseProcfile } from '../importer/procfile/parse-procfile';
import { toObjects as toProcessObjects } from '../importer/procfile/procfile-objects';
import { readInput } from '../importer/read/read-input';
import { readObjects } from '../importer/read/read-objects';
import { toDnsLabel } from '../manifest/dns-name';

/** What is imported, whatever it was written as. */
export interface ImportInput {
  readonly objects: readonly ImportedObject[];
  readonly notes: readonly ImportNote[];
  /** Images of Compose files of which a part is not known. */
  readonly unresolved: readonly UnresolvedImage[];
}

/** What the user says where the input does not. */
export interface GivenImage {
  readonly image?: string | undefined;
  readonly name?: string | undefined;
}

const PROCFILE = /^Procfile(?:\.[\w-]+)?$/;
const YAML_FILE = /\.ya?ml$/i;
const STANDARD_INPUT = 'standard input';

/**
 * Reads manifests, Compose files and Procfiles.
 *
 * @throws UserError PROCFILE_WITHOUT_IMAGE, PROCFILE_INVALID, COMPOSE_INVALID and what reading manifests throws, all
 *   problems at once
 */
export function readImportInput(paths: readonly string[], given: GivenImage): ImportInput {
  const problems: Problem[] = [];
  const parts: ImportInput[] = [];
  const manifests: string[] = [];
  let standardInput: string | undefined;
  for (const path of paths) {
    try {
      if (path === '-') standardInput ??= readInput(0, STANDARD_INPUT);
      const part = readOther(path, standardInput, given);
      if (part) parts.push(part);
      else manifests.push(path);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  try {
    if (manifests.length > 0) {
      const { objects, skipped } = readObjects(manifests, () => standardInput ?? '');
      parts.push({ objects, notes: skipped, unresolved: [] });
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(...error.problems);
  }
  requireNone(problems);
  return {
    objects: parts.flatMap(({ objects }) => objects),
    notes: parts.flatMap(({ notes }) => notes),
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
  };
}

/** A Compose file or a Procfile; undefined for what holds manifests, or is not there. */
function readOther(path: string, standardInput: string | undefined, given: GivenImage): ImportInput | undefined {
  const isFile = path !== '-' && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  const file = path === '-' ? STANDARD_INPUT : relative(process.cwd(), resolve(path)).split(sep).join('/');
  if (isFile && PROCFILE.test(basename(path))) return readProcfile(path, file, given);
  if (path !== '-' && !(isFile && YAML_FILE.test(path))) return undefined;
  const text = path === '-' ? (standardInput ?? '') : readInput(path, file);
  if (!isComposeText(text, file)) return undefined;
  const folder = path === '-' ? process.cwd() : dirname(resolve(path));
  const name = given.name ?? toDnsLabel(basename(folder)) ?? 'app';
  const compose = parseCompose(text, file, {
    dotEnv: readText(join(folder, '.env')),
    projectName: name,
    readFile: (wanted) => readText(resolve(folder, wanted)),
  });
  return toComposeObjects(compose, { file, name });
}

function readProcfile(path: string, file: string, { image, name }: GivenImage): ImportInput {
  const processes = parseProcfile(readInput(path, file), file);
  if (image === undefined) {
    throw new UserError({
      code: 'PROCFILE_WITHOUT_IMAGE',
      what: `${file} names no image`,
      why: 'its processes run in whatever image is built of the folder, which only you know',
      fix: 'give it with --image, for example --image registry.example.com/team/shop:1.4.2',
    });
  }
  const app = name ?? toDnsLabel(basename(dirname(resolve(path)))) ?? 'app';
  return { ...toProcessObjects(processes, { file, image, name: app }), unresolved: [] };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
