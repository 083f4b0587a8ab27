import type { Code } from '../code/code';
import { FIELD_TABLE } from '../fields/field-table';

/** Fields of Kubernetes that hold maps with any keys, such as `matchLabels`. */
const MAP_FIELDS: ReadonlySet<string> = new Set(
  [...FIELD_TABLE.matchAll(/ (\w+)\??:\{/g)].map(([, name]) => name ?? ''),
);

/**
 * Whether the items of a list have such a map with other keys each. In a constant, TypeScript takes the keys of one item
 * for fields that the others have as undefined, and a map of Kubernetes has text for every key.
 *
 * @see https://www.typescriptlang.org/docs/handbook/release-notes/typescript-2-7.html#improved-type-inference-for-object-literals
 */
export function hasUnlikeMaps(code: Code): boolean {
  if (code.kind === 'map') return code.entries.some((entry) => 'key' in entry && hasUnlikeMaps(entry.value));
  if (code.kind !== 'list') return false;
  const keysByPath = new Map<string, string>();
  return code.items.some(({ value }) => isUnlike(value, '', keysByPath));
}

function isUnlike(code: Code, path: string, keysByPath: Map<string, string>): boolean {
  if (code.kind === 'list') return code.items.some(({ value }) => isUnlike(value, path, keysByPath));
  if (code.kind !== 'map') return false;
  return code.entries.some((entry) => {
    if (!('key' in entry)) return false;
    const here = `${path}/${entry.key}`;
    if (!MAP_FIELDS.has(entry.key) || entry.value.kind !== 'map') return isUnlike(entry.value, here, keysByPath);
    const keys = entry.value.entries
      .map((each) => JSON.stringify('key' in each ? each.key : each))
      .sort()
      .join();
    const known = keysByPath.get(here) ?? keys;
    keysByPath.set(here, known);
    return known !== keys;
  });
}
