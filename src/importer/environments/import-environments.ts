import { UserError } from '../../errors';
import type { Manifest } from '../../manifest/manifest';
import { printReleaseFile } from '../../project/print-release-file';
import { expectedManifests } from '../expected-manifests';
import { type GeneratedApp, generateApp } from '../generate/generate-app';
import type { ImportedApp } from '../import-app';
import type { ImportedObject } from '../imported-object';
import { manifestFiles } from '../manifest-files';
import type { PlannedRelease } from '../plan/import-plan';
import { findDifferences } from '../prove/find-differences';
import { type ObjectDifference, proveApp } from '../prove/prove-app';
import type { MergedObject } from './environment';
import { EnvironmentCode } from './environment-code';
import { mergeEnvironments, type PlannedEnvironment } from './merge-environments';

/** Runs a project that stands nowhere yet, and gives the objects of each file of `dist/`. */
export type SynthesizeFiles = (files: ReadonlyMap<string, string>) => Promise<ReadonlyMap<string, readonly Manifest[]>>;

/**
 * Writes one app for several environments, in which what differs between them is data, and compares what comes out with
 * the input, environment by environment.
 *
 * @param environments at least two, whose plans have the same repository first
 * @throws UserError IMPORT_NOT_EQUAL, and what synthesis throws
 */
export async function importEnvironments(
  name: string,
  environments: readonly PlannedEnvironment[],
  synthesize: SynthesizeFiles,
): Promise<ImportedApp> {
  const names = environments.map((environment) => environment.name);
  const merged = mergeEnvironments(environments);
  const byObject = new Map(merged.map((each) => [each.object, each]));
  const release = mergeReleases(environments, merged);
  const inRelease = new Set(release.objects);
  const others = merged.filter(({ object }) => !inRelease.has(object));
  // what only some environments have is code where it runs the image, and stays YAML otherwise
  const isEverywhere = ({ originals }: MergedObject) => originals.every((original) => original !== undefined);
  const rest = others.filter(isEverywhere).map(({ object }) => object);
  const single = others.filter((each) => !isEverywhere(each));
  return await proveApp<ImportedApp>({
    write: (demotions) => {
      const code = new EnvironmentCode(names, merged, single);
      const releaseFiles = new Map<string, string>();
      const app = generateApp({ name, releases: [release], rest, releaseFiles, demotions, environments: code });
      const kept = [...app.kept, ...single.map(({ object }) => ({ object, why: 'not every environment has it' }))];
      return { ...app, kept, files: filesOf({ ...app, kept }, environments, byObject) };
    },
    compare: async ({ files }) => {
      const synthesized = await synthesize(files);
      return environments.flatMap((environment, index) => compare(environment, index, synthesized, merged));
    },
  });
}

/** The first environment's release, with the objects of all. */
function mergeReleases(environments: readonly PlannedEnvironment[], merged: readonly MergedObject[]): PlannedRelease {
  const releases = environments.map(({ plan }) => plan.releases[0]);
  const [first] = releases;
  if (!first) throw new Error('an environment has a release');
  const objects = merged
    .filter(({ originals }) =>
      originals.some((original, index) => original && releases[index]?.objects.includes(original)),
    )
    .map(({ object }) => object);
  const strays = merged.flatMap(({ object, originals }) =>
    originals.flatMap((original, index) =>
      (releases[index]?.strays ?? [])
        .filter((stray) => stray.object === original)
        .map((stray) => ({ ...stray, object })),
    ),
  );
  const unique = new Map(strays.map((stray) => [JSON.stringify([stray.object.place, stray.pointer]), stray]));
  return { ...first, objects, strays: [...unique.values()], moved: [] };
}

function filesOf(
  app: GeneratedApp,
  environments: readonly PlannedEnvironment[],
  merged: ReadonlyMap<ImportedObject, MergedObject>,
): Map<string, string> {
  const files = new Map([['main.ts', app.main], ...app.configFiles]);
  environments.forEach(({ name, objects, plan }, index) => {
    const [release] = plan.releases;
    if (!release) throw new Error('an environment has a release');
    const { image, allowMovingTag, id } = release;
    files.set(`release.${name}.yaml`, printReleaseFile(id, image, { allowMovingTag }));
    const kept = app.kept.flatMap(({ object }) => merged.get(object)?.originals[index] ?? []);
    const inputFiles = [...new Set(objects.map(({ file }) => file))];
    for (const [path, text] of manifestFiles(kept, inputFiles)) {
      files.set(path.replace(/^manifests\//, `manifests/${name}/`), text);
    }
  });
  return files;
}

function compare(
  { name, objects, plan }: PlannedEnvironment,
  index: number,
  synthesized: ReadonlyMap<string, readonly Manifest[]>,
  merged: readonly MergedObject[],
): ObjectDifference[] {
  const own = ['', '-manifests', '-unchecked'].map((end) => `${name}${end}.k8s.yaml`);
  const output = [...synthesized].filter(([file]) => own.includes(file)).flatMap(([, manifests]) => manifests);
  const expected = expectedManifests(objects, plan);
  const mergedOf = new Map(
    merged.flatMap((each) => (each.originals[index] ? [[each.originals[index], each.object]] : [])),
  );
  const objectOf = new Map(expected.map((manifest, position) => [manifest, objects[position]]));
  return findDifferences(expected, output).map(({ manifest, text }) => {
    const original = manifest && objectOf.get(manifest);
    return { object: original && mergedOf.get(original), text: `${name}: ${text}` };
  });
}

/**
 * Refuses environments that are not one app.
 *
 * @throws UserError IMPORT_OTHER_IMAGE
 */
export function requireSameImage(environments: readonly PlannedEnvironment[]): void {
  const [first, ...others] = environments;
  const repository = first?.plan.releases[0]?.image.repository;
  const other = others.find(({ plan }) => plan.releases[0]?.image.repository !== repository);
  if (!other) return;
  throw new UserError({
    code: 'IMPORT_OTHER_IMAGE',
    what: `${other.name} runs ${other.plan.releases[0]?.image.repository}, and ${first?.name} runs ${repository}`,
    why: 'environments of one app run versions of one image',
    fix: 'say which image is meant with --image, or import them one by one',
  });
}
