import type { ImportedObject } from '../importer/imported-object';
import type { ImportPlan } from '../importer/plan/import-plan';
import { nameOf, namespaceOf } from '../manifest/manifest';
import type { ImportResult } from './run-import';

/** How an object is written, for programs. */
const FORMS = {
  workload: 'native',
  attached: 'native',
  object: 'ApiObject',
  outside: 'unchecked',
  kept: 'manifest',
} as const;

/** What an import did, for programs. */
export function toImportJson(result: ImportResult): object {
  const { name, folder, objects, plan, environments, app, notes, files } = result;
  return {
    name,
    folder,
    objects: objects.length,
    ...(environments && {
      environments: environments.map((each) => ({ name: each.name, releases: toReleases(each.plan) })),
    }),
    releases: toReleases(plan),
    code: app.declared.map(({ object, form, why }) => ({
      ...refOf(object),
      form: FORMS[form],
      ...(why === undefined ? {} : { why }),
    })),
    kept: app.kept.map(({ object, why }) => ({ ...refOf(object), ...(why === undefined ? {} : { why }) })),
    notes,
    files,
  };
}

function toReleases({ releases }: ImportPlan): object[] {
  return releases.map(({ id, image, workloadsCount, containersCount, strays, moved }) => ({
    id,
    image: image.toString(),
    workloads: workloadsCount,
    containers: containersCount,
    strays: strays.map(({ object, pointer, pinnedTag, tagSuffix }) => ({
      ...refOf(object),
      pointer,
      ...(tagSuffix === undefined ? { pinnedTag } : { tagSuffix }),
    })),
    moved: moved.map(({ object, pointer, from, to }) => ({ ...refOf(object), pointer, from, to })),
  }));
}

function refOf({ manifest, place }: ImportedObject): object {
  return { kind: manifest.kind, name: nameOf(manifest), namespace: namespaceOf(manifest) || undefined, place };
}
