import { asFields, asList, type Fields, nameOf, namespaceOf } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import type { ImportedObject } from '../imported-object';
import { isSelected } from './match-labels';

/** An object that belongs to workloads of a release, and which of them it stands beside. */
export interface Related {
  readonly object: ImportedObject;
  /** The first workload that it is about; undefined for what several workloads read, or what stands in front of Services. */
  readonly owner: ImportedObject | undefined;
}

const RUNS_ONCE: ReadonlySet<string> = new Set(['Job', 'CronJob', 'Pod']);

type Belongs = (object: ImportedObject, workload: ImportedObject) => boolean;

const POD_TEMPLATE_KINDS: ReadonlyMap<string, Belongs> = new Map<string, Belongs>([
  ['Service', ({ manifest }, workload) => isSelected(asFields(manifest.spec).selector, labelsOf(workload))],
  [
    'PodDisruptionBudget',
    ({ manifest }, workload) => isSelected(asFields(asFields(manifest.spec).selector).matchLabels, labelsOf(workload)),
  ],
  [
    'HorizontalPodAutoscaler',
    ({ manifest }, { manifest: { kind, metadata } }) => {
      const target = asFields(asFields(manifest.spec).scaleTargetRef);
      return target.kind === kind && target.name === asFields(metadata).name;
    },
  ],
]);

/**
 * What belongs to these workloads: their Services, autoscalers and disruption budgets, the ConfigMaps that they read, and
 * the Ingresses in front of those Services. In the order of the input.
 *
 * @param natives those of the workloads that are declared by a method of a Release
 */
export function relate(
  workloads: readonly ImportedObject[],
  natives: readonly ImportedObject[],
  others: readonly ImportedObject[],
): Related[] {
  // a Service is for what runs for long, and stands best beside what a Release declares
  const rank = (workload: ImportedObject) =>
    (RUNS_ONCE.has(workload.manifest.kind) ? 2 : 0) + (natives.includes(workload) ? 0 : 1);
  const candidates = [...workloads].sort((a, b) => rank(a) - rank(b));
  const direct = others.flatMap((object): Related[] => {
    const belongs = POD_TEMPLATE_KINDS.get(object.manifest.kind);
    const owner =
      belongs && candidates.find((workload) => isSameNamespace(object, workload) && belongs(object, workload));
    return owner ? [{ object, owner }] : [];
  });
  const services = direct.filter(({ object }) => object.manifest.kind === 'Service').map(({ object }) => object);
  const shared = others.filter(
    (object) =>
      (object.manifest.kind === 'ConfigMap' &&
        workloads.some((workload) => isSameNamespace(object, workload) && isRead(object, workload))) ||
      (object.manifest.kind === 'Ingress' && isInFrontOf(object, services)),
  );
  const all = new Map([
    ...direct.map((related) => [related.object, related] as const),
    ...shared.map((object) => [object, { object, owner: undefined }] as const),
  ]);
  return others.flatMap((object) => all.get(object) ?? []);
}

function labelsOf({ manifest }: ImportedObject): Fields {
  return podTemplateOf(manifest)?.labels ?? {};
}

function isSameNamespace(a: ImportedObject, b: ImportedObject): boolean {
  return namespaceOf(a.manifest) === namespaceOf(b.manifest);
}

/** Whether a pod of the workload takes this ConfigMap as a volume or as variables. */
function isRead({ manifest }: ImportedObject, workload: ImportedObject): boolean {
  const name = nameOf(manifest);
  const spec = podTemplateOf(workload.manifest)?.spec ?? {};
  const containers = [...asList(spec.containers), ...asList(spec.initContainers)];
  return (
    asList(spec.volumes).some(
      ({ configMap, projected }) =>
        asFields(configMap).name === name ||
        asList(asFields(projected).sources).some((source) => asFields(source.configMap).name === name),
    ) ||
    containers.some(
      ({ env, envFrom }) =>
        asList(envFrom).some(({ configMapRef }) => asFields(configMapRef).name === name) ||
        asList(env).some(({ valueFrom }) => asFields(asFields(valueFrom).configMapKeyRef).name === name),
    )
  );
}

/** Whether every backend of the Ingress is one of these Services. */
function isInFrontOf(ingress: ImportedObject, services: readonly ImportedObject[]): boolean {
  const backends = listBackends(ingress.manifest.spec);
  return (
    backends.length > 0 &&
    backends.every((name) =>
      services.some((service) => isSameNamespace(service, ingress) && nameOf(service.manifest) === name),
    )
  );
}

/** The names of Services that an Ingress names, in networking.k8s.io/v1 and in the versions before it. */
function listBackends(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(listBackends);
  return Object.entries(asFields(value)).flatMap(([key, child]) => {
    if (key === 'serviceName') return [child];
    const { service } = asFields(child);
    if (key === 'backend' || key === 'defaultBackend') {
      return service === undefined ? listBackends(child) : [asFields(service).name];
    }
    return listBackends(child);
  });
}
