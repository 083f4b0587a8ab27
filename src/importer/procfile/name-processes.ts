import { dnsLabelFault, toDnsLabel } from '../../manifest/dns-name';

const MAX_LENGTH = 63;

/**
 * A DNS label for each name of a process type, in their order, all different. A name that is a label stays as it is; of two that
 * become the same one, the later ones get `-2`, `-3` and so on at their end.
 *
 * @param names all different
 */
export function nameProcesses(names: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map(names.filter((name) => dnsLabelFault(name) === undefined).map((name) => [name, name]));
  const taken = new Set(labels.values());
  for (const name of names) {
    if (labels.has(name)) continue;
    const label = findFree(toDnsLabel(name) ?? 'process', taken);
    labels.set(name, label);
    taken.add(label);
  }
  return new Map(names.map((name) => [name, labels.get(name) ?? name]));
}

function findFree(label: string, taken: ReadonlySet<string>): string {
  let free = label;
  for (let number = 2; taken.has(free); number += 1) {
    const end = `-${number}`;
    free = `${label.slice(0, MAX_LENGTH - end.length).replace(/-+$/, '')}${end}`;
  }
  return free;
}
