import type { PodFields } from './build-pod-spec';
import type { ContainerFields, SideContainers } from './container-fields';
import type { PodSecurity } from './pod-security';

/** What every kind of workload takes: its main container's fields, and what stands around it. */
export interface WorkloadProps extends ContainerFields {
  /** `metadata.name`. Default: the id (for a Job the id and the version). */
  readonly name?: string;
  /** `metadata.namespace`. Default: the namespace of the release. */
  readonly namespace?: string;
  /** The name of the main container. Default: the id of the workload. */
  readonly containerName?: string;
  /** Labels of the object, beside those of the release. */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the object. Default: none. */
  readonly annotations?: { readonly [key: string]: string };
  /** Labels of the pods, beside those that the selector asks for. */
  readonly podLabels?: { readonly [key: string]: string };
  /** Annotations of the pods. Default: none. */
  readonly podAnnotations?: { readonly [key: string]: string };
  /** Containers that run before the main one, in this order. */
  readonly initContainers?: SideContainers;
  /** Containers that run beside the main one, in this order. */
  readonly sidecars?: SideContainers;
  /** The names of the main container and of all sidecars, in the order they have in the pod. Default: the main one first. */
  readonly containerOrder?: readonly string[];
  /** The rest of the pod, in Kubernetes' own fields: volumes, serviceAccountName, … */
  readonly pod?: PodFields;
  /** An exception from the level of the release. */
  readonly podSecurity?: PodSecurity;
  /** Fields of the kind's spec that have no prop of their own yet. */
  readonly spec?: { readonly [field: string]: unknown };
}

/** The props above that are no fields of the main container. */
export const OWN_FIELDS = [
  'name',
  'namespace',
  'containerName',
  'labels',
  'annotations',
  'podLabels',
  'podAnnotations',
  'initContainers',
  'sidecars',
  'containerOrder',
  'pod',
  'podSecurity',
  'spec',
] as const satisfies readonly (keyof WorkloadProps)[];
