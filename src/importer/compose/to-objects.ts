import type { Manifest } from '../../manifest/manifest';
import type { FieldComments, ImportedObject, ImportNote } from '../imported-object';
import type { ComposeFile } from './compose-file';
import { carryFields } from './fields/carry-fields';
import { noteTopLevel } from './fields/note-top-level';
import { buildClaims, volumeName } from './objects/build-claims';
import { buildService } from './objects/build-service';
import { buildWorkload } from './objects/build-workload';
import { fieldComments } from './objects/field-comments';
import { findImages, type UnresolvedImage } from './objects/find-images';
import { findKind } from './objects/find-kind';
import { findServices } from './objects/find-services';
import { keepOwnVariables } from './objects/keep-own-variables';
import { byLine, NoteBook } from './objects/note-book';
import { noteSecrets } from './objects/note-secrets';
import { printObject } from './objects/print-object';
import { ServiceDraft } from './objects/service-draft';
import { safeNames } from './values/safe-names';

/** What a Compose file is in Kubernetes. */
export interface ComposeObjects {
  /** For each service in its order its workload and its Service, and then the claims of the volumes. */
  readonly objects: readonly ImportedObject[];
  /** What was not carried over, or not as it was, in the order of the lines. */
  readonly notes: readonly ImportNote[];
  /** Images of which a part is not known, for a variable has no value: somebody has to say it. */
  readonly unresolved: readonly UnresolvedImage[];
}

/**
 * The Kubernetes objects that do what the services of a Compose file do, and everything that they do not do.
 *
 * @param options `file` for places; `name` of the project where neither the file nor its surroundings have one
 */
export function toObjects(
  compose: ComposeFile,
  options: { readonly file: string; readonly name: string },
): ComposeObjects {
  const notes = new NoteBook();
  const names = safeNames(compose.services.map(({ name }) => name));
  const claims = claimNames(compose);
  const drafts = compose.services.map(
    (service) =>
      new ServiceDraft(service, findKind(service, compose), names.get(service.name) ?? service.name, {
        compose,
        names,
        claims,
        notes,
      }),
  );
  for (const draft of drafts) carryFields(draft);
  for (const draft of drafts) noteChanges(draft);
  const { images, unresolved } = findImages(compose, compose.name ?? options.name, notes);
  const services = findServices(compose, drafts, notes);
  keepOwnVariables(drafts, services);
  noteSecrets(drafts);
  noteTopLevel(compose.rest, notes);

  const place = (manifest: Manifest, at: string, comments?: Map<string, FieldComments>): ImportedObject => ({
    manifest,
    place: at,
    file: options.file,
    text: printObject(manifest),
    comments: comments ?? new Map(),
  });
  const workloads = drafts.flatMap((draft) => {
    const { service } = draft;
    const image = images.get(service.name);
    // something that another tool runs has no image
    if (image === undefined) return [];
    const workload = buildWorkload(draft, image);
    const own = place(workload, service.place, fieldComments(service, workload));
    return services.includes(draft) ? [own, place(buildService(draft), service.place)] : [own];
  });
  const built = buildClaims(compose, drafts, claims, notes);
  return {
    objects: [...workloads, ...built.map(({ manifest, volume }) => place(manifest, volume.place))],
    notes: [...compose.notes, ...notes.notes()].sort(byLine),
    unresolved,
  };
}

/** A claim has the name that its volume has in Docker. */
function claimNames(compose: ComposeFile): Map<string, string> {
  const volumes = [...compose.volumes.values()];
  const safe = safeNames(new Set(volumes.map(volumeName)));
  return new Map(volumes.map((volume) => [volume.name, safe.get(volumeName(volume)) ?? volume.name]));
}

function noteChanges(draft: ServiceDraft): void {
  const { service, kind, name } = draft;
  if (name !== service.name) {
    draft.note(
      service.place,
      `its name is '${name}' here`,
      'names in Kubernetes are small letters, digits and dashes, and begin with a letter',
    );
  }
  if (kind === 'Job') {
    draft.note(
      service.place,
      'a Job',
      'it runs once and ends; what waits for it in docker compose does not wait here, and a Job cannot be changed, so its name ends in the version: each version is a Job of its own',
    );
    if (draft.container.has('readinessProbe'))
      draft.note(service.place, 'healthcheck', 'nobody waits for a Job to be ready: it has no probe');
  }
}
