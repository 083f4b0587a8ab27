import type { ImportedObject } from '../imported-object';
import { findServiceReferences, ServiceNames, type ServiceReference } from './find-service-references';

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
  const needed = new Set<ImportedObject>();
  const references = new Map<ImportedObject, Map<string, ServiceReference>>();
  const services = new ServiceNames(owners.keys());
  for (const workload of workloads) {
    const own = new Map<string, ServiceReference>();
    const accepted = needs.get(workload) ?? new Set();
    for (const reference of findServiceReferences(workload, services)) {
      const owner = owners.get(reference.service);
      if (!owner) continue;
      const isCircle =
        owner === workload || (needed.has(workload) && !accepted.has(owner) && reaches(owner, workload, needs));
      if (isCircle) continue;
      accepted.add(owner);
      needed.add(owner);
      own.set(reference.at, reference);
    }
    references.set(workload, own);
  }
  return { order: inOrderOfNeeds(workloads, needs), references };
}

type Needs = ReadonlyMap<ImportedObject, ReadonlySet<ImportedObject>>;

/** Whether one workload needs another, be it by way of others. */
function reaches(from: ImportedObject, to: ImportedObject, needs: Needs): boolean {
  const seen = new Set([from]);
  // what is added while it is walked through is walked through too
  for (const each of seen) {
    for (const next of needs.get(each) ?? []) {
      if (next === to) return true;
      seen.add(next);
    }
  }
  return false;
}

/** Every workload behind what it needs, and otherwise as they came. There is no circle. */
function inOrderOfNeeds(workloads: readonly ImportedObject[], needs: Needs): ImportedObject[] {
  const order = new Set<ImportedObject>();
  for (const first of workloads) {
    // a chain may be longer than the stack of calls
    const waiting = [{ workload: first, open: [...(needs.get(first) ?? [])].reverse() }];
    for (let last = waiting.at(-1); last; last = waiting.at(-1)) {
      const next = order.has(last.workload) ? undefined : last.open.pop();
      if (next !== undefined) waiting.push({ workload: next, open: [...(needs.get(next) ?? [])].reverse() });
      else order.add(waiting.pop()?.workload ?? last.workload);
    }
  }
  return [...order];
}
