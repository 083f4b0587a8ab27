import { asText, type Fields, namespaceOf, type PlacedManifest } from '../manifest/manifest';
import { type PodTemplate, podTemplateOf } from '../manifest/pod-template';
import { matchesSelector } from '../manifest/selector';

/** The pods of workloads by their labels, so that what selects them is not compared with each of thousands. */
export class WorkloadIndex {
  /** Templates by namespace and then by one of their labels, in the order of the workloads. */
  private readonly namespaces = new Map<string, Map<string, PodTemplate[]>>();

  /** @param manifests objects without pods among them are passed over */
  constructor(manifests: Iterable<PlacedManifest>) {
    for (const { manifest } of manifests) {
      const template = podTemplateOf(manifest);
      if (!template) continue;
      const labels = getOrAdd(this.namespaces, namespaceOf(manifest), () => new Map<string, PodTemplate[]>());
      for (const [key, value] of Object.entries(template.labels)) {
        getOrAdd(labels, pairOf(key, value), () => []).push(template);
      }
    }
  }

  /** The pods that a Service selects by these labels in its own namespace; none by an empty selector. */
  selectedBy(namespace: string, matchLabels: Fields): PodTemplate[] {
    const labels = this.namespaces.get(namespace);
    const lists = Object.entries(matchLabels).map(([key, value]) => labels?.get(pairOf(key, value)) ?? []);
    const [fewest = []] = lists.sort((a, b) => a.length - b.length);
    return fewest.filter((template) => matchesSelector(template.labels, { matchLabels }));
  }
}

function pairOf(key: string, value: unknown): string {
  return JSON.stringify([key, asText(value)]);
}

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
