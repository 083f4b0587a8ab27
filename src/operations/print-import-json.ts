import type { ImportedObject } from '../importer/imported-object';
import { nameOf, namespaceOf } from '../manifest/manifest';
import type { ImportResult } from './run-import';

/** What an import did, for programs. */
export function toImportJson({ name, folder, objects, plan, app, notes, files }: ImportResult): object {
  return {
    name,
    folder,
    objects: objects.length,
    releases: plan.releases.map(({ id, image, workloadsCount, containersCount, strays, moved }) => ({
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
    })),
    code: app.declared.map(({ object, form, why }) => ({
      ...refOf(object),
      form: form === 'object' ? 'ApiObject' : 'native',
      ...(why === undefined ? {} : { why }),
    })),
    kept: app.kept.map(({ object, why }) => ({ ...refOf(object), ...(why === undefined ? {} : { why }) })),
    notes,
    files,
  };
}

function refOf({ manifest, place }: ImportedObject): object {
  return { kind: manifest.kind, name: nameOf(manifest), namespace: namespaceOf(manifest) || undefined, place };
}
