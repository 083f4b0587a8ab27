import { asFields, type Fields, isFields } from '../../manifest/manifest';
import { pointer } from '../pointer';
import { alignVariables } from './align-variables';
import type { PerEnvironment } from './environment';

/** One value for several, and where they differ. */
export interface MergedValue {
  readonly value: unknown;
  readonly differences: Map<string, PerEnvironment>;
}

/**
 * One value that stands for the same place in several environments: maps are merged field by field and lists of one
 * length item by item; everything else that differs is a difference as a whole.
 *
 * @param values in the order of the environments; undefined and null where there is nothing
 */
export function mergeValues(values: PerEnvironment, at = ''): MergedValue {
  const given = values.map((value) => value ?? undefined);
  const present = given.filter((value) => value !== undefined);
  const [first] = present;
  if (present.length === given.length && given.every(isFields)) return mergeMaps(given.map(asFields), at);
  if (present.length === given.length && given.every(Array.isArray)) {
    const lists = given as unknown[][];
    const isEnv = at.endsWith('/env');
    const aligned = isEnv ? alignVariables(lists) : undefined;
    if (aligned) return mergeVariables(aligned, at);
    // a variable is found by its name, so a list that cannot be put in order is one value
    if (!isEnv && lists.every((list) => list.length === lists[0]?.length)) return mergeLists(lists, at);
  }
  const isSame = given.every((value) => JSON.stringify(value) === JSON.stringify(given[0]));
  return { value: first, differences: new Map(isSame ? [] : [[at, given]]) };
}

function mergeMaps(maps: readonly Fields[], at: string): MergedValue {
  const keys = [...new Set(maps.flatMap((map) => Object.keys(map)))];
  const differences = new Map<string, PerEnvironment>();
  const entries = keys.map((key) => {
    const merged = mergeValues(
      maps.map((map) => (Object.hasOwn(map, key) ? map[key] : undefined)),
      pointer(at, key),
    );
    for (const [place, each] of merged.differences) differences.set(place, each);
    return [key, merged.value] as const;
  });
  return { value: Object.fromEntries(entries), differences };
}

function mergeLists(lists: readonly unknown[][], at: string): MergedValue {
  const differences = new Map<string, PerEnvironment>();
  const items = (lists[0] ?? []).map((_item, index) => {
    const merged = mergeValues(
      lists.map((list) => list[index]),
      pointer(at, index),
    );
    for (const [place, each] of merged.differences) differences.set(place, each);
    return merged.value;
  });
  return { value: items, differences };
}

/** The same variables in the same places, which a map of variables may leave out where they have no value. */
function mergeVariables(lists: readonly (readonly (Fields | undefined)[])[], at: string): MergedValue {
  const differences = new Map<string, PerEnvironment>();
  const items = (lists[0] ?? []).map((_item, index) => {
    const variables = lists.map((list) => list[index]);
    const [first] = variables.filter((variable) => variable !== undefined);
    const field = first?.value === undefined ? 'valueFrom' : 'value';
    const merged = mergeValues(
      variables.map((variable) => variable?.[field]),
      pointer(at, index, field),
    );
    for (const [place, each] of merged.differences) differences.set(place, each);
    return { name: first?.name, [field]: merged.value };
  });
  return { value: items, differences };
}
