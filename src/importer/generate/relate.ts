import { asFields, asList, nameOf, namespaceOf } from '../../manifest/manifest';
import { podTemplateOf } from '../../manifest/pod-template';
import type { ImportedObject } from '../imported-object';
import { OwnerIndex } from './owner-index';

/** An object that belongs to workloads of a release, and which of them it stands beside. */
export interface Related {
  readonly object: ImportedObject;
  /** The first workload that it is about; undefined for what several workloads read, or what stands in front of Services. */
  readonly owner: ImportedObject | undefined;
}

const RUNS_ONCE: ReadonlySet<string> = new Set(['Job', 'CronJob', 'Pod']);

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
  const native = new Set(natives);
  // a Service is for what runs for long, and stands best beside what a Release declares
  const rank = (workload: ImportedObject) =>
    (RUNS_ONCE.has(workload.manifest.kind) ? 2 : 0) + (native.has(workload) ? 0 : 1);
  const owners = new OwnerIndex([...workloads].sort((a, b) => rank(a) - rank(b)));
  const direct = others.flatMap((object): Related[] => {
    const owner = owners.find(object);
    return owner ? [{ object, owner }] : [];
  });
  const services = new Set(
    direct
      .filter(({ object }) => object.manifest.kind === 'Service')
      .map(({ object }) => keyOf(object, nameOf(object.manifest))),
  );
  const read = new Set(workloads.flatMap((workload) => listConfigMaps(workload).map((name) => keyOf(workload, name))));
  const shared = others.filter(
    (object) =>
      (object.manifest.kind === 'ConfigMap' && read.has(keyOf(object, nameOf(object.manifest)))) ||
      (object.manifest.kind === 'Ingress' && isInFrontOf(object, services)),
  );
  const all = new Map([
    ...direct.map((related) => [related.object, related] as const),
    ...shared.map((object) => [object, { object, owner: undefined }] as const),
  ]);
  return others.flatMap((object) => all.get(object) ?? []);
}

/** A name in the namespace of an object. */
function keyOf({ manifest }: ImportedObject, name: unknown): string {
  return JSON.stringify([namespaceOf(manifest), name]);
}

/** The ConfigMaps that the pods of a workload take as volumes or as variables. */
function listConfigMaps({ manifest }: ImportedObject): unknown[] {
  const spec = podTemplateOf(manifest)?.spec ?? {};
  const containers = [...asList(spec.containers), ...asList(spec.initContainers)];
  return [
    ...asList(spec.volumes).flatMap(({ configMap, projected }) => [
      configMap,
      ...asList(asFields(projected).sources).map((source) => source.configMap),
    ]),
    ...containers.flatMap(({ env, envFrom }) => [
      ...asList(envFrom).map(({ configMapRef }) => configMapRef),
      ...asList(env).map(({ valueFrom }) => asFields(valueFrom).configMapKeyRef),
    ]),
  ].flatMap((reference) => asFields(reference).name ?? []);
}

/** Whether every backend of the Ingress is one of these Services. */
function isInFrontOf(ingress: ImportedObject, services: ReadonlySet<string>): boolean {
  const backends = listBackends(ingress.manifest.spec);
  return backends.length > 0 && backends.every((name) => services.has(keyOf(ingress, name)));
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
