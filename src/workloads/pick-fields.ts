import type { ContainerFields } from './container-fields';
import { OWN_FIELDS, type WorkloadProps } from './workload-props';

/** The main container's fields: what is left of the props without ours and the kind's. */
export function pickContainerFields(props: WorkloadProps, specFields: readonly string[]): ContainerFields {
  const others: ReadonlySet<string> = new Set([...OWN_FIELDS, ...specFields]);
  return Object.fromEntries(Object.entries(props).filter(([field]) => !others.has(field)));
}

/** The props that are fields of the kind's spec. */
export function pickSpecFields(props: object, specFields: readonly string[]): Record<string, unknown> {
  const fields: ReadonlySet<string> = new Set(specFields);
  return Object.fromEntries(Object.entries(props).filter(([field]) => fields.has(field)));
}
