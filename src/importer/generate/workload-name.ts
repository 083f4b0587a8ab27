import type { Manifest } from '../../manifest/manifest';
import type { ImageReference } from '../../release/image-reference';
import { toNameSuffix } from '../../release/version';
import type { MapEntry } from '../code/code';
import { findNativeKind, type NativeKind } from './native-kinds';
import { fieldEntry, type ObjectContext } from './object-context';

const MAX_NAME_LENGTH = 63;

/** The id that a workload is declared with, and its name where that is another. */
export function nameWorkload(
  context: ObjectContext,
  name: string,
  { method }: NativeKind,
  release: ImageReference,
): { readonly id: string; readonly entries: readonly MapEntry[] } {
  const bare = context.idOf(name);
  const isJob = method === 'job';
  const id = bare === name ? withoutVersion(name, context.object.manifest, release) : bare;
  if (id !== bare) return { id, entries: [] };
  return { id: bare, entries: isJob || bare !== name ? fieldEntry(context, 'name', name, '/metadata/name') : [] };
}

/** A Release names a Job after its id and the version. */
export function withoutVersion(name: string, workload: Manifest, release: ImageReference): string {
  const end = `-${toNameSuffix(release, MAX_NAME_LENGTH)}`;
  return findNativeKind(workload)?.method === 'job' && name.endsWith(end) && name.length > end.length
    ? name.slice(0, -end.length)
    : name;
}
