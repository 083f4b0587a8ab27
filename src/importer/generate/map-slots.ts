import type { Code, MapCode, MapEntry } from '../code/code';

/** A place in a workload's props that a constant can stand in. */
export interface Slot {
  /** A field of a container, the pod or the workload; a whole container beside the main one; a volume; or variables. */
  readonly scope: 'field' | 'pod' | 'container' | 'volume' | 'env';
  readonly key: string;
}

/** What stands in a slot from now on; undefined for what is there. */
export type Replace = (slot: Slot, value: Code) => Code | undefined;

/** Asks for every slot of a workload's props, outer ones first, and builds the props anew. */
export function mapSlots(entries: readonly MapEntry[], replace: Replace): MapEntry[] {
  return entries.map((entry): MapEntry => {
    if (!('key' in entry)) return entry;
    const visit = WITHIN[entry.key] ?? visitField;
    return { ...entry, value: visit(entry.key, entry.value, replace) };
  });
}

const WITHIN: Readonly<Record<string, (key: string, value: Code, replace: Replace) => Code>> = {
  pod: (_key, value, replace) =>
    mapFields(
      value,
      (field, child) =>
        replace({ scope: 'pod', key: field }, child) ?? (field === 'volumes' ? visitVolumes(child, replace) : child),
    ),
  sidecars: visitContainers,
  initContainers: visitContainers,
};

function visitContainers(_key: string, value: Code, replace: Replace): Code {
  return mapFields(
    value,
    (name, container) =>
      replace({ scope: 'container', key: name }, container) ??
      mapFields(container, (field, child) => visitField(field, child, replace)),
  );
}

function visitVolumes(volumes: Code, replace: Replace): Code {
  if (volumes.kind !== 'list') return volumes;
  const items = volumes.items.map((item) => {
    const entry =
      item.value.kind === 'map' ? item.value.entries.find((each) => 'key' in each && each.key === 'name') : undefined;
    const name = entry && 'key' in entry && entry.value.kind === 'literal' ? String(entry.value.value) : 'shared';
    return { ...item, value: replace({ scope: 'volume', key: `${name}-volume` }, item.value) ?? item.value };
  });
  return { kind: 'list', items };
}

function visitField(key: string, value: Code, replace: Replace): Code {
  return replace({ scope: key === 'env' ? 'env' : 'field', key }, value) ?? value;
}

function mapFields(value: Code, change: (key: string, value: Code) => Code): Code {
  if (value.kind !== 'map') return value;
  const entries = value.entries.map((entry) =>
    'key' in entry ? { ...entry, value: change(entry.key, entry.value) } : entry,
  );
  return { ...value, entries } satisfies MapCode;
}
