import {
  asFields,
  type Fields,
  isFields,
  type Manifest,
  nameOf,
  namespaceOf,
  printValue,
  titleOf,
} from '../../manifest/manifest';
import { pointer } from '../pointer';

/** One field in which an object of the import is not what the app synthesizes. */
export interface Difference {
  /** The object of the input; undefined for one that only the app has. */
  readonly manifest: Manifest | undefined;
  /** `deployment 'web' /spec/replicas: 2 → 3` */
  readonly text: string;
}

/**
 * Where two sets of objects differ. The order of objects and of the fields of a map does not count, nor do fields
 * without a value, `status`, an empty `creationTimestamp`, and empty labels and annotations. Everything else does: the
 * order of lists, the types of values, and how many objects of one name there are.
 */
export function findDifferences(input: readonly Manifest[], output: readonly Manifest[]): Difference[] {
  const expected = groupByName(input);
  const actual = groupByName(output);
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((key) => {
    const before = expected.get(key) ?? [];
    const after = actual.get(key) ?? [];
    const manifest = before[0];
    const title = titleOf(before[0] ?? (after[0] as Manifest));
    if (before.length !== after.length) {
      return [{ manifest, text: `${title}: ${before.length} of it in the input, ${after.length} in the app` }];
    }
    return before.flatMap((object, index) =>
      compare(normalize(object), normalize(after[index] as Manifest), '').map((text) => ({
        manifest: object,
        text: `${title} ${text}`,
      })),
    );
  });
}

function groupByName(manifests: readonly Manifest[]): Map<string, Manifest[]> {
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const { generateName } = asFields(manifest.metadata);
    const key = JSON.stringify([
      manifest.apiVersion,
      manifest.kind,
      namespaceOf(manifest),
      nameOf(manifest) || printValue(generateName),
    ]);
    const same = groups.get(key);
    if (same) same.push(manifest);
    else groups.set(key, [manifest]);
  }
  return groups;
}

/** The object without what `kubectl apply` does not send or what means nothing. */
function normalize({ status: _status, ...manifest }: Manifest): Fields {
  const kept = Object.entries(asFields(manifest.metadata)).filter(
    ([key, value]) =>
      key !== 'creationTimestamp' &&
      !((key === 'labels' || key === 'annotations') && Object.values(asFields(value)).every((each) => each === null)),
  );
  return { ...manifest, metadata: Object.fromEntries(kept) };
}

function compare(before: unknown, after: unknown, at: string): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return [`${at}: ${before.length} items → ${after.length} items`];
    return before.flatMap((item, index) => compare(item, after[index], `${at}/${index}`));
  }
  if (isFields(before) && isFields(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      compare(
        Object.hasOwn(before, key) ? before[key] : undefined,
        Object.hasOwn(after, key) ? after[key] : undefined,
        pointer(at, key),
      ),
    );
  }
  if ((before ?? undefined) === (after ?? undefined)) return [];
  return [`${at}: ${printShort(before)} → ${printShort(after)}`];
}

const MAX_LENGTH = 80;

function printShort(value: unknown): string {
  const text = value === undefined || value === null ? 'nothing' : JSON.stringify(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
