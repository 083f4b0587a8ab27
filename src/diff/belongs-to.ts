import { NAME_LABEL } from '../manifest/common-labels';
import { asFields, asText, type Fields, type Manifest, nameOf, namespaceOf } from '../manifest/manifest';
import { podTemplateOf } from '../manifest/pod-template';
import { matchesSelector } from '../manifest/selector';

/** How an object says which pods it is for. */
type PodSelector = (spec: Fields) => Fields;

const SELECTORS: ReadonlyMap<string, PodSelector> = new Map([
  ['Service', ({ selector }) => ({ matchLabels: selector })],
  ['PodDisruptionBudget', ({ selector }) => asFields(selector)],
  ['NetworkPolicy', ({ podSelector }) => asFields(podSelector)],
  ['PodMonitor', ({ selector }) => asFields(selector)],
]);

/** Tells which workload an object is there for, by its label, its selector or its target. */
export class Belonging {
  private readonly names = new Set<string>();
  private readonly byLabel = new Map<string, Manifest[]>();

  /** @param manifests every object before and after */
  constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const template = podTemplateOf(manifest);
      if (!template) continue;
      this.names.add(keyOf(manifest, nameOf(manifest)));
      for (const [label, value] of Object.entries(template.labels)) {
        const key = keyOf(manifest, `${label}=${asText(value)}`);
        const members = this.byLabel.get(key);
        if (members) members.push(manifest);
        else this.byLabel.set(key, [manifest]);
      }
    }
  }

  /** The name of the workload in the object's namespace; its own for a workload; undefined for all others. */
  workloadOf(manifest: Manifest): string | undefined {
    if (podTemplateOf(manifest)) return nameOf(manifest) || undefined;
    const label = asText(asFields(asFields(manifest.metadata).labels)[NAME_LABEL]);
    if (label !== undefined && this.names.has(keyOf(manifest, label))) return label;
    const spec = asFields(manifest.spec);
    const target = asText(asFields(spec.scaleTargetRef).name);
    if (target !== undefined && this.names.has(keyOf(manifest, target))) return target;
    const selector = SELECTORS.get(manifest.kind)?.(spec);
    return selector && this.selected(manifest, selector);
  }

  /** The only workload whose pods are selected. */
  private selected(manifest: Manifest, selector: Fields): string | undefined {
    const [fewest = []] = Object.entries(asFields(selector.matchLabels))
      .map(([label, value]) => this.byLabel.get(keyOf(manifest, `${label}=${asText(value)}`)) ?? [])
      .sort((a, b) => a.length - b.length);
    const names = new Set(
      fewest.filter((each) => matchesSelector(podTemplateOf(each)?.labels ?? {}, selector)).map((each) => nameOf(each)),
    );
    return names.size === 1 ? [...names][0] : undefined;
  }
}

function keyOf(manifest: Manifest, key: string): string {
  return `${namespaceOf(manifest)}\0${key}`;
}
