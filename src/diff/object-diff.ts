import { CONTAINER_LISTS } from '../manifest/containers';
import { type Manifest, nameOf, namespaceOf } from '../manifest/manifest';
import { compareFields, type FieldChange } from './compare-fields';
import { type Effect, effectOfChange, effectOfCreation } from './effect';
import { findRefusals, type Refusal } from './find-refusals';
import type { Rename, RenameReason } from './find-renames';
import { type LeftBehind, leftBehindOf } from './left-behind';
import { type ObjectRef, refOf } from './object-ref';

/** One object that is not the same before and after. */
export interface ObjectDiff {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed';
  /** As it is called after the change; a removed one as it was. */
  readonly object: ObjectRef;
  /** For `renamed` only: what it was, and why it is taken for the same. */
  readonly was?: ObjectRef;
  readonly reason?: RenameReason;
  readonly effect: Effect;
  /** In the order of their paths; none for what is added or removed. The name of a renamed one is not among them. */
  readonly fields: readonly FieldChange[];
  /** At least one where the effect is `refused`. */
  readonly refusals: readonly Refusal[];
  /** For `removed` and `renamed`. */
  readonly leftBehind?: LeftBehind;
  /** The name of the workload that it is, or is there for, in its namespace. */
  readonly workload?: string;
}

const CONTAINERS: ReadonlySet<string> = new Set(CONTAINER_LISTS);
const NAMES = new Set(['metadata.name', 'metadata.namespace', 'metadata.generateName']);

/** The same object before and after; undefined when nothing differs. */
export function diffOfChange(before: Manifest, after: Manifest): ObjectDiff | undefined {
  const fields = compareFields(before, after);
  if (fields.length === 0) return undefined;
  const refusals = findRefusals(before, after, fields);
  const effect = refusals.length > 0 ? 'refused' : effectOfChange(after, fields);
  return { change: 'changed', object: refOf(after), effect, fields, refusals };
}

/** An object under another name. */
export function diffOfRename({ before, after, reason }: Rename): ObjectDiff {
  const isSure = reason !== 'namespace' || (namespaceOf(before) !== '' && namespaceOf(after) !== '');
  return {
    change: 'renamed',
    object: refOf(after),
    was: refOf(before),
    reason,
    effect: effectOfCreation(after),
    fields: compareFields(renameContainers(before, nameOf(before), nameOf(after)), after).filter(
      ({ path }) => !NAMES.has(path),
    ),
    refusals: [],
    // with a command that deletes in the wrong namespace the new one would go
    leftBehind: isSure ? leftBehindOf(before, reason) : { state: 'unknown' },
  };
}

/** An object that was not there. */
export function diffOfAddition(manifest: Manifest): ObjectDiff {
  return { change: 'added', object: refOf(manifest), effect: effectOfCreation(manifest), fields: [], refusals: [] };
}

/** An object that is no longer declared. */
export function diffOfRemoval(manifest: Manifest): ObjectDiff {
  return {
    change: 'removed',
    object: refOf(manifest),
    effect: 'none',
    fields: [],
    refusals: [],
    leftBehind: leftBehindOf(manifest, 'removed'),
  };
}

/** A container that has the name of its workload is the same one when both are renamed. */
function renameContainers(manifest: Manifest, from: string, to: string): Manifest {
  const rename = (value: unknown, isContainer: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => rename(item, isContainer));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        isContainer && key === 'name' && inner === from ? to : rename(inner, CONTAINERS.has(key)),
      ]),
    );
  };
  return rename(manifest, false) as Manifest;
}
