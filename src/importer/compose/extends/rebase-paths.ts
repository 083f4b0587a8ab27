import { posix } from 'node:path';
import { type ComposeMap, type ComposeNode, textOf } from '../yaml/compose-node';

/** The fields of a service that hold paths relative to its file, and what to do with their values. */
const PATHS: ReadonlyMap<string, (node: ComposeNode, folder: string) => ComposeNode> = new Map([
  ['env_file', rebaseEach],
  ['label_file', rebaseEach],
  [
    'build',
    (node: ComposeNode, folder: string) =>
      node.kind === 'map' ? rebaseField(node, 'context', folder) : rebase(node, folder),
  ],
  ['volumes', rebaseEach],
]);

/** A service of another file as it would stand in this one: its relative paths lead to the same files. */
export function rebasePaths(service: ComposeMap, folder: string): ComposeMap {
  if (folder === '') return service;
  const entries = new Map(service.entries);
  for (const [key, rebaseValue] of PATHS) {
    const entry = entries.get(key);
    if (entry) entries.set(key, { ...entry, value: rebaseValue(entry.value, folder) });
  }
  return { ...service, entries };
}

function rebaseEach(node: ComposeNode, folder: string): ComposeNode {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => rebaseEach(item, folder)) };
  if (node.kind === 'scalar') return rebase(node, folder);
  return rebaseField(rebaseField(node, 'path', folder), 'source', folder);
}

function rebaseField(map: ComposeMap, key: string, folder: string): ComposeMap {
  const entry = map.entries.get(key);
  if (!entry) return map;
  return { ...map, entries: new Map(map.entries).set(key, { ...entry, value: rebase(entry.value, folder) }) };
}

/** A short volume is `source:target`, and a source without a dot before it is the name of a volume. */
function rebase(node: ComposeNode, folder: string): ComposeNode {
  const text = textOf(node);
  if (text === undefined || node.kind !== 'scalar') return node;
  const isUrl = /^[a-z+]+:\/\/|^git@/.test(text);
  const isVolume = text.includes(':') && !text.startsWith('.');
  return isUrl || isVolume || /^[/~$]/.test(text) ? node : { ...node, value: relativePath(text, folder) };
}

function relativePath(path: string, folder: string): string {
  const joined = posix.join(folder, path);
  return path.startsWith('.') && !joined.startsWith('.') ? `./${joined}` : joined;
}
