import type { ImageReference } from '../../release/image-reference';
import { toNameSuffix } from '../../release/version';
import type { MapEntry } from '../code/code';
import type { NativeKind } from './native-kinds';
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
  const end = `-${toNameSuffix(release, MAX_NAME_LENGTH)}`;
  const isJob = method === 'job';
  // a Release names a Job after its id and the version
  if (isJob && bare === name && name.endsWith(end) && name.length > end.length)
    return { id: name.slice(0, -end.length), entries: [] };
  return { id: bare, entries: isJob || bare !== name ? fieldEntry(context, 'name', name, '/metadata/name') : [] };
}
