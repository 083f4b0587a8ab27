import type { Manifest } from '../manifest/manifest';
import { printReleaseFile } from '../project/print-release-file';
import { expectedManifests } from './expected-manifests';
import { type GeneratedApp, generateApp } from './generate/generate-app';
import type { ImportedObject } from './imported-object';
import { manifestFiles } from './manifest-files';
import type { ImportPlan } from './plan/import-plan';
import { findDifferences } from './prove/find-differences';
import { proveApp } from './prove/prove-app';

/** An app that synthesizes the input, which was seen. */
export interface ImportedApp extends GeneratedApp {
  /** main.ts, the release files, and what they read: text by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a project that stands nowhere yet, and gives the objects that it synthesizes. */
export type SynthesizeDraft = (files: ReadonlyMap<string, string>) => Promise<readonly Manifest[]>;

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
  return await proveApp({
    write: (demotions) => {
      const app = generateApp({ name, releases: plan.releases, rest: plan.rest, releaseFiles, demotions });
      return { ...app, files: filesOf(app, plan, releaseFiles, objects) };
    },
    compare: async ({ files }) => {
      const placeOf = new Map(expected.map((manifest, index) => [manifest, objects[index]]));
      return findDifferences(expected, await synthesize(files)).map(({ manifest, text }) => ({
        object: manifest && placeOf.get(manifest),
        text,
      }));
    },
  });
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
