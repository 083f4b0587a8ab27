import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { ImageReference } from '../release/image-reference';

/** What makes one kind of workload differ from the others. */
export interface WorkloadKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The name without a `name` in the props. */
  readonly defaultName: (id: string, image: ImageReference) => string;
  /** Whether pods are selected by labels of ours (`app: <id>` unless a selector is given). */
  readonly selectsPods: boolean;
  /** The kind can have an autoscaler. */
  readonly isScalable: boolean;
  /** The object's spec around the pod template. */
  readonly toSpec: (selector: LabelSelector | undefined, template: PodTemplateSpec) => object;
}
