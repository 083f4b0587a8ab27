import type { Manifest } from '../../../manifest/manifest';
import type { ComposeFile, ComposeVolume } from '../compose-file';
import { isTrue } from '../fields/is-true';
import { findField, isNull, mapOf, textOf } from '../yaml/compose-node';
import type { NoteBook } from './note-book';
import type { ServiceDraft } from './service-draft';

const SIZE =
  'each became a PersistentVolumeClaim of 1Gi, ReadWriteOnce, a size that nobody wrote; it begins empty, where docker compose fills it from the image; Deployments that mount it replace their pod (Recreate) instead of starting the new one beside it';
const SHARED =
  'it is mounted by several pods, and a ReadWriteOnce claim is held by one node at a time: ReadWriteMany, and a storage class that has it, lets them run anywhere';

/** The claim of each named volume that a service mounts, with the volume that it comes from. */
export function buildClaims(
  compose: ComposeFile,
  drafts: readonly ServiceDraft[],
  claims: ReadonlyMap<string, string>,
  notes: NoteBook,
): { readonly manifest: Manifest; readonly volume: ComposeVolume }[] {
  const built: { manifest: Manifest; volume: ComposeVolume }[] = [];
  for (const volume of compose.volumes.values()) {
    const users = drafts.filter(({ claimed }) => claimed.has(volume.name));
    const name = claims.get(volume.name);
    if (name === undefined || users.length === 0) {
      notes.add({
        place: volume.place,
        topic: 'volumes that no service mounts:',
        detail: volume.name,
        why: 'they are left out',
      });
      continue;
    }
    noteFields(volume, notes);
    if (users.length > 1 || users.some(({ kind, replicas }) => kind === 'DaemonSet' || (replicas ?? 1) > 1)) {
      notes.add({ place: volume.place, topic: 'shared volumes:', detail: volume.name, why: SHARED });
    }
    if (isExternal(volume)) {
      notes.add({
        place: volume.place,
        topic: 'external volumes:',
        detail: volume.name,
        why: `docker compose does not create it, so there is no claim of it here: create a PersistentVolumeClaim '${name}'`,
      });
      continue;
    }
    notes.add({ place: volume.place, topic: 'volumes:', detail: volume.name, why: SIZE });
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    built.push({ manifest: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec }, volume });
  }
  return built;
}

/** The name that a volume has in Docker. */
export function volumeName(volume: ComposeVolume): string {
  const external = mapOf(findField(volume.fields, 'external'));
  return textOf(findField(volume.fields, 'name')) ?? textOf(findField(external, 'name')) ?? volume.name;
}

function isExternal(volume: ComposeVolume): boolean {
  const external = findField(volume.fields, 'external');
  return external?.kind === 'map' || isTrue(external);
}

/** What a volume says beside its name is about the driver that Docker makes it with. */
function noteFields(volume: ComposeVolume, notes: NoteBook): void {
  for (const [key, { place, value }] of volume.fields?.entries ?? []) {
    const isLocal = key === 'driver' && textOf(value) === 'local';
    if (isNull(value) || isLocal || key === 'name' || key === 'external' || key.startsWith('x-')) continue;
    notes.add({
      place,
      topic: `volume '${volume.name}': ${key}`,
      why: 'it is about the drivers of Docker: a storage class of the cluster says how a claim is held',
    });
  }
}
