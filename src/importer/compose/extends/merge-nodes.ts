import { type ComposeEntry, type ComposeMap, type ComposeNode, isNull, textOf } from '../yaml/compose-node';

/** Fields of a service that replace those of the service that it extends as a whole. */
const REPLACED = new Set(['command', 'entrypoint', 'healthcheck.test']);
/** Fields that are lists, also where one item is written alone. */
const LISTED = new Set(['env_file', 'label_file', 'dns', 'dns_search', 'tmpfs']);
/** Fields that are maps, also where they are written as a list of `KEY=value` or of names. */
const KEYED: ReadonlyMap<string, (item: ComposeNode) => string | undefined> = new Map([
  ...['environment', 'labels', 'annotations', 'sysctls', 'build.args', 'build.labels', 'deploy.labels'].map(
    (path): [string, (item: ComposeNode) => string | undefined] => [path, (item) => textOf(item)?.split('=')[0]],
  ),
  ['volumes', targetOf],
  ['secrets', targetOf],
  ['configs', targetOf],
  ...['depends_on', 'networks', 'expose', 'dns', 'dns_search', 'cap_add', 'cap_drop', 'profiles', 'ports', 'tmpfs'].map(
    (path): [string, (item: ComposeNode) => string | undefined] => [path, textOf],
  ),
]);

/**
 * What two maps say together: of single values the second one's, of maps the keys of both, of lists the items of both,
 * without those that the second one says anew. `!reset` takes a key out, `!override` replaces it.
 *
 * @param path where they stand in a service: empty for the service itself
 * @see https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
 */
export function mergeNodes(base: ComposeMap, over: ComposeMap, path = ''): ComposeMap {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const known = entries.get(key);
    if (entry.value.tag === '!reset') entries.delete(key);
    else entries.set(key, known ? { ...entry, value: mergeValues(known.value, entry.value, join(path, key)) } : entry);
  }
  return { ...over, entries };
}

function mergeValues(first: ComposeNode, second: ComposeNode, path: string): ComposeNode {
  const [base, over] = LISTED.has(path) ? [asList(first), asList(second)] : [first, second];
  if (over.tag === '!override' || REPLACED.has(path)) return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeNodes(base, over, path);
  const keyOf = KEYED.get(path);
  if (base.kind === 'list' && over.kind === 'list') {
    const keys = new Set(over.items.map((item) => keyOf?.(item)).filter((key) => key !== undefined));
    return { ...over, items: [...base.items.filter((item) => !keys.has(keyOf?.(item) ?? '')), ...over.items] };
  }
  if (keyOf && base.kind !== 'scalar' && over.kind !== 'scalar') {
    return mergeNodes(asKeyed(base, path), asKeyed(over, path), path);
  }
  return over.kind === 'scalar' && over.value === null ? base : over;
}

/** A list of `KEY=value`, or of names, as a map. */
function asKeyed(node: ComposeNode, path: string): ComposeMap {
  if (node.kind === 'map') return node;
  const entries = new Map<string, ComposeEntry>();
  for (const item of node.kind === 'list' ? node.items : []) {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    const value = equals === -1 ? null : text.slice(equals + 1);
    const named: ComposeNode =
      path === 'depends_on'
        ? { kind: 'map', place: item.place, entries: new Map([['condition', entryOf(item.place, 'service_started')]]) }
        : { kind: 'scalar', place: item.place, value };
    entries.set(equals === -1 ? text : text.slice(0, equals), { place: item.place, above: [], value: named });
  }
  return { kind: 'map', place: node.place, entries, tag: node.tag };
}

function asList(node: ComposeNode): ComposeNode {
  if (node.kind === 'list') return node;
  return { kind: 'list', place: node.place, items: isNull(node) ? [] : [node], tag: node.tag };
}

function entryOf(place: string, value: string): ComposeEntry {
  return { place, above: [], value: { kind: 'scalar', place, value } };
}

function targetOf(item: ComposeNode): string | undefined {
  if (item.kind === 'map')
    return textOf(item.entries.get('target')?.value) ?? textOf(item.entries.get('source')?.value);
  const parts = textOf(item)?.split(':') ?? [];
  return parts[1] ?? parts[0];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
