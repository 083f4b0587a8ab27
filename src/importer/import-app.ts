import { type Problem, requireNone, UserError } from '../errors';
import type { Manifest } from '../manifest/manifest';
import { printReleaseFile } from '../project/print-release-file';
import { expectedManifests } from './expected-manifests';
import type { Form } from './generate/decide';
import { type GeneratedApp, generateApp } from './generate/generate-app';
import type { ImportedObject } from './imported-object';
import { manifestFiles } from './manifest-files';
import type { ImportPlan } from './plan/import-plan';
import { type Difference, findDifferences } from './prove/find-differences';

/** An app that synthesizes the input, which was seen. */
export interface ImportedApp extends GeneratedApp {
  /** main.ts, the release files, and what they read: text by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a project that stands nowhere yet, and gives the objects that it synthesizes. */
export type SynthesizeDraft = (files: ReadonlyMap<string, string>) => Promise<readonly Manifest[]>;

/** A try that fails writes at least one object in a lower form, of which there are four. */
const MAX_TRIES = 10;
const NEXT_FORM: Readonly<Record<Form, Form>> = {
  workload: 'object',
  attached: 'object',
  object: 'outside',
  outside: 'kept',
  kept: 'kept',
};

type Demoted = Map<ImportedObject, { readonly form: Form; readonly why: string }>;

/**
 * Writes an app, synthesizes it and compares what comes out with the input, object by object. An object that comes out
 * otherwise, or that a Release refuses, is written in Kubernetes' own words, and failing that kept as YAML.
 *
 * @throws UserError IMPORT_NOT_EQUAL when the app does not synthesize the input all the same, and what synthesis throws
 */
export async function importApp(
  name: string,
  objects: readonly ImportedObject[],
  plan: ImportPlan,
  synthesize: SynthesizeDraft,
): Promise<ImportedApp> {
  const expected = expectedManifests(objects, plan);
  const releaseFiles = nameReleaseFiles(plan);
  const demoted: Demoted = new Map();
  let differences: readonly Difference[] = [];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const app = generateApp({ name, releases: plan.releases, rest: plan.rest, releaseFiles, demotions: demoted });
    const files = filesOf(app, plan, releaseFiles, objects);
    let hasLowered: boolean;
    try {
      differences = findDifferences(expected, await synthesize(files));
      if (differences.length === 0) return { ...app, files };
      hasLowered = lowerDifferent(differences, expected, objects, app, demoted);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      hasLowered = lowerRefused(error.problems, app, demoted);
    }
    if (!hasLowered) break;
  }
  throw notEqual(differences);
}

/** Main.ts and what it reads, text by path. */
function filesOf(
  app: GeneratedApp,
  plan: ImportPlan,
  releaseFiles: ReadonlyMap<string, string>,
  objects: readonly ImportedObject[],
): Map<string, string> {
  const inputFiles = [...new Set(objects.map(({ file }) => file))];
  return new Map([
    ['main.ts', app.main],
    ...plan.releases.map(({ id, image, allowMovingTag }) => {
      const file = releaseFiles.get(id) ?? DEFAULT_FILE;
      return [file, printReleaseFile(id, image, { allowMovingTag })] as const;
    }),
    ...manifestFiles(
      app.kept.map(({ object }) => object),
      inputFiles,
    ),
    ...app.configFiles,
  ]);
}

const DEFAULT_FILE = 'release.yaml';

/** `release.yaml` for the first, which commands take when no file is named, and `release.<id>.yaml` for the others. */
function nameReleaseFiles({ releases }: ImportPlan): Map<string, string> {
  return new Map(releases.map(({ id }, index) => [id, index === 0 ? DEFAULT_FILE : `release.${id}.yaml`]));
}

/** Whether anything that differs could be written in a lower form. */
function lowerDifferent(
  differences: readonly Difference[],
  expected: readonly Manifest[],
  objects: readonly ImportedObject[],
  app: GeneratedApp,
  demoted: Demoted,
): boolean {
  const lowered = differences.map(({ manifest, text }) => {
    const object = manifest && objects[expected.indexOf(manifest)];
    const declared = app.declared.find((each) => each.object === object);
    return declared ? lower(declared, `code would change it: ${text}`, demoted) : false;
  });
  return lowered.includes(true);
}

/**
 * Whether every problem is about an object that could be written in a lower form.
 *
 * @throws UserError the problems that are about none
 */
function lowerRefused(problems: readonly Problem[], app: GeneratedApp, demoted: Demoted): boolean {
  const strangers: Problem[] = [];
  for (const problem of problems) {
    const about = app.declared.filter(({ place }) => isAbout(problem, place));
    const longest = Math.max(...about.map(({ place }) => place.length));
    const meant = about.filter(({ place }) => place.length === longest);
    if (meant.length === 0) strangers.push(problem);
    for (const declared of meant) {
      const what = problem.what.replace(`${declared.place}: `, '');
      lower(declared, `${what} (${problem.why})`, demoted);
    }
  }
  requireNone(strangers);
  return true;
}

function isAbout({ what }: Problem, place: string): boolean {
  return what === place || what.startsWith(`${place}:`) || what.includes(` ${place}:`) || what.startsWith(`${place} `);
}

function lower({ object, form }: GeneratedApp['declared'][number], why: string, demoted: Demoted): boolean {
  if (form === 'kept') return false;
  demoted.set(object, { form: NEXT_FORM[form], why });
  return true;
}

function notEqual(differences: readonly Difference[]): UserError {
  const [first, ...rest] = differences.map(
    ({ text }): Problem => ({
      code: 'IMPORT_NOT_EQUAL',
      what: text,
      why: 'the app would not synthesize what the input says, so nothing was written',
      fix: 'leave this object out of the import, or report it: this is a fault of lockstep',
    }),
  );
  return new UserError(
    first ?? {
      code: 'IMPORT_NOT_EQUAL',
      what: 'the app cannot be made to synthesize the input',
      why: 'each try was refused in another way',
      fix: 'report it with the input: this is a fault of lockstep',
    },
    ...rest,
  );
}
