import type { ImportedObject } from '../imported-object';
import { findServiceReferences, type ServiceReference } from './find-service-references';

/** In which order workloads are declared, and which of their values are said by reference. */
export interface Wiring {
  /** Every workload after those whose Services it names. */
  readonly order: readonly ImportedObject[];
  /** By workload, the references by the pointer of their value. */
  readonly references: ReadonlyMap<ImportedObject, ReadonlyMap<string, ServiceReference>>;
}

/**
 * Orders workloads so that each Service is declared before its name is used. Of workloads that name each other in a
 * circle, the later reference stays text.
 *
 * @param owners the workload that declares each Service that can be named
 */
export function planWiring(
  workloads: readonly ImportedObject[],
  owners: ReadonlyMap<ImportedObject, ImportedObject>,
): Wiring {
  const needs = new Map<ImportedObject, Set<ImportedObject>>(workloads.map((workload) => [workload, new Set()]));
  const reaches = (from: ImportedObject, to: ImportedObject, seen = new Set<ImportedObject>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from) ?? [])].some((next) => reaches(next, to, seen));
  };
  const references = new Map<ImportedObject, Map<string, ServiceReference>>();
  for (const workload of workloads) {
    const own = new Map<string, ServiceReference>();
    for (const reference of findServiceReferences(workload, [...owners.keys()])) {
      const owner = owners.get(reference.service);
      if (!owner || reaches(owner, workload)) continue;
      needs.get(workload)?.add(owner);
      own.set(reference.at, reference);
    }
    references.set(workload, own);
  }
  const order = new Set<ImportedObject>();
  const visit = (workload: ImportedObject): void => {
    if (order.has(workload)) return;
    for (const need of needs.get(workload) ?? []) visit(need);
    order.add(workload);
  };
  for (const workload of workloads) visit(workload);
  return { order: [...order], references };
}
