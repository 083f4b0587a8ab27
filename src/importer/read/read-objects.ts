import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Problem, requireNone, UserError } from '../../errors';
import type { ImportedObject, ImportNote } from '../imported-object';
import { findInputFiles, type InputFile } from './find-input-files';
import { hasTemplate } from './has-template';
import { mayHoldObject } from './may-hold-object';
import { parseObjects } from './parse-objects';
import { readInput } from './read-input';

/** What was read, and which files of a folder were not, with the reason. */
export interface ReadObjects {
  /** In the order of the paths that were given, of the files below them, and of the objects in each. */
  readonly objects: readonly ImportedObject[];
  readonly skipped: readonly ImportNote[];
}

/** Files that other tools make objects from: what they are, and how to get at the objects. */
const SOURCES: readonly { readonly name: RegExp; readonly what: string; readonly advice: string }[] = [
  {
    name: /^kustomization(?:\.ya?ml)?$/i,
    what: 'says how kustomize makes objects, and is none',
    advice: 'run kubectl kustomize on its folder and import what it prints',
  },
  {
    name: /^Chart\.ya?ml$/,
    what: 'describes a Helm chart, and is no object',
    advice: 'run helm template on its folder and import what it prints',
  },
];

/**
 * Reads the Kubernetes objects of files, of all files below folders, and of standard input; each file once. A file of a
 * folder that holds no object at all is left out with a note.
 *
 * @param paths `-` is standard input
 * @param stdin reads it; the process's own when not given
 * @throws UserError IMPORT_INPUT_MISSING, IMPORT_INPUT_EMPTY, IMPORT_INPUT_TEMPLATE, MANIFEST_… and what
 *   {@link readInput} throws: the problems of all files at once
 */
export function readObjects(paths: readonly string[], stdin?: () => string): ReadObjects {
  const isThere = (path: string) => path === '-' || existsSync(path);
  const problems: Problem[] = paths.filter((path) => !isThere(path)).map(missing);
  const objects: ImportedObject[] = [];
  const skipped: ImportNote[] = [];
  const attempt = (read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  };
  for (const file of findInputs(paths.filter(isThere), attempt)) {
    attempt(() => {
      const read = readFile(file, stdin);
      // there may be more than a call takes arguments
      for (const object of read.objects) objects.push(object);
      skipped.push(...read.skipped);
    });
  }
  requireNone(problems);
  if (objects.length === 0) throw nothing(paths, skipped);
  return { objects, skipped };
}

/** Each file once, where it stands first; named when it is so anywhere. */
function findInputs(paths: readonly string[], attempt: (read: () => void) => void): InputFile[] {
  const files = new Map<string, InputFile>();
  for (const path of paths) {
    attempt(() => {
      const found = path === '-' ? [{ path, name: 'standard input', isNamed: true }] : listFiles(path);
      for (const file of found) {
        const isNamed = file.isNamed || files.get(file.name)?.isNamed === true;
        files.set(file.name, { ...file, isNamed });
      }
    });
  }
  return [...files.values()];
}

function listFiles(path: string): InputFile[] {
  try {
    return findInputFiles(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError({
      code: 'IMPORT_INPUT_UNREADABLE',
      what: `the folder ${path} cannot be read`,
      why: `the system says ${code ?? message}`,
      fix: 'give the paths of files and folders that can be read',
    });
  }
}

function readFile({ path, name, isNamed }: InputFile, stdin: (() => string) | undefined): ReadObjects {
  const source = SOURCES.find((each) => each.name.test(basename(name)));
  if (source !== undefined && !isNamed) {
    return {
      objects: [],
      skipped: [{ place: name, what: `${name} ${source.what}`, why: `it was left out: ${source.advice}` }],
    };
  }
  if (source !== undefined) throw noObject(name, `it ${source.what}`, source.advice);
  const text = path !== '-' ? readInput(path, name) : stdin === undefined ? readInput(0, name) : stdin();
  const objects = parse(text, name, isNamed);
  if (objects.length > 0) return { objects, skipped: [] };
  if (isNamed) throw noObject(name, 'it is empty, or has nothing but comments', 'give a file with manifests');
  const what = `${name} holds no Kubernetes object`;
  return { objects, skipped: [{ place: name, what, why: 'it was left out: nothing in it has apiVersion and kind' }] };
}

/** None for a file of a folder that is something else than manifests. */
function parse(text: string, name: string, isNamed: boolean): ImportedObject[] {
  try {
    return parseObjects(text, name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (!isNamed && !mayHoldObject(text)) return [];
    if (!hasTemplate(text)) throw error;
    throw new UserError({
      code: 'IMPORT_INPUT_TEMPLATE',
      what: `${name} is a template: it has {{ outside of quotes`,
      why: 'what Helm or another tool makes of it is not known here',
      fix: 'run helm template on the chart, and import what it prints: helm template chart/ | lockstep import -',
    });
  }
}

function missing(path: string): Problem {
  return {
    code: 'IMPORT_INPUT_MISSING',
    what: `there is no '${path}'`,
    why: 'each argument is a file with manifests, a folder of them, or - for standard input',
    fix: 'mend the path',
  };
}

function noObject(name: string, why: string, fix: string): UserError {
  return new UserError({ code: 'IMPORT_INPUT_EMPTY', what: `${name} holds no Kubernetes object`, why, fix });
}

function nothing(paths: readonly string[], skipped: readonly ImportNote[]): UserError {
  return new UserError({
    code: 'IMPORT_INPUT_EMPTY',
    what: `there is no Kubernetes object in ${paths.map((path) => `'${path}'`).join(' and ')}`,
    why:
      skipped.length === 0
        ? 'no file there has one; of a folder, only files that end in .yaml, .yml or .json are read'
        : skipped.map(({ what, why }) => `${what} (${why})`).join('; '),
    fix: 'name the files or folders with your manifests',
  });
}
