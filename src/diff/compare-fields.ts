import { VERSION_LABEL } from '../manifest/common-labels';
import type { Fields, Manifest } from '../manifest/manifest';
import { HiddenValue, hideSecretValues } from './hidden-value';
import { findListKey, type ListKey, type OrderMeaning } from './list-key';

/** One field before and after. Values that are absent were not there; a Secret's are never there, only `hidden`. */
export interface FieldChange {
  /** `spec.template.spec.containers[render].image`, `metadata.labels[app.kubernetes.io/version]`, `spec.args[0]`. */
  readonly path: string;
  /** `order`: the items are the same, in another order; `before` and `after` are their keys. */
  readonly change: 'added' | 'removed' | 'changed' | 'order';
  /** What a bump changes, the image of a container and the version label of the object; `rest` is everything else. */
  readonly part: 'image' | 'versionLabel' | 'rest';
  readonly before?: unknown;
  readonly after?: unknown;
  readonly hidden?: true;
  /** For `order` only. */
  readonly order?: OrderMeaning;
}

const IMAGE = /(?:^|\.)(?:containers|initContainers|ephemeralContainers)\[[^\]]*\]\.image$/;
const VERSION_LABEL_PATH = `metadata.labels[${VERSION_LABEL}]`;
// written by the API server alone: https://kubernetes.io/docs/concepts/overview/working-with-objects/#object-spec-and-status
const NOT_COMPARED = new Set(['status', 'metadata.creationTimestamp']);

/**
 * What differs between two manifests, in the order of the fields' names. `null` is the same as nothing, as it is in
 * Kubernetes; the status is not compared.
 */
export function compareFields(before: Manifest, after: Manifest): FieldChange[] {
  const changes: FieldChange[] = [];
  compareMaps('', hideSecretValues(before), hideSecretValues(after), changes);
  return changes;
}

function compare(path: string, field: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (Object.is(before, after) || NOT_COMPARED.has(path)) return;
  const had = before !== undefined && before !== null;
  const has = after !== undefined && after !== null;
  if (!had && !has) return;
  if (isMap(before) && isMap(after)) {
    compareMaps(path, before, after, changes);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const key = findListKey(field, before, after);
    if (key) compareKeyed(path, key, before, after, changes);
    else compareByPlace(path, before, after, changes);
    return;
  }
  if (before instanceof HiddenValue && after instanceof HiddenValue && before.equals(after)) return;
  const change = had ? (has ? 'changed' : 'removed') : 'added';
  changes.push({
    path,
    change,
    part: change === 'changed' ? partOf(path) : 'rest',
    ...(before instanceof HiddenValue || after instanceof HiddenValue
      ? { hidden: true as const }
      : { ...(had && { before }), ...(has && { after }) }),
  });
}

function compareMaps(path: string, before: Fields, after: Fields, changes: FieldChange[]): void {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  for (const key of [...Object.keys(before), ...added].sort()) {
    compare(joinPath(path, key), key, ownValue(before, key), ownValue(after, key), changes);
  }
}

function compareKeyed(
  path: string,
  { keyOf, order }: ListKey,
  before: readonly Fields[],
  after: readonly Fields[],
  changes: FieldChange[],
): void {
  const [old, now] = [before, after].map((items) => new Map(items.map((item) => [keyOf(item) ?? '', item])));
  if (!old || !now) return;
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  for (const key of keys) compare(`${path}[${key}]`, '', old.get(key), now.get(key), changes);
  const [oldOrder, newOrder] = [
    [...old.keys()].filter((key) => now.has(key)),
    [...now.keys()].filter((key) => old.has(key)),
  ];
  if (oldOrder.every((key, index) => key === newOrder[index])) return;
  changes.push({ path, change: 'order', part: 'rest', before: oldOrder, after: newOrder, order });
}

/** What is the same at both ends stays; what is between is compared place by place. */
function compareByPlace(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  changes: FieldChange[],
): void {
  if (before.length === after.length) {
    before.forEach((item, index) => {
      compare(`${path}[${index}]`, '', item, after[index], changes);
    });
    return;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  for (let index = start; index < Math.max(before.length, after.length) - end; index++) {
    const old = index < before.length - end ? before[index] : undefined;
    const now = index < after.length - end ? after[index] : undefined;
    compare(`${path}[${index}]`, '', old, now, changes);
  }
}

function partOf(path: string): FieldChange['part'] {
  if (path === VERSION_LABEL_PATH) return 'versionLabel';
  return IMAGE.test(path) ? 'image' : 'rest';
}

/** Whether two values are the same to Kubernetes. */
export function isSame(before: unknown, after: unknown): boolean {
  const changes: FieldChange[] = [];
  // within a list nothing is the object's own status
  compare('[]', '', before, after, changes);
  return changes.length === 0;
}

/** Whether a path is this field, or a field within it. */
export function isWithin(path: string, field: string): boolean {
  return (
    path.startsWith(field) && (path.length === field.length || path[field.length] === '.' || path[field.length] === '[')
  );
}

function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof HiddenValue);
}

function ownValue(map: Fields, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
