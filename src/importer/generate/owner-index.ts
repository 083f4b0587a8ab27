import { asFields, type Fields, type Manifest, nameOf, namespaceOf } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import type { ImportedObject } from '../imported-object';
import { isSelected } from './match-labels';

/** Workloads by what others name them by, so that thousands of them are not looked through for each Service. */
export class OwnerIndex {
  private readonly byLabel = new Map<string, ImportedObject[]>();
  private readonly byName = new Map<string, ImportedObject>();

  /** @param workloads the best owner first */
  constructor(workloads: readonly ImportedObject[]) {
    for (const workload of workloads) {
      const { manifest } = workload;
      for (const [name, value] of Object.entries(labelsOf(workload))) {
        const key = keyOf(manifest, name, value);
        const same = this.byLabel.get(key);
        if (same) same.push(workload);
        else this.byLabel.set(key, [workload]);
      }
      const key = keyOf(manifest, manifest.kind, nameOf(manifest));
      if (!this.byName.has(key)) this.byName.set(key, workload);
    }
  }

  /** The workload that a Service, a disruption budget or an autoscaler is about. */
  find({ manifest }: ImportedObject): ImportedObject | undefined {
    return FINDERS.get(manifest.kind)?.(manifest, this);
  }

  findSelected(manifest: Manifest, selector: unknown): ImportedObject | undefined {
    const lists = Object.entries(asFields(selector)).map(
      ([name, value]) => this.byLabel.get(keyOf(manifest, name, value)) ?? [],
    );
    const shortest = lists.reduce((best, each) => (each.length < best.length ? each : best), lists[0] ?? []);
    return shortest.find((workload) => isSelected(selector, labelsOf(workload)));
  }

  findNamed(manifest: Manifest, { kind, name }: Fields): ImportedObject | undefined {
    return this.byName.get(keyOf(manifest, kind, name));
  }
}

const FINDERS: ReadonlyMap<string, (manifest: Manifest, index: OwnerIndex) => ImportedObject | undefined> = new Map<
  string,
  (manifest: Manifest, index: OwnerIndex) => ImportedObject | undefined
>([
  ['Service', (manifest, index) => index.findSelected(manifest, asFields(manifest.spec).selector)],
  [
    'PodDisruptionBudget',
    (manifest, index) => index.findSelected(manifest, asFields(asFields(manifest.spec).selector).matchLabels),
  ],
  [
    'HorizontalPodAutoscaler',
    (manifest, index) => index.findNamed(manifest, asFields(asFields(manifest.spec).scaleTargetRef)),
  ],
]);

/** Of the same namespace only; the number 1 and the text "1" are two values. */
function keyOf(manifest: Manifest, name: unknown, value: unknown): string {
  return JSON.stringify([namespaceOf(manifest), name, value]);
}

function labelsOf({ manifest }: ImportedObject): Fields {
  return podTemplateOf(manifest)?.labels ?? {};
}
