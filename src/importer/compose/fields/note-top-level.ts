import type { NoteBook } from '../objects/note-book';
import { type ComposeNode, isNull, mapOf, textsOf } from '../yaml/compose-node';

/** Why each key of the top level is not carried over. */
const WHY: ReadonlyMap<string, string> = new Map([
  [
    'networks',
    'a cluster has one network, in which every pod reaches every Service: NetworkPolicies keep services apart',
  ],
  ['configs', "each is a ConfigMap in Kubernetes: release.configMap('name', { files: [...] })"],
  [
    'secrets',
    'each is a Secret in Kubernetes: create it with kubectl create secret generic, so that its content is in no file of the project',
  ],
  ['models', 'docker compose runs them itself; here each has to be a service of its own'],
  ['include', 'other files are not followed: import each of them, too'],
]);

/** A note for what stands beside services and volumes and says something. */
export function noteTopLevel(rest: ReadonlyMap<string, ComposeNode>, notes: NoteBook): void {
  for (const [key, node] of rest) {
    const map = mapOf(node);
    const names = map ? [...map.entries.keys()] : textsOf(node);
    if (isNull(node) || (map && names.length === 0)) continue;
    notes.add({
      place: [...(map?.entries.values() ?? [])][0]?.place ?? node.place,
      topic: `${key}:`,
      detail: names.join(', '),
      why: WHY.get(key) ?? 'it has no equivalent here',
    });
  }
}
